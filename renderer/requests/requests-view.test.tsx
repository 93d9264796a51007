import { fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { type ApiCall, type Quota, type StatementInfo } from '../../engine/admin/contract.ts';
import { renderApp } from '../test-support/render-app.tsx';
import { sampleEngine, sandbox } from '../test-support/sample-engine.ts';
import { FakeFailure, type Handlers } from '../test-support/fake-engine.ts';

const call: ApiCall = {
  id: 1,
  startedAt: '2026-02-03T04:05:06.789Z',
  method: 'GET',
  target: '/2.0/repositories/acme/pier/refs/tags?q=name+%7E+%22v1%22',
  status: 200,
  milliseconds: 12,
  bytes: 2048,
  attempt: 1,
  cancelled: false,
  problem: null,
  dataSource: 'Sandbox',
  purpose: 'statement',
  statementId: 7,
};
const limited: ApiCall = {
  ...call,
  id: 2,
  target: '/2.0/user',
  status: 429,
  problem: 'Too many calls.',
  purpose: 'test',
  statementId: null,
};
const statement: StatementInfo = {
  id: 7,
  dataSource: 'Sandbox',
  sql: "SELECT * FROM Tags WHERE Name LIKE '%v1%'",
  startedAt: '2026-02-03T04:05:06Z',
  state: 'running',
  rows: 0,
  milliseconds: null,
};
const quota: Quota = {
  id: 1,
  dataSources: ['Sandbox'],
  used: 12,
  budget: 1000,
  overBudgetAllowed: false,
  since: null,
  nextFreeAt: '2026-02-03T05:00:00Z',
  fitsAgainAt: null,
  restUntil: null,
  perMinute: Array.from({ length: 60 }, (_, minute) => (minute === 59 ? 12 : 0)),
  said: null,
};

// Without a layout nothing would be in view.
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(900);
});

async function openRequests(handlers: Handlers = {}) {
  const engine = sampleEngine([sandbox], {
    'requests.list': () => ({ calls: [call, limited], statements: [statement] }),
    'quota.get': () => ({ quotas: [quota] }),
    ...handlers,
  });
  const app = renderApp(engine);
  await app.user.click(await screen.findByRole('tab', { name: 'Requests' }));
  const grid = await screen.findByRole('grid', { name: 'API calls' });
  return { engine, grid, ...app };
}

test('a call shows its address without percent signs and its statement, others why they were made', async () => {
  const { grid } = await openRequests();
  const row = await within(grid).findByRole('row', { name: /refs\/tags/ });
  expect(row.textContent).toContain('q=name ~ "v1"');
  expect(row.textContent).toContain('SELECT * FROM Tags');
  expect(within(grid).getByRole('row', { name: /429/ }).textContent).toContain('Test Connection');
  expect(screen.getByText('2 API calls')).toBeTruthy();
  expect(screen.getByText('1 problem')).toBeTruthy();
});

test('the keyboard leads to a call, to all that is known of it, and to its statement alone', async () => {
  const { grid, user } = await openRequests();
  const row = await within(grid).findByRole('row', { name: /refs\/tags/ });
  row.focus();
  await user.keyboard('{Home}{Enter}');
  const details = await screen.findByRole('dialog', { name: 'API call' });
  expect(within(details).getByText('name ~ "v1"', { exact: false })).toBeTruthy();
  await user.click(within(details).getByRole('button', { name: 'Only calls of this statement' }));
  expect(await screen.findByText('1 of 2 API calls')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: /Show all calls/ }));
  expect(await screen.findByText('2 API calls')).toBeTruthy();
});

