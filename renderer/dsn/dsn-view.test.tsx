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
