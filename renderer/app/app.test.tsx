import { screen, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { FakeFailure } from '../test-support/fake-engine.ts';
import { renderApp } from '../test-support/render-app.tsx';
import { foreign, sampleEngine, sandbox } from '../test-support/sample-engine.ts';
import { SessionRefused } from '../transport/open-transport.ts';

test('the status line says which engine answers, where, and that the driver is registered', async () => {
  renderApp(sampleEngine([sandbox]));
  const status = screen.getByRole('contentinfo', { name: 'Engine status' });
  expect(await within(status).findByText('Engine 1.2.3')).toBeTruthy();
  expect(within(status).getByText('pid 4711')).toBeTruthy();
  expect(within(status).getByText('/run/drawbridge-test')).toBeTruthy();
  expect(within(status).getByRole('button', { name: 'ODBC driver registered' })).toBeTruthy();
});

test('problems of the ODBC driver lead from the status line to their explanation', async () => {
  const engine = sampleEngine([sandbox]);
  const status = {
    version: '1.2.3',
    pid: 1,
    runDir: '/run/x',
    port: 1,
    startedAt: '2026-02-03T04:05:06Z',
    sessions: 0,
    runningStatements: 0,
    paused: false,
    odbc: { registered: false, library: '', problems: ['unixODBC is not installed.'] },
  };
  engine.handle({ 'status.get': () => status });
  const { user } = renderApp(engine);
  await user.click(await screen.findByRole('button', { name: 'ODBC driver: 1 problem' }));
  expect(await screen.findByText('unixODBC is not installed.')).toBeTruthy();
});

test('a lost engine shows a banner until the window is connected again', async () => {
  const engine = sampleEngine([sandbox]);
  const { user } = renderApp(engine);
  await screen.findByRole('row', { name: /Sandbox/ });
  engine.lose();
  expect(await screen.findByText(/does not answer/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Try now' }));
  await vi.waitFor(() => expect(screen.queryByText(/does not answer/)).toBeNull(), 20_000);
  expect(engine.inputsOf('dsn.list')).toHaveLength(2);
});

test('a window that the host does not know says how to get a new address', async () => {
  renderApp({ open: () => Promise.reject(new SessionRefused('no cookie')) });
  expect(await screen.findByRole('heading', { name: 'This address has been used up' })).toBeTruthy();
  expect(screen.getByText('npm start')).toBeTruthy();
});

test('without a data source of ours two doors stand open, and the sample data needs one press', async () => {
  const engine = sampleEngine([foreign]);
  engine.handle({
    'dsn.addSandbox': () => {
      engine.handle({ 'dsn.list': () => ({ dsns: [foreign, sandbox] }) });
      return { entry: sandbox };
    },
  });
  const { user } = renderApp(engine);
  expect(await screen.findByRole('button', { name: 'Connect to Bitbucket' })).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Try the sample data' }));
  const row = await screen.findByRole('row', { name: /Sandbox/ });
  expect(row.getAttribute('aria-selected')).toBe('true');
  expect(screen.queryByRole('button', { name: 'Connect to Bitbucket' })).toBeNull();
  expect(screen.getByRole('button', { name: 'Open Preview' })).toBeTruthy();
});

test('an empty list has the buttons of the original, and Add… opens the wizard', async () => {
  const { user } = renderApp(sampleEngine([]));
  await screen.findByRole('button', { name: 'Connect to Bitbucket' });
  for (const name of ['Remove', 'Configure…', 'Duplicate…', 'Export…'])
    expect(screen.getByRole('button', { name }).hasAttribute('disabled')).toBe(true);
  expect(screen.getByRole('button', { name: 'Import…' }).hasAttribute('disabled')).toBe(false);
  await user.click(screen.getByRole('button', { name: 'Add…' }));
  expect(await screen.findByRole('dialog', { name: 'New data source' })).toBeTruthy();
});

test('a failure of the sample data is shown with its hint', async () => {
  const engine = sampleEngine([], {
    'dsn.addSandbox': () => {
      throw new FakeFailure({ sqlState: '58030', message: 'The disk is full.', hint: 'Make room.' });
    },
  });
  const { user } = renderApp(engine);
  await user.click(await screen.findByRole('button', { name: 'Try the sample data' }));
  expect(await screen.findByText('The disk is full.')).toBeTruthy();
  expect(screen.getByText('Make room.')).toBeTruthy();
  expect(screen.getByText('SQLSTATE 58030')).toBeTruthy();
});

test('an engine that was started anew costs nothing of what was typed', async () => {
  const engine = sampleEngine([sandbox]);
  let refuses = false;
  const { user } = renderApp({
    open: () => (refuses ? Promise.reject(new SessionRefused('another cookie')) : engine.open()),
  });
  await user.click(await screen.findByRole('button', { name: 'Add…' }));
  const name = await screen.findByRole('textbox', { name: 'Data source name' });
  await user.clear(name);
  await user.type(name, 'Half');
  refuses = true;
  engine.lose();
  expect(await screen.findByText(/does not know this window/)).toBeTruthy();
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Data source name' }).value).toBe('Half');
});