test('new calls come in by themselves, wait while the list is paused, and go with Clear', async () => {
  const { engine, user } = await openRequests();
  await screen.findByText('2 API calls');
  engine.emit('requests.added', { calls: [{ ...call, id: 3 }], statements: [] });
  expect(await screen.findByText('3 API calls')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Pause list' }));
  engine.emit('requests.added', { calls: [{ ...call, id: 4 }], statements: [] });
  expect(await screen.findByText(/1 waiting/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Resume list' }));
  expect(await screen.findByText('4 API calls')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Clear' }));
  expect(await screen.findByText(/^No API calls yet/)).toBeTruthy();
});

test('grouped calls stand below their statement, which says how it goes', async () => {
  const { engine, grid, user } = await openRequests();
  await user.click(screen.getByRole('checkbox', { name: 'By statement' }));
  expect(
    await within(grid).findByRole('row', { name: /SELECT \* FROM Tags.*1 API call.*running/ }),
  ).toBeTruthy();
  const done: StatementInfo = { ...statement, state: 'done', milliseconds: 1500 };
  engine.emit('requests.added', { calls: [], statements: [done] });
  expect(await within(grid).findByRole('row', { name: /1\.5 s.*done/ })).toBeTruthy();
});

test('the chosen call is copied as tab-separated text', async () => {
  const { grid, user } = await openRequests();
  await user.click(await within(grid).findByRole('row', { name: /429/ }));
  const setData = vi.fn<(type: string, text: string) => void>();
  fireEvent.copy(grid, { clipboardData: { setData } });
  expect(setData.mock.calls[0]?.[1].split('\n')[1]).toContain('GET\t/user\t429');
  expect(screen.getByText('1 API call copied')).toBeTruthy();
});

test('the quota is a meter that warns when little is left, by the word of Bitbucket too', async () => {
  const { engine } = await openRequests();
  const panel = screen.getByRole('region', { name: 'Quota of the hour' });
  expect(
    within(panel)
      .getByRole('meter', { name: /Sandbox/ })
      .getAttribute('aria-valuenow'),
  ).toBe('12');
  expect(within(panel).getByText('12 of 1,000')).toBeTruthy();
  expect(within(panel).getByText(/988 left/)).toBeTruthy();
  const full: Quota = {
    ...quota,
    used: 1003,
    fitsAgainAt: '2026-02-03T05:00:00Z',
    restUntil: new Date(Date.now() + 42_000).toISOString(),
    said: { at: '2026-02-03T04:05:00Z', limit: 1000, remaining: 0, nearLimit: true },
  };
  engine.emit('quota.changed', { quotas: [full] });
  expect(await within(panel).findByText(/3 over the budget, the next call fits at/)).toBeTruthy();
  expect(within(panel).getByText(/Bitbucket asks to wait; goes on in 4[12] s/)).toBeTruthy();
  expect(within(panel).getByText('Bitbucket says that little is left')).toBeTruthy();
  expect(within(panel).getByText(/1,000 an hour 0 left/)).toBeTruthy();
  engine.emit('quota.changed', { quotas: [] });
  expect(await within(panel).findByText('No API calls in the last hour.')).toBeTruthy();
});

test('a paused engine is told in every tab, and goes on by one press', async () => {
  let paused = false;
  const set = (to: boolean) => () => {
    paused = to;
    return {};
  };
  const { engine, user } = await openRequests({ 'engine.pause': set(true), 'engine.resume': set(false) });
  const status = {
    version: '1.2.3',
    pid: 1,
    runDir: '/run/x',
    port: 1,
    startedAt: '2026-02-03T04:05:06Z',
    sessions: 0,
    runningStatements: 0,
    odbc: { registered: true, library: '', problems: [] },
  };
  engine.handle({ 'status.get': () => ({ ...status, paused }) });
  await user.click(screen.getByRole('button', { name: 'Pause engine' }));
  expect(await screen.findByText(/^The engine is paused/)).toBeTruthy();
  await user.click(screen.getByRole('tab', { name: 'About' }));
  await user.click(screen.getByRole('button', { name: 'Resume' }));
  await vi.waitFor(() => expect(screen.queryByText(/^The engine is paused/)).toBeNull(), 20_000);
});

test('the status line shows the fullest quota once calls were made, and leads to them', async () => {
  const engine = sampleEngine([sandbox]);
  const { user } = renderApp(engine);
  const line = screen.getByRole('contentinfo', { name: 'Engine status' });
  await within(line).findByText('Engine 1.2.3');
  expect(within(line).queryByRole('meter')).toBeNull();
  engine.emit('quota.changed', { quotas: [quota] });
  engine.handle({ 'requests.list': () => ({ calls: [], statements: [] }) });
  await user.click(await within(line).findByRole('button', { name: '12 / 1,000 API calls' }));
  expect(await screen.findByRole('grid', { name: 'API calls' })).toBeTruthy();
});

test('the appearance is chosen in the status line and kept', async () => {
  const engine = sampleEngine([sandbox]);
  const { user, services } = renderApp(engine);
  await vi.waitFor(() => expect(services.settings.getState().settings).not.toBeNull(), 20_000);
  await user.click(screen.getByRole('button', { name: 'Settings' }));
  await user.click(await screen.findByRole('radio', { name: 'Dark' }));
  expect(await screen.findByRole('radio', { name: 'Dark', checked: true })).toBeTruthy();
  // In a browser there is no tray, and no key store.
  expect(screen.queryByRole('checkbox', { name: /tray|key file/ })).toBeNull();
  expect(engine.inputsOf('settings.set')).toEqual([{ appearance: 'dark' }]);
});

test('a choice that could not be kept holds all the same, and says why', async () => {
  const engine = sampleEngine([sandbox], {
    'settings.set': () => {
      throw new FakeFailure({ sqlState: '53100', message: 'The disk is full.', hint: 'Make room.' });
    },
  });
  const { user, services } = renderApp(engine);
  await vi.waitFor(() => expect(services.settings.getState().settings).not.toBeNull(), 20_000);
  await services.settings.change({ appearance: 'dark' });
  expect(await screen.findByText('The disk is full.')).toBeTruthy();
  expect(screen.getByText('SQLSTATE 53100')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Dismiss' }));
  expect(screen.queryByText('The disk is full.')).toBeNull();
  expect(services.settings.getState().settings?.appearance).toBe('dark');
});
