import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { FakeFailure } from '../test-support/fake-engine.ts';
import { sampleCall } from '../test-support/sample-call.ts';
import { givePageSize, lastPage, openPreview } from '../test-support/open-preview.tsx';

beforeEach(givePageSize);

const resultTabs = () =>
  screen.queryAllByRole('tab', { name: /^(Result|Plan|Failed)/ }).map((tab) => tab.textContent);
const grid = () => screen.findByRole('grid', { name: 'Query result' });

test('a run takes the place of the tab in front unless that is kept, and Delete closes it', async () => {
  const { run, user } = await openPreview('SELECT 1');
  await run();
  await screen.findByText('3 rows');
  await run();
  await waitFor(() => expect(resultTabs()).toEqual(['Result 2']));
  await user.click(screen.getByRole('button', { name: 'Keep this tab' }));
  await run();
  await waitFor(() => expect(resultTabs()).toEqual(['Result 2', 'Result 3']));
  await user.click(screen.getByRole('tab', { name: 'Result 3' }));
  await user.keyboard('{Delete}');
  expect(resultTabs()).toEqual(['Result 2']);
  await user.click(screen.getByRole('button', { name: /Close tab/ }));
  expect(screen.getByText(/Nothing is sent to Bitbucket before that/)).toBeTruthy();
});

test('an error keeps the result that was there, beside what it says', async () => {
  const { engine, run, user } = await openPreview('SELECT 1');
  await run();
  await screen.findByText('3 rows');
  engine.handle({
    'query.open': () => {
      throw new FakeFailure({ sqlState: '42601', message: 'syntax error', hint: 'Look again.' });
    },
  });
  await run();
  expect(await screen.findByText('syntax error')).toBeTruthy();
  await waitFor(() => expect(resultTabs()).toHaveLength(2));
  await user.click(screen.getByRole('tab', { name: 'Result 1' }));
  expect(await screen.findByText('3 rows')).toBeTruthy();
});

test('an engine that goes in the middle of a result leaves the rows that had arrived, and says so', async () => {
  const { engine, run } = await openPreview('SELECT 1');
  let fetches = 0;
  engine.handle({
    'query.fetch': () => {
      fetches += 1;
      if (fetches === 1) return { ...lastPage, done: false };
      engine.lose();
      return lastPage;
    },
  });
  await run();
  expect(await screen.findByText('The connection to the Drawbridge engine was lost.')).toBeTruthy();
  expect(screen.getByText('SQLSTATE 08006')).toBeTruthy();
  expect(within(await grid()).getAllByRole('gridcell')).toHaveLength(6);
});

test('pages and calls left are shown while rows arrive', async () => {
  const { engine, run } = await openPreview('SELECT 1', {
    'query.fetch': () => new Promise(() => {}),
  });
  await run();
  await waitFor(() => expect(engine.inputsOf('query.fetch')).toHaveLength(1));
  const { progressId: id = '' } = engine.inputsOf('query.open')[0] ?? {};
  const told = { id, calls: 12, rows: 600, bytes: 9000, callsLeft: 960, restUntil: null };
  const progress = { ...told, milliseconds: 800 };
  engine.emit('query.progress', { ...progress, id: 'another', pages: { done: 1, expected: 2 } });
  engine.emit('query.progress', { ...progress, pages: { done: 12, expected: 40 } });
  const bar = await screen.findByRole('progressbar', { name: /12 of 40 pages · 960 calls left/ });
  expect(bar.getAttribute('aria-valuenow')).toBe('12');
  engine.emit('query.progress', { ...progress, pages: { done: 13, expected: null } });
  expect(await screen.findByRole('progressbar', { name: /13 pages so far/ })).toBeTruthy();
});

