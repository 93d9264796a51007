import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderApp } from '../test-support/render-app.tsx';
import { foreign, sampleEngine, sandbox, weekly } from '../test-support/sample-engine.ts';
import type { Wish } from '../transport/wish.ts';

const asked = (services: ReturnType<typeof renderApp>['services'], wish: Wish) =>
  act(() => services.window.setState({ wish }));

test('another program opens the property sheet of a data source, whichever tab is in front and wherever it is', async () => {
  const bridge = { ...sandbox, name: 'Bridge', scope: 'system' } as const;
  const { user, services } = renderApp(sampleEngine([sandbox, bridge]));
  await user.click(await screen.findByRole('tab', { name: 'About' }));
  asked(services, { open: 'sheet', name: 'BRIDGE' });
  expect(await screen.findByRole('dialog', { name: 'Configure Bridge' })).toBeTruthy();
  expect(services.window.getState()).toMatchObject({ tab: 'system', wish: null });
});

test('another program opens the wizard', async () => {
  const { user, services } = renderApp(sampleEngine([sandbox]));
  asked(services, { open: 'wizard' });
  expect(await screen.findByRole('dialog', { name: 'New data source' })).toBeTruthy();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(services.window.getState().opening).toBeNull();
});

test('a data source that was made just now is found', async () => {
  const engine = sampleEngine([sandbox, weekly]);
  engine.handle({ 'dsn.list': () => ({ dsns: [sandbox] }) });
  const { services } = renderApp(engine);
  await screen.findByRole('row', { name: /Sandbox/ });
  engine.handle({ 'dsn.list': () => ({ dsns: [sandbox, weekly] }) });
  asked(services, { open: 'sheet', name: weekly.name });
  expect(await screen.findByRole('dialog', { name: `Configure ${weekly.name}` })).toBeTruthy();
});

test('a dialog with edits stays as it is, and what was asked for waits until the user opens it', async () => {
  const { user, services } = renderApp(sampleEngine([sandbox, weekly]));
  await user.dblClick(await screen.findByRole('row', { name: /Sandbox/ }));
  const field = await screen.findByRole('textbox', { name: 'Description' });
  await user.type(field, ' half typed');
  asked(services, { open: 'sheet', name: 'Weekly' });
  expect(await screen.findByText(/asks to configure the data source “Weekly”/)).toBeTruthy();
  expect(field.isConnected && (field as HTMLInputElement).value).toContain('half typed');
  await user.keyboard('{Escape}');
  await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Discard' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await user.click(screen.getByRole('button', { name: 'Open it' }));
  expect(await screen.findByRole('dialog', { name: 'Configure Weekly' })).toBeTruthy();
  expect(screen.queryByText(/asks to configure/)).toBeNull();
});

test('what is not there, or another driver’s, is said, and can be turned down', async () => {
  const { user, services } = renderApp(sampleEngine([sandbox, foreign]));
  asked(services, { open: 'sheet', name: foreign.name });
  expect(await screen.findByText(/but Drawbridge has none of that name here/)).toBeTruthy();
  expect(screen.queryByRole('dialog')).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Not now' }));
  expect(screen.queryByText(/none of that name/)).toBeNull();
});
