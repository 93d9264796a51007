import { expect, test, vi } from 'vitest';
import { FakeEngine, FakeFailure, type Handlers } from '../test-support/fake-engine.ts';
import { createEngineConnection } from '../transport/engine-connection.ts';
import { createPreviewStore, rowLimit } from './preview-store.ts';
import { activeTab } from './result-tabs.ts';
import { cutSentence, idleRun, type Run } from './run.ts';

const columns = [{ name: 'Id', type: 'int8', align: 'right' }] as const;
const statistics = { calls: 2, rows: 0, bytes: 10, milliseconds: 5 };
const page = { cut: false, commandTag: 'SELECT', notices: [], statistics, done: false };
const rowsOf = (count: number) => Array.from({ length: count }, (_, index) => [String(index)]);

async function ready(handlers: Handlers) {
  const engine = new FakeEngine({
    'query.open': () => ({ id: 'q1', columns: [...columns] }),
    'query.close': () => ({}),
    ...handlers,
  });
  const connection = createEngineConnection(engine.open);
  await vi.waitFor(() => expect(connection.state.getState().phase).toBe('connected'), 20_000);
  const preview = createPreviewStore(connection, { getItem: () => null, setItem: () => undefined });
  preview.chooseDsn('Sandbox');
  preview.setSql('SELECT Id FROM PullRequests');
  return { engine, preview, run: () => activeTab(preview.getState())?.run ?? idleRun };
}

test('a run fetches page after page until the end, and closes the query', async () => {
  const pages = [rowsOf(1000), rowsOf(1000), rowsOf(7)];
  const { engine, preview, run } = await ready({
    'query.fetch': () => ({ ...page, rows: pages.shift() ?? [], done: pages.length === 0 }),
  });
  await preview.run();
  expect(run()).toMatchObject({ phase: 'done', rowCount: 2007, cut: false });
  expect(engine.inputsOf('query.open')).toMatchObject([
    { dsn: 'Sandbox', sql: 'SELECT Id FROM PullRequests', limit: 1000 },
  ]);
  expect(engine.inputsOf('query.close')).toEqual([{ id: 'q1' }]);
});

test('nothing runs before it is asked to', async () => {
  const { engine, preview } = await ready({});
  preview.setSql('SELECT 1');
  preview.setLimit('10');
  expect(engine.calls).toEqual([]);
});

test.each(['', '0', '-1', '1.5', 'ten', '1000001', '99999999'])(
  'a row limit of %j starts nothing',
  async (limit) => {
    const { engine, preview } = await ready({});
    preview.setLimit(limit);
    await preview.run();
    expect(engine.calls).toEqual([]);
    expect(rowLimit(limit)).toBeUndefined();
  },
);

test('a second run does not start while one is under way', async () => {
  let answer: ((value: Run['rows'][number][]) => void) | undefined;
  const { engine, preview } = await ready({
    'query.fetch': async () => ({
      ...page,
      done: true,
      rows: await new Promise<(string | null)[][]>((resolve) => {
        answer = (rows) => resolve(rows.map((row) => [...row]));
      }),
    }),
  });
  const first = preview.run();
  await vi.waitFor(() => expect(answer).toBeDefined(), 20_000);
  await preview.run();
  answer?.([]);
  await first;
  expect(engine.inputsOf('query.open')).toHaveLength(1);
});

test('Cancel stops the query and keeps the rows that had arrived', async () => {
  let fetches = 0;
  let refuse: ((failure: FakeFailure) => void) | undefined;
  const { engine, preview, run } = await ready({
    'query.fetch': () => {
      fetches += 1;
      if (fetches === 1) return { ...page, rows: rowsOf(3) };
      return new Promise((_resolve, reject) => {
        refuse = reject;
      });
    },
    'query.cancel': () => {
      refuse?.(new FakeFailure({ sqlState: '57014', message: 'cancelled' }));
      return {};
    },
  });
  const running = preview.run();
  await vi.waitFor(() => expect(refuse).toBeDefined(), 20_000);
  preview.cancel();
  await running;
  expect(run()).toMatchObject({ phase: 'cancelled', rowCount: 3, failure: null });
  expect(engine.inputsOf('query.cancel')).toEqual([{ id: 'q1' }]);
});

test('Cancel before the query has an id cancels the call that opens it', async () => {
  let refuse: ((failure: FakeFailure) => void) | undefined;
  const { engine, preview, run } = await ready({
    'query.open': () =>
      new Promise((_resolve, reject) => {
        refuse = reject;
      }),
  });
  const running = preview.run();
  await vi.waitFor(() => expect(refuse).toBeDefined(), 20_000);
  preview.cancel();
  expect(engine.cancelled).toHaveLength(1);
  refuse?.(new FakeFailure({ sqlState: '57014', message: 'cancelled' }));
  await running;
  expect(run()).toMatchObject({ phase: 'cancelled', rowCount: 0 });
});

test('a failure in mid-result keeps the rows and says why', async () => {
  let fetches = 0;
  const failure = { sqlState: '58000', message: 'Bitbucket failed.', hint: 'Try again later.' };
  const { preview, run } = await ready({
    'query.fetch': () => {
      fetches += 1;
      if (fetches === 2) throw new FakeFailure(failure);
      return { ...page, rows: rowsOf(5) };
    },
  });
  await preview.run();
  expect(run()).toMatchObject({ phase: 'failed', rowCount: 5, failure });
});

test('an engine that goes away in mid-result ends the run', async () => {
  const { engine, preview, run } = await ready({
    'query.fetch': () => {
      engine.lose();
      return { ...page, rows: [] };
    },
  });
  await preview.run();
  expect(run()).toMatchObject({ phase: 'failed', failure: { sqlState: '08006' } });
});

test('a notice that comes with several pages is kept once', async () => {
  const notice = { sqlState: '01000', message: 'Max Rows has cut the result at 10 rows.' };
  const pages = [rowsOf(5), rowsOf(5)];
  const { preview, run } = await ready({
    'query.fetch': () => ({
      ...page,
      rows: pages.shift() ?? [],
      done: pages.length === 0,
      cut: true,
      notices: [notice],
    }),
  });
  await preview.run();
  expect(run().notices).toEqual([notice]);
  expect(cutSentence(run())).toBeNull();
});

test('a cut that the engine has not explained is explained by the window', async () => {
  const { preview, run } = await ready({
    'query.fetch': () => ({ ...page, rows: rowsOf(10), done: true, cut: true }),
  });
  preview.setLimit('10');
  await preview.run();
  expect(cutSentence(run())).toContain('10 rows, the row limit of this window');
});

test('a suggested statement never replaces one that was typed', async () => {
  const { preview } = await ready({});
  preview.suggestSql('SELECT 2');
  expect(preview.getState().sql).toBe('SELECT Id FROM PullRequests');
  preview.setSql('  ');
  preview.suggestSql('SELECT 2');
  expect(preview.getState().sql).toBe('SELECT 2');
});

test('a page that is loaded again has its statement, and runs nothing', async () => {
  const kept = new Map<string, string>();
  const drafts = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
  };
  const { engine } = await ready({});
  const connection = createEngineConnection(engine.open);
  const before = createPreviewStore(connection, drafts);
  before.chooseDsn('Sandbox');
  before.setSql('SELECT 1');
  before.setLimit('20');
  const after = createPreviewStore(connection, drafts).getState();
  expect(after).toMatchObject({ dsn: 'Sandbox', sql: 'SELECT 1', limit: '20', tabs: [] });
  expect(engine.inputsOf('query.open')).toEqual([]);
});