test('a run whose first call has to wait says for how long, until it goes on', async () => {
  const { engine, run } = await openPreview('SELECT 1', { 'query.open': () => new Promise(() => {}) });
  await run();
  await waitFor(() => expect(engine.inputsOf('query.open')).toHaveLength(1));
  const { progressId: id = '' } = engine.inputsOf('query.open')[0] ?? {};
  const none = { id, calls: 1, rows: 0, bytes: 0, callsLeft: 999, pages: { done: 0, expected: null } };
  const restUntil = new Date(Date.now() + 42_000).toISOString();
  engine.emit('query.progress', { ...none, milliseconds: 100, restUntil });
  expect(await screen.findByText('Bitbucket asks to wait; goes on in 42 s')).toBeTruthy();
  expect(await screen.findByText('Bitbucket asks to wait; goes on in 41 s')).toBeTruthy();
  engine.emit('query.progress', { ...none, milliseconds: 42_100, restUntil: null });
  await waitFor(() => expect(screen.queryByText(/asks to wait/)).toBeNull());
});

test('500 columns draw only those in view, and End leads to the last', async () => {
  const columns = Array.from({ length: 500 }, (_, index) => ({
    name: `c${index}`,
    type: 'text',
    align: 'left' as const,
  }));
  const { run, user } = await openPreview('SELECT 1', {
    'query.open': () => ({ id: 'q1', columns }),
    'query.fetch': () => ({ ...lastPage, rows: [columns.map(({ name }) => `value of ${name}`)] }),
  });
  await run();
  const cells = within(await grid()).getAllByRole('gridcell');
  expect(cells.length).toBeLessThan(40);
  await user.click(cells[0] as HTMLElement);
  await user.keyboard('{End}');
  await waitFor(() => expect(document.activeElement?.textContent).toBe('value of c499'));
  expect(document.activeElement?.getAttribute('aria-colindex')).toBe('500');
});

