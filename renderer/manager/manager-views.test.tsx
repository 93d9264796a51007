import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { LogEntry } from '../../engine/admin/contract.ts';
import { FakeFailure } from '../test-support/fake-engine.ts';
import { renderApp } from '../test-support/render-app.tsx';
import { engineStatus, sampleEngine, sandbox } from '../test-support/sample-engine.ts';
import { ownDriver, poolingOff, tracingOff } from '../test-support/sample-manager.ts';

const button = (name: string) => screen.findByRole<HTMLButtonElement>('button', { name });
const openTab = async (user: { click(element: Element): Promise<void> }, name: string) =>
  user.click(await screen.findByRole('tab', { name }));

const opened = (id: number): LogEntry => ({ id, at: '', session: 'abc', kind: 'session', event: 'opened' });
const failed = (id: number): LogEntry => ({
  id,
  at: '',
  session: 'abc',
  kind: 'error',
  sqlState: '42P01',
  message: 'No such table',
  hint: 'Look at sys_tables.',
  statement: 'SELECT * FROM nope',
});

test('a driver without its library is marked, and one that is not ours cannot be touched', async () => {
  const gone = { ...ownDriver, name: 'Gone', company: '', library: '/x/gone.so', ours: false, missing: true };
  const engine = sampleEngine([sandbox], { 'driver.list': () => ({ drivers: [gone] }) });
  const { user } = renderApp(engine);
  await openTab(user, 'Drivers');
  const row = await screen.findByRole('row', { name: /Gone/ });
  expect(within(row).getByText('Missing: /x/gone.so')).toBeTruthy();
  expect((await button('Install')).disabled).toBe(false);
  expect((await button('Uninstall')).disabled).toBe(true);
  await user.click(row);
  expect(screen.getByText(/nothing here changes it/)).toBeTruthy();
});

test('a failure of Install is shown with state and hint', async () => {
  const engine = sampleEngine([sandbox], {
    'driver.install': () => {
      throw new FakeFailure({ sqlState: '58030', message: 'The file is read-only.', hint: 'Unlock it.' });
    },
  });
  const { user } = renderApp(engine);
  await openTab(user, 'Drivers');
  await user.click(await button('Repair'));
  for (const text of ['The file is read-only.', 'Unlock it.', 'SQLSTATE 58030'])
    expect(await screen.findByText(text)).toBeTruthy();
});

test('a log file path that was typed outlives another tab and a refusal, and is sent with Start', async () => {
  const engine = sampleEngine([sandbox], {
    'tracing.set': () => {
      throw new FakeFailure({ sqlState: '22023', message: 'Too long.' });
    },
  });
  const { user } = renderApp(engine);
  await openTab(user, 'Tracing');
  const field = async () => screen.findByRole<HTMLInputElement>('textbox', { name: 'Log File Path' });
  await user.clear(await field());
  await user.type(await field(), '/tmp/x.log');
  await openTab(user, 'User DSN');
  await openTab(user, 'Tracing');
  await user.click(await button('Start Tracing Now'));
  expect(await screen.findByText('Too long.')).toBeTruthy();
  expect((await field()).value).toBe('/tmp/x.log');
  expect(engine.inputsOf('tracing.set')).toEqual([{ on: true, path: '/tmp/x.log', machineWide: false }]);
});

test('while tracing is on the view warns, and Apply waits for a change', async () => {
  const engine = sampleEngine([sandbox], {
    'tracing.get': () => ({ ...tracingOff, on: true, file: '/home/ada/.odbcinst.ini', size: 2048 }),
    'tracing.set': () => ({ ...tracingOff, on: true, machineWide: true }),
  });
  const { user } = renderApp(engine);
  await openTab(user, 'Tracing');
  expect(await screen.findByText(/slow while they are traced/)).toBeTruthy();
  expect(screen.getByText('The log has 2 KiB.')).toBeTruthy();
  expect((await button('Apply')).disabled).toBe(true);
  await user.click(screen.getByRole('checkbox', { name: /Machine-Wide/ }));
  await user.click(await button('Apply'));
  await waitFor(() =>
    expect(engine.inputsOf('tracing.set')).toEqual([{ on: true, path: tracingOff.path, machineWide: true }]),
  );
});

