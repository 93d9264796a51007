import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { FakeFailure } from '../test-support/fake-engine.ts';
import { renderApp } from '../test-support/render-app.tsx';
import { foreign, sampleEngine, sandbox, weekly } from '../test-support/sample-engine.ts';

const row = (name: RegExp) => screen.findByRole('row', { name });
const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name });

test('each tab lists the data sources of its own scope with platform and driver', async () => {
  const bridge = { ...sandbox, name: 'Bridge', scope: 'system' } as const;
  const { user } = renderApp(sampleEngine([sandbox, foreign, bridge]));
  const list = await screen.findByRole('grid', { name: 'User Data Sources' });
  expect(within(list).getAllByRole('row').slice(1)).toHaveLength(2);
  expect((await row(/Warehouse/)).textContent).toBe('Warehouse64-bitAnother Driver');
  await user.click(screen.getByRole('tab', { name: 'System DSN' }));
  expect(await row(/Bridge/)).toBeTruthy();
  expect(screen.queryByRole('row', { name: /Sandbox/ })).toBeNull();
});

test('Remove and Configure wait for a selection, and a foreign data source enables neither', async () => {
  const { user } = renderApp(sampleEngine([sandbox, foreign]));
  const ours = await row(/Sandbox/);
  expect(button('Configure…').disabled).toBe(true);
  await user.click(ours);
  expect(button('Configure…').disabled).toBe(false);
  expect(button('Remove').disabled).toBe(false);
  await user.click(await row(/Warehouse/));
  expect(button('Configure…').disabled).toBe(true);
  expect(button('Remove').disabled).toBe(true);
  expect(screen.getByText(/Made for another driver/)).toBeTruthy();
});

test('a double click configures', async () => {
  const { user } = renderApp(sampleEngine([sandbox, weekly]));
  await user.dblClick(await row(/Weekly/));
  expect(await screen.findByRole('dialog', { name: 'Configure Weekly' })).toBeTruthy();
});

test('the Delete key asks, and Cancel keeps the data source', async () => {
  const engine = sampleEngine([sandbox]);
  const { user } = renderApp(engine);
  await user.click(await row(/Sandbox/));
  await user.keyboard('{Delete}');
  const question = await screen.findByRole('alertdialog', { name: 'Remove data source' });
  await user.click(within(question).getByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  expect(engine.inputsOf('dsn.remove')).toEqual([]);
});

test('Insert adds and F2 renames, as the buttons and Enter do', async () => {
  const { user } = renderApp(sampleEngine([sandbox]));
  await user.click(await row(/Sandbox/));
  await user.keyboard('{F2}');
  const name = await screen.findByRole('textbox', { name: 'Data source name' });
  await waitFor(() => expect(document.activeElement).toBe(name));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  // The focus is back a moment later.
  await waitFor(() => expect(document.activeElement?.closest('[role="row"]')).not.toBeNull());
  await user.keyboard('{Insert}');
  expect(await screen.findByRole('dialog', { name: 'New data source' })).toBeTruthy();
});

test('a confirmed Remove takes the data source out of the list', async () => {
  const engine = sampleEngine([sandbox, weekly]);
  const { user } = renderApp(engine);
  await user.click(await row(/Weekly/));
  await user.click(button('Remove'));
  const question = await screen.findByRole('alertdialog');
  await user.click(within(question).getByRole('button', { name: 'Remove' }));
  await waitFor(() => expect(screen.queryByRole('row', { name: /Weekly/ })).toBeNull());
  expect(engine.inputsOf('dsn.remove')).toEqual([{ name: 'Weekly', scope: 'user' }]);
});

test('a Remove that fails keeps the question open with the reason', async () => {
  const engine = sampleEngine([sandbox], {
    'dsn.remove': () => {
      throw new FakeFailure({ sqlState: '58030', message: 'The file is read-only.' });
    },
  });
  const { user } = renderApp(engine);
  await user.click(await row(/Sandbox/));
  await user.click(button('Remove'));
  const question = await screen.findByRole('alertdialog');
  await user.click(within(question).getByRole('button', { name: 'Remove' }));
  expect(await within(question).findByText('The file is read-only.')).toBeTruthy();
});

test('a change made elsewhere appears by itself', async () => {
  const engine = sampleEngine([sandbox]);
  renderApp(engine);
  await row(/Sandbox/);
  engine.handle({ 'dsn.list': () => ({ dsns: [sandbox, weekly] }) });
  engine.emit('dsn.changed', {});
  expect(await row(/Weekly/)).toBeTruthy();
});

test('the list is in the order of names, numbers by their value', async () => {
  const named = (name: string) => ({ ...sandbox, name });
  renderApp(sampleEngine([named('Team 10'), named('team 9'), named('Zulu'), named('Alpha')]));
  await row(/Alpha/);
  const rows = screen.getAllByRole('rowheader').map((cell) => cell.textContent);
  expect(rows).toEqual(['Alpha', 'team 9', 'Team 10', 'Zulu']);
});

test('Home and End lead to the ends of the list', async () => {
  const { user } = renderApp(sampleEngine([sandbox, weekly, foreign]));
  await user.click(await row(/Warehouse/));
  await user.keyboard('{Home}');
  expect((await row(/Sandbox/)).getAttribute('aria-selected')).toBe('true');
  await user.keyboard('{End}');
  expect((await row(/Weekly/)).getAttribute('aria-selected')).toBe('true');
});

test('after a Remove the keyboard goes on at the next data source', async () => {
  const { user } = renderApp(sampleEngine([sandbox, weekly]));
  await user.click(await row(/Sandbox/));
  await user.keyboard('{Delete}');
  const question = await screen.findByRole('alertdialog');
  await user.click(within(question).getByRole('button', { name: 'Remove' }));
  await waitFor(() => expect(screen.queryByRole('row', { name: /Sandbox/ })).toBeNull());
  await waitFor(() => expect(document.activeElement?.textContent).toContain('Weekly'));
});

test('F5 and coming back to the window read the list again', async () => {
  const engine = sampleEngine([sandbox]);
  const { user } = renderApp(engine);
  await row(/Sandbox/);
  await user.keyboard('{F5}');
  await waitFor(() => expect(engine.inputsOf('dsn.list')).toHaveLength(2));
  window.dispatchEvent(new Event('focus'));
  await waitFor(() => expect(engine.inputsOf('dsn.list')).toHaveLength(3));
});

test('the news that the sample data is ready goes with its data source', async () => {
  const engine = sampleEngine([]);
  engine.handle({
    'dsn.addSandbox': () => {
      engine.handle({ 'dsn.list': () => ({ dsns: [sandbox] }) });
      return { entry: sandbox };
    },
  });
  const { user } = renderApp(engine);
  await user.click(await screen.findByRole('button', { name: 'Try the sample data' }));
  await waitFor(() => expect(document.activeElement).toBe(button('Open Preview')));
  engine.handle({ 'dsn.list': () => ({ dsns: [] }) });
  engine.emit('dsn.changed', {});
  await waitFor(() => expect(screen.queryByText(/is ready/)).toBeNull());
});
