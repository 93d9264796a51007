import { INTEGER, VARCHAR } from '@duckdb/node-api';
import { describe, expect, it, vi } from 'vitest';
import type { Rest } from '../../bitbucket/rest-teller.ts';
import { DrawbridgeError, SqlState, type Notice } from '../../error.ts';
import type { Session } from '../../session/session.ts';
import {
  chunkOf,
  column,
  fakeSessions,
  holding,
  idsAndTitles,
  type FakeSessions,
  type FakeStatement,
} from '../../wire/test-support/fake-session.ts';
import type { EventName } from '../contract.ts';
import type { CallContext } from '../dispatcher.ts';
import { createQueries, type Queries } from './query.ts';

interface Bench {
  readonly sessions: FakeSessions;
  readonly queries: Queries;
  readonly context: CallContext;
  /** What the caller of `open` has heard. */
  readonly told: readonly { readonly event: EventName; readonly payload: unknown }[];
  readonly open: (sql?: string, limit?: number) => ReturnType<Queries['handlers']['query.open']>;
  readonly fetch: (id: string, rows?: number) => ReturnType<Queries['handlers']['query.fetch']>;
  readonly cancel: (id: string) => Promise<unknown>;
  readonly close: (id: string) => Promise<unknown>;
  /** The call that opens is cancelled, as it is when its caller goes before the answer. */
  readonly abortOpen: () => void;
  readonly peerGone: () => void;
}

function bench(statement: FakeStatement, overrides: Partial<Session> = {}): Bench {
  const sessions = fakeSessions(() => statement, overrides);
  const queries = createQueries(sessions);
  const { handlers } = queries;
  const call = new AbortController();
  const tasks: (() => void)[] = [];
  const told: { readonly event: EventName; readonly payload: unknown }[] = [];
  const context: CallContext = {
    signal: call.signal,
    onPeerGone: (task) => void tasks.push(task),
    tell: (event, payload) => void told.push({ event, payload }),
  };
  return {
    sessions,
    queries,
    context,
    told,
    open: (sql = 'SELECT 1', limit = 0) => handlers['query.open']({ dsn: 'Harbour', sql, limit }, context),
    fetch: (id, rows = 100) => handlers['query.fetch']({ id, rows }, context),
    cancel: (id) => handlers['query.cancel']({ id }, context),
    close: (id) => handlers['query.close']({ id }, context),
    abortOpen: () => call.abort(),
    peerGone: () => tasks.forEach((task) => task()),
  };
}

const nothingOpen = { openSessions: 0, openCursors: 0, openPrepared: 0 };
const integers = (count: number): FakeStatement => ({
  columns: [column('n', 23)],
  commandTag: `SELECT ${count}`,
  *chunks() {
    yield chunkOf(
      [INTEGER],
      Array.from({ length: count }, (_, index) => [index]),
    );
  },
});