test('the engine log grows live, fills gaps from the list, and is filtered by level and text', async () => {
  const engine = sampleEngine([sandbox], {
    'log.list': ({ after = 0 }) => ({
      entries: [opened(1), failed(2), opened(3), opened(4), opened(5)].filter(({ id }) => id > after),
      capacity: 2000,
    }),
  });
  const { user } = renderApp(engine);
  await openTab(user, 'Tracing');
  expect(await screen.findByText('5 entries')).toBeTruthy();
  engine.emit('log.added', { entries: [opened(6)], missed: false });
  expect(await screen.findByText('6 entries')).toBeTruthy();
  engine.handle({ 'log.list': () => ({ entries: [opened(7), opened(8), opened(9)], capacity: 2000 }) });
  engine.emit('log.added', { entries: [opened(9)], missed: false });
  expect(await screen.findByText('9 entries')).toBeTruthy();

  await user.type(screen.getByRole('searchbox', { name: 'Filter' }), 'NOPE');
  expect(screen.getByText('1 of 9 entries')).toBeTruthy();
  await user.clear(screen.getByRole('searchbox', { name: 'Filter' }));
  await user.click(screen.getByRole('button', { name: /Everything/ }));
  await user.click(await screen.findByRole('option', { name: 'Errors' }));
  expect(await screen.findByText('1 of 9 entries')).toBeTruthy();
  expect(screen.getByText('42P01 No such table')).toBeTruthy();
});

test('a paused log stands still and catches up, and a cleared one stays cleared', async () => {
  const engine = sampleEngine([sandbox], {
    'log.list': ({ after = 0 }) => ({ entries: [opened(1)].filter(({ id }) => id > after), capacity: 2000 }),
  });
  const { user } = renderApp(engine);
  await openTab(user, 'Tracing');
  await screen.findByText('1 entry');
  await user.click(await button('Pause'));
  engine.handle({
    'log.list': ({ after = 0 }) => ({
      entries: [opened(1), opened(2)].filter(({ id }) => id > after),
      capacity: 2000,
    }),
  });
  engine.emit('log.added', { entries: [opened(2)], missed: false });
  expect(screen.getByText(/1 entry/)).toBeTruthy();
  await user.click(await button('Resume'));
  await screen.findByText('2 entries');
  await user.click(await button('Clear'));
  await openTab(user, 'User DSN');
  await openTab(user, 'Tracing');
  expect(await screen.findByText('0 entries')).toBeTruthy();
});

test('where each driver alone decides on pooling, the switch is off limits and says why', async () => {
  const pooling = { ...poolingOff, manager: 'Windows' as const, on: true };
  const { user } = renderApp(sampleEngine([sandbox], { 'pooling.get': () => pooling }));
  await openTab(user, 'Connection Pooling');
  const box = await screen.findByRole<HTMLInputElement>('checkbox', { name: 'Pool connections' });
  expect([box.checked, box.disabled]).toEqual([true, true]);
  expect(screen.getByText(/On Windows each application asks/)).toBeTruthy();
});

test('where the window cannot set what Windows pools by, it says where that is set', async () => {
  const pooling = { ...poolingOff, manager: 'Windows' as const, on: true };
  const { user } = renderApp(sampleEngine([sandbox], { 'pooling.get': () => pooling }));
  await openTab(user, 'Connection Pooling');
  expect(await screen.findAllByText(/ODBC Data Source Administrator of Windows/)).toHaveLength(2);
  expect(screen.queryByText(/unixODBC|Only on Windows|pyodbc/)).toBeNull();
});

test('with unixODBC the settings of Windows say so, and pooling that is on says what pyodbc makes of it', async () => {
  const { user } = renderApp(sampleEngine([sandbox]));
  await openTab(user, 'Connection Pooling');
  expect(await screen.findAllByText(/^Only on Windows/)).toHaveLength(2);
  expect(screen.queryByText(/pyodbc/)).toBeNull();
  await user.click(screen.getByRole('checkbox', { name: 'Pool connections' }));
  expect(screen.getByText(/pyodbc switches autocommit off/)).toBeTruthy();
});