test('a megabyte in one cell shows its beginning in the grid, and the whole of it on Enter', async () => {
  const long = `${'a longer line\n'.repeat(75_000)}the end`;
  const { run, user } = await openPreview('SELECT 1', {
    'query.fetch': () => ({ ...lastPage, rows: [['1', long]] }),
  });
  await run();
  const cells = within(await grid()).getAllByRole('gridcell');
  expect(cells[1]?.textContent?.length).toBeLessThan(1000);
  await user.click(cells[1] as HTMLElement);
  await user.keyboard('{Enter}');
  const dialog = await screen.findByRole('dialog', { name: 'Title, row 1' });
  const area = within(dialog).getByRole<HTMLTextAreaElement>('textbox', { name: 'Value' });
  expect(area.value).toBe(long);
  await user.click(within(dialog).getByRole('button', { name: 'Select all' }));
  expect([area.selectionStart, area.selectionEnd]).toEqual([0, long.length]);
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('Alt and an arrow key change the width of the column', async () => {
  const { run, user } = await openPreview('SELECT 1');
  await run();
  const header = (await within(await grid()).findAllByRole('columnheader'))[0] as HTMLElement;
  const width = () => Number.parseFloat(header.style.width);
  await user.click(within(await grid()).getAllByRole('gridcell')[0] as HTMLElement);
  const before = width();
  await user.keyboard('{Alt>}{ArrowRight}{ArrowRight}{ArrowLeft}{/Alt}');
  await waitFor(() => expect(width()).toBe(before + 16));
});

const scan = {
  schema: 'shop',
  table: 'PullRequests',
  endpoint: 'GET /repositories/acme/shop/pullrequests',
  sent: [
    { kind: 'parameter', name: 'state', value: 'OPEN', from: 'always sent to this endpoint' },
    { kind: 'parameter', name: 'state', value: 'MERGED', from: 'always sent to this endpoint' },
    { kind: 'filter', name: 'q', value: 'title ~ "x"', from: "Title LIKE '%x%'" },
  ],
  local: [{ what: 'ORDER BY', why: 'Bitbucket cannot put the rows into this order' }],
  execution: 'loaded',
  estimatedCalls: 3,
} as const;

test('the plan is shown without running, and again with what it cost after a run', async () => {
  const { engine, run, user } = await openPreview('SELECT 1', {
    'query.plan': () => ({ scans: [{ ...scan, sent: [...scan.sent], local: [...scan.local] }] }),
  });
  await user.click(screen.getByRole('button', { name: 'Plan' }));
  expect(await screen.findByText("Title LIKE '%x%'")).toBeTruthy();
  expect(screen.getByText('OPEN, MERGED')).toBeTruthy();
  expect(screen.getByText('Bitbucket cannot put the rows into this order')).toBeTruthy();
  expect(engine.inputsOf('query.open')).toEqual([]);
  await run();
  await screen.findByText('3 rows');
  await user.click(screen.getByRole('radio', { name: 'Plan' }));
  const costs = await screen.findByLabelText('What it cost');
  expect(costs.textContent).toBe('API calls3Rows read3Received2 KiBTime42 ms');
  expect(screen.getByText(scan.endpoint)).toBeTruthy();
  expect(engine.inputsOf('query.plan')).toHaveLength(1);
});

const call = (id: number, target: string) => ({ ...sampleCall, id, target, statementId: 7 });

test('the number of calls leads to them, and the plan tells what each table has really cost', async () => {
  const { engine, services, run, user } = await openPreview('SELECT 1', {
    'query.open': () => ({ id: 'q1', columns: [], statementId: 7 }),
    'query.plan': () => ({
      scans: [{ ...scan, endpoint: 'GET /repositories/acme/{repository}/pullrequests', sent: [], local: [] }],
    }),
    'requests.list': () => ({
      calls: [
        call(1, '/2.0/repositories/acme/harbour/pullrequests?page=1'),
        call(2, '/2.0/repositories/acme/harbour/pullrequests?page=2'),
        call(3, '/2.0/repositories/acme?fields=slug'),
        { ...call(4, '/2.0/repositories/acme/harbour/pullrequests'), statementId: 6 },
      ],
      statements: [],
    }),
  });
  await run();
  await screen.findByText('3 rows');
  await user.click(screen.getByRole('radio', { name: 'Plan' }));
  expect(await screen.findByText(/1 API call went to other addresses/)).toBeTruthy();
  const table = screen.getByText('GET /repositories/acme/{repository}/pullrequests').closest('article');
  expect(table?.textContent).toContain('Made: 2 API calls');
  await user.click(screen.getByRole('button', { name: '3 API calls: show in Requests' }));
  expect(services.requests.getState().filter.statementId).toBe(7);
  expect(await screen.findByText('3 of 4 API calls')).toBeTruthy();
  expect(engine.inputsOf('query.open')).toHaveLength(1);
});

test('only what is selected runs, and its error is marked where it stands', async () => {
  const { engine, services } = await openPreview('SELECT nope', {
    'query.open': () => {
      throw new FakeFailure({ sqlState: '42703', message: 'no such column', position: 8 });
    },
  });
  services.preview.setSql('SELECT 1;\nSELECT nope');
  await services.preview.run('SELECT nope');
  expect(engine.inputsOf('query.open')).toMatchObject([{ dsn: 'Sandbox', sql: 'SELECT nope', limit: 1000 }]);
  await waitFor(() => expect(document.querySelector('.editor-error')?.textContent).toBe('nope'));
});

test('a connection string that another view chose is a choice, without its secrets', async () => {
  const { services, engine, run } = await openPreview('SELECT 1');
  services.preview.chooseDsn('FILEDSN=/home/me/team.dsn');
  expect(await screen.findByRole('button', { name: /File DSN \/home\/me\/team.dsn/ })).toBeTruthy();
  await run();
  await screen.findByText('3 rows');
  expect(engine.inputsOf('query.open')).toMatchObject([{ dsn: 'FILEDSN=/home/me/team.dsn' }]);
  services.preview.chooseDsn('DSN=Sandbox;AccessToken=very-secret');
  expect(await screen.findByRole('button', { name: /^Connection string/ })).toBeTruthy();
  expect(document.body.textContent).not.toContain('very-secret');
});

test('a double click on a cell shows its value, NULL too', async () => {
  const { run } = await openPreview('SELECT 1');
  await run();
  const cell = await within(await grid()).findByText('NULL');
  fireEvent.doubleClick(cell);
  expect(await screen.findByText('NULL: there is no value.')).toBeTruthy();
});