describe('rows', () => {
  it('come in pages that are smaller than a chunk, which is read once', async () => {
    const { open, fetch, sessions } = bench(integers(5));
    const { id } = await open();
    expect(await fetch(id, 2)).toMatchObject({ rows: [['0'], ['1']], done: false, commandTag: '' });
    expect(await fetch(id, 2)).toMatchObject({ rows: [['2'], ['3']], done: false });
    expect(await fetch(id, 2)).toMatchObject({ rows: [['4']], done: false });
    expect(sessions.counts.chunks).toBe(1);
    expect(await fetch(id, 2)).toMatchObject({ rows: [], done: true, commandTag: 'SELECT 5' });
  });

  it('are texts, with null for NULL and not for an empty text', async () => {
    const { open, fetch } = bench(
      idsAndTitles([
        [1, null],
        [2, ''],
        [3, 'Größe'],
      ]),
    );
    const { id, columns } = await open();
    expect(columns).toEqual([
      { name: 'id', type: 'integer', align: 'right' },
      { name: 'title', type: 'character varying', align: 'left' },
    ]);
    expect((await fetch(id)).rows).toEqual([
      ['1', null],
      ['2', ''],
      ['3', 'Größe'],
    ]);
  });

  it('are not read before somebody fetches, and empty chunks are passed over', async () => {
    const { open, fetch, sessions } = bench({
      columns: [column('t', 25)],
      commandTag: 'SELECT 1',
      *chunks() {
        yield chunkOf([VARCHAR], []);
        yield chunkOf([VARCHAR], [['late']]);
      },
    });
    const { id } = await open();
    expect(sessions.counts.chunks).toBe(0);
    expect(await fetch(id)).toMatchObject({ rows: [['late']], done: false });
  });

  it('that are very long come in shorter pages', async () => {
    const long = 'x'.repeat(1_500_000);
    const { open, fetch } = bench(idsAndTitles([1, 2, 3, 4].map((id) => [id, long])));
    const { id } = await open();
    expect((await fetch(id)).rows).toHaveLength(2);
    expect((await fetch(id)).rows).toHaveLength(2);
    expect(await fetch(id)).toMatchObject({ rows: [], done: true });
  });

  it('go in turn to two fetches at once', async () => {
    const { open, fetch } = bench(integers(3));
    const { id } = await open();
    const pages = await Promise.all([fetch(id, 2), fetch(id, 2), fetch(id, 2)]);
    expect(pages.map(({ rows, done }) => [rows.flat(), done])).toEqual([
      [['0', '1'], false],
      [['2'], false],
      [[], true],
    ]);
  });
});

describe('what is told beside the rows', () => {
  it('tells each notice once, those of the session first', async () => {
    const notice = (message: string): Notice => ({ sqlState: SqlState.warning, message });
    const { open, fetch } = bench(
      {
        ...integers(1),
        *chunks(_parameters, options) {
          options.onNotice({ ...notice('cut'), hint: 'Raise it.' });
          yield chunkOf([INTEGER], [[1]]);
        },
      },
      { notices: [notice('opened')] },
    );
    const { id } = await open();
    expect((await fetch(id)).notices).toEqual([
      { sqlState: '01000', message: 'opened' },
      { sqlState: '01000', message: 'cut', hint: 'Raise it.' },
    ]);
    expect((await fetch(id)).notices).toEqual([]);
  });

  it('hands the limit on and shows the progress so far', async () => {
    let limit: number | undefined;
    const { open, fetch, told } = bench({
      ...integers(1),
      *chunks(_parameters, options) {
        limit = options.maxRows;
        options.onProgress?.({ calls: 3, rows: 40, bytes: 500 });
        yield chunkOf([INTEGER], [[1]]);
      },
    });
    const { id } = await open('SELECT 1', 1000);
    expect((await fetch(id)).statistics).toMatchObject({ calls: 3, rows: 40, bytes: 500 });
    expect(limit).toBe(1000);
    // And to its caller alone.
    expect(told).toMatchObject([{ event: 'query.progress', payload: { id, calls: 3, rows: 40 } }]);
  });
});

describe('a rest that Bitbucket asks for', () => {
  it('is told by the name that the opener gave, before the query is open, and until it is closed', async () => {
    let listening: ((rest: Rest) => void) | undefined;
    const onRest: Session['onRest'] = (listener) => {
      listening = listener;
      return () => (listening = undefined);
    };
    const { queries, told, context, close } = bench(integers(1), { onRest });
    const input = { dsn: 'Harbour', sql: 'SELECT 1', limit: 0, progressId: 'run 1' };
    const opening = queries.handlers['query.open'](input, context);
    await vi.waitFor(() => expect(listening).toBeDefined(), 20_000);
    const until = Date.now() + 42_000;
    listening?.({ until, statementId: null });
    const payload = { id: 'run 1', restUntil: new Date(until).toISOString() };
    expect(told).toMatchObject([{ event: 'query.progress', payload }]);
    await close((await opening).id);
    expect(listening).toBeUndefined();
  });

  it('of another statement concerns nobody else', async () => {
    const onRest: Session['onRest'] = (listener) => {
      listener({ until: Date.now() + 42_000, statementId: 'another' });
      return () => undefined;
    };
    const { open, told } = bench(integers(1), { onRest });
    await open();
    expect(told).toEqual([]);
  });
});