test('the trace of Windows is described as it is there', async () => {
  const tracing = { ...tracingOff, manager: 'Windows' as const, on: true, file: 'HKEY_CURRENT_USER' };
  const { user } = renderApp(sampleEngine([sandbox], { 'tracing.get': () => tracing }));
  await openTab(user, 'Tracing');
  expect(await screen.findByText(/odbctrac\.dll/)).toBeTruthy();
  expect(screen.getByText(/HKEY_LOCAL_MACHINE/)).toBeTruthy();
  expect(screen.queryByText(/unixODBC|odbcinst|other than PWD/)).toBeNull();
});

test('the trace of unixODBC is described as it is there', async () => {
  const tracing = { ...tracingOff, on: true, file: '/etc/odbcinst.ini' };
  const { user } = renderApp(sampleEngine([sandbox], { 'tracing.get': () => tracing }));
  await openTab(user, 'Tracing');
  expect(await screen.findByText(/unixODBC writes its trace itself/)).toBeTruthy();
  expect(screen.getByText(/^Writes the system’s odbcinst\.ini/)).toBeTruthy();
  expect(screen.getByText(/other than PWD/)).toBeTruthy();
});

test('pooling is set for a driver in a dialog, and written by Apply alone', async () => {
  const engine = sampleEngine([sandbox], {
    'pooling.set': () => ({
      ...poolingOff,
      on: true,
      drivers: poolingOff.drivers.map((driver) => ({ ...driver, timeout: 90 })),
    }),
  });
  const { user } = renderApp(engine);
  await openTab(user, 'Connection Pooling');
  await user.dblClick(await screen.findByRole('row', { name: /Drawbridge/ }));
  const dialog = await screen.findByRole('dialog', { name: 'Set Connection Pooling Attributes' });
  await user.click(within(dialog).getByRole('radio', { name: /^Pool connections/ }));
  const seconds = within(dialog).getByRole('textbox');
  await user.clear(seconds);
  await user.type(seconds, '100000');
  expect(within(dialog).getByRole<HTMLButtonElement>('button', { name: 'OK' }).disabled).toBe(true);
  await user.clear(seconds);
  await user.type(seconds, '90{Enter}');
  expect((await screen.findByRole('row', { name: /Drawbridge/ })).textContent).toContain('90 seconds');
  expect(engine.inputsOf('pooling.set')).toEqual([]);
  await user.click(await button('Apply'));
  // It keeps the focus.
  await waitFor(async () => expect((await button('Apply')).getAttribute('aria-disabled')).toBe('true'));
  expect(document.activeElement).toBe(await button('Apply'));
  expect(engine.inputsOf('pooling.set')).toEqual([
    { on: true, drivers: [{ name: ownDriver.name, timeout: 90 }] },
  ]);
});

test('About lists the core parts and copies them as text', async () => {
  const data = new DataTransfer();
  const execCommand = () => document.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data }));
  Object.assign(document, { execCommand });
  const { user } = renderApp(sampleEngine([sandbox]));
  await openTab(user, 'About');
  expect((await screen.findByRole('row', { name: /ODBC driver manager/ })).textContent).toContain('2.3.11');
  await user.click(await button('Copy'));
  expect(await screen.findByText(/^Copied/)).toBeTruthy();
  expect(data.getData('text/plain')).toContain('ODBC driver manager\tunixODBC 2.3.11\t/usr/lib/libodbc.so.2');
});

test('About says what is wrong with the driver and leads to where it is mended', async () => {
  const problem = 'The driver is not registered with unixODBC.';
  const engine = sampleEngine([sandbox], {
    'status.get': () => ({
      ...engineStatus,
      odbc: { ...engineStatus.odbc, registered: false, problems: [problem] },
    }),
  });
  const { user } = renderApp(engine);
  await openTab(user, 'About');
  expect(await screen.findByText(problem)).toBeTruthy();
  await user.click(await button('Open Drivers'));
  expect(await button('Uninstall')).toBeTruthy();
});

test('what another window changes is shown here', async () => {
  const engine = sampleEngine([sandbox]);
  const { user } = renderApp(engine);
  await openTab(user, 'Tracing');
  await screen.findByText('Tracing is off.');
  engine.handle({ 'tracing.get': () => ({ ...tracingOff, on: true, file: '/etc/odbcinst.ini' }) });
  engine.emit('manager.changed', {});
  expect(await button('Stop Tracing Now')).toBeTruthy();
});
