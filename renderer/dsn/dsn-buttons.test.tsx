import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { ImportItem } from '../../engine/admin/contract.ts';
import { FakeFailure } from '../test-support/fake-engine.ts';
import { renderApp } from '../test-support/render-app.tsx';
import { foreign, sampleEngine, sandbox, weekly } from '../test-support/sample-engine.ts';

const row = (name: RegExp) => screen.findByRole('row', { name });
const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name });
const described = (element: HTMLElement) =>
  document.getElementById(element.getAttribute('aria-describedby') ?? '')?.textContent;

test('a button that cannot act says why', async () => {
  const { user } = renderApp(sampleEngine([foreign, sandbox]));
  await row(/Warehouse/);
  for (const name of ['Remove', 'Configure…', 'Duplicate…', 'Preview'])
    expect(described(button(name))).toBe('Select a data source first.');
  await user.click(await row(/Warehouse/));
  expect(described(button('Duplicate…'))).toContain('made for another driver');
  expect(button('Export…').disabled).toBe(false);
  await user.click(await row(/Sandbox/));
  expect(described(button('Duplicate…'))).toBeUndefined();
});

test('Export has nothing to do where no data source is ours', async () => {
  renderApp(sampleEngine([{ ...foreign, scope: 'system' }, sandbox])).services.window.setState({
    tab: 'system',
  });
  await row(/Warehouse/);
  expect(button('Export…').disabled).toBe(true);
  expect(button('Import…').disabled).toBe(false);
});

test('the search narrows by name, driver and description, and Escape ends it', async () => {
  const { user } = renderApp(sampleEngine([sandbox, weekly, foreign]));
  await row(/Warehouse/);
  await user.type(screen.getByRole('searchbox'), 'REPORT for');
  await waitFor(() => expect(screen.queryByRole('row', { name: /Sandbox/ })).toBeNull());
  expect(await row(/Weekly/)).toBeTruthy();
  expect(screen.getByText('1 of 3')).toBeTruthy();
  await user.type(screen.getByRole('searchbox'), ' nothing');
  expect(await screen.findByText(/No data source matches/)).toBeTruthy();
  await user.keyboard('{Escape}');
  expect(await row(/Sandbox/)).toBeTruthy();
});

test('Duplicate proposes a free name, and leaves the copy selected', async () => {
  const second = { ...sandbox, name: 'sandbox 2' };
  const engine = sampleEngine([sandbox, second]);
  engine.handle({
    'dsn.duplicate': ({ to }) => {
      const copy = { ...sandbox, name: to.name };
      engine.handle({ 'dsn.list': () => ({ dsns: [sandbox, second, copy] }) });
      return { entry: copy };
    },
  });
  const { user } = renderApp(engine);
  await user.click(await row(/Sandbox/));
  await user.click(button('Duplicate…'));
  const name = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Name of the copy' });
  expect(name.value).toBe('Sandbox 3');
  await user.clear(name);
  await user.type(name, 'SANDBOX');
  expect(await screen.findByText(/already a data source/)).toBeTruthy();
  expect(
    within(screen.getByRole('dialog')).getByRole<HTMLButtonElement>('button', { name: 'Duplicate' }).disabled,
  ).toBe(true);
  await user.type(name, ' 9{Enter}');
  expect((await row(/SANDBOX 9/)).getAttribute('aria-selected')).toBe('true');
  expect(engine.inputsOf('dsn.duplicate')).toMatchObject([{ name: 'Sandbox', to: { name: 'SANDBOX 9' } }]);
});

const item: ImportItem = {
  name: 'Sandbox',
  description: '',
  taken: 'ours',
  suggestion: 'Sandbox 2',
  problem: 'There is one already.',
  outcome: 'create',
};

test('Import shows what it would do, waits for a choice, and keeps all of it when it fails', async () => {
  const engine = sampleEngine([sandbox]);
  engine.handle({
    'dsn.import': ({ look, choices }) => {
      if (!look) throw new FakeFailure({ sqlState: '58030', message: 'The disk failed.', hint: 'Buy one.' });
      const renamed = choices['Sandbox']?.action === 'rename';
      return { items: [{ ...item, ...(renamed && { problem: '', outcome: 'rename' as const }) }] };
    },
  });
  const { user } = renderApp(engine);
  await row(/Sandbox/);
  await user.click(button('Import…'));
  const box = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Text of the export' });
  await user.click(box);
  await user.paste('{}');
  expect(await screen.findByText('There is one already.')).toBeTruthy();
  const confirm = button('Import 1 data source');
  expect(confirm.disabled).toBe(true);
  await user.click(screen.getByRole('button', { name: /Action for Sandbox/ }));
  await user.click(await screen.findByRole('option', { name: /another name/ }));
  const renamed = await screen.findByRole<HTMLInputElement>('textbox', { name: 'New name for Sandbox' });
  expect(renamed.value).toBe('Sandbox 2');
  await waitFor(() => expect(button('Import 1 data source').disabled).toBe(false));
  await user.click(button('Import 1 data source'));
  expect(await screen.findByText('The disk failed.')).toBeTruthy();
  expect(screen.getByText('Buy one.')).toBeTruthy();
  expect(box.value).toBe('{}');
  expect(renamed.value).toBe('Sandbox 2');
});

test('lines that ODBC does not understand are told above the list of their scope', async () => {
  const problem = {
    sqlState: '01000',
    message: 'Line 7 is odd.',
    hint: 'Correct it.',
    scope: 'user' as const,
  };
  const engine = sampleEngine([sandbox]);
  engine.handle({ 'dsn.list': () => ({ dsns: [sandbox], problems: [problem] }) });
  const { user } = renderApp(engine);
  expect(await screen.findByText(/Line 7 is odd\. Correct it\./)).toBeTruthy();
  await user.click(screen.getByRole('tab', { name: 'System DSN' }));
  expect(screen.queryByText(/Line 7/)).toBeNull();
});