describe('the plan of a query', () => {
  it('is told scan by scan, by a session that is closed again', async () => {
    const local = [{ what: 'ORDER BY', why: 'all rows are needed anyway' }];
    const sent = [{ kind: 'filter', name: 'q', value: 'id > 5', from: 'Id > 5' }] as const;
    const asked: unknown[] = [];
    const { queries, sessions } = bench(integers(1), {
      explain: (...call) => {
        asked.push(call);
        const scan = {
          schema: 'shop',
          table: 'PullRequests',
          endpoint: 'GET /x',
          execution: 'loaded',
        } as const;
        return Promise.resolve([{ ...scan, sent, local, pushed: ['q=id > 5'], estimatedCalls: null }]);
      },
    });
    const context = {
      signal: new AbortController().signal,
      onPeerGone: () => undefined,
      tell: () => undefined,
    };
    const plan = await queries.handlers['query.plan'](
      { dsn: 'Harbour', sql: 'SELECT 1;', limit: 10 },
      context,
    );
    expect(plan.scans).toEqual([
      {
        schema: 'shop',
        table: 'PullRequests',
        endpoint: 'GET /x',
        sent,
        local,
        execution: 'loaded',
        estimatedCalls: null,
      },
    ]);
    expect(asked).toEqual([['SELECT 1', 10]]);
    expect(sessions.counts).toMatchObject({ ...nothingOpen, prepared: [] });
  });
});

describe('the end of a query', () => {
  it('comes as 57014 to the fetch that waits when it is cancelled', async () => {
    const held = holding();
    const { open, fetch, cancel, close, sessions } = bench(held.statement);
    const { id } = await open();
    const waiting = expect(fetch(id)).rejects.toMatchObject({ sqlState: '57014' });
    await held.started;
    await cancel(id);
    await waiting;
    await close(id);
    expect(sessions.counts).toMatchObject(nothingOpen);
  });

  it('frees session and cursor when its caller goes', async () => {
    const { open, fetch, peerGone, queries, sessions } = bench(integers(5));
    const { id } = await open();
    await fetch(id, 1);
    peerGone();
    expect(() => fetch(id)).toThrow(expect.objectContaining({ sqlState: '34000' }));
    await expect.poll(() => sessions.counts).toMatchObject(nothingOpen);
    expect(queries.running).toBe(0);
  });

  it('comes at once when its caller went before it was open', async () => {
    const { open, abortOpen, queries, sessions } = bench(integers(5));
    const opening = expect(open()).rejects.toMatchObject({ sqlState: '57014' });
    abortOpen();
    await opening;
    expect(sessions.counts).toMatchObject(nothingOpen);
    expect(queries.running).toBe(0);
  });

  it('is no end of the result for a fetch that waits behind another', async () => {
    const held = holding();
    const { open, fetch, close } = bench(held.statement);
    const { id } = await open();
    const first = expect(fetch(id)).rejects.toMatchObject({ sqlState: '57014' });
    const second = expect(fetch(id)).rejects.toMatchObject({ sqlState: '34000' });
    await held.started;
    await close(id);
    await Promise.all([first, second]);
  });

  it('may be asked for twice', async () => {
    const { open, close, sessions } = bench(integers(1));
    const { id } = await open();
    await Promise.all([close(id), close(id)]);
    expect(sessions.counts).toMatchObject(nothingOpen);
  });
});

describe('a query that cannot be opened', () => {
  it('is refused with 42601 when it has more than one statement', async () => {
    const { open, sessions } = bench(integers(1));
    await expect(open('SELECT 1; SELECT 2')).rejects.toMatchObject({ sqlState: '42601' });
    expect(sessions.counts).toMatchObject({ ...nothingOpen, prepared: [] });
  });

  it('leaves nothing open when executing fails', async () => {
    const { open, queries, sessions } = bench({
      ...integers(1),
      chunks() {
        throw new DrawbridgeError(SqlState.undefinedTable, 'There is no such table.');
      },
    });
    await expect(open()).rejects.toMatchObject({ sqlState: '42P01' });
    expect(sessions.counts).toMatchObject({ openSessions: 0, openPrepared: 0 });
    expect(queries.running).toBe(0);
  });
});
