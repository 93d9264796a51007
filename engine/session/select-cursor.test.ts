import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SqlState, type Notice } from '../error.ts';
import type { CountResult, RowBatch, ScanContext, ScanRequest, ScanSource } from '../plan/scan-request.ts';
import type { Cursor } from './session.ts';
import { people, ticketRows, tickets } from './test-support/sample-tables.ts';
import { openBench, prepare, select, type SelectBench } from './test-support/select-bench.ts';

let bench: SelectBench;

beforeEach(async () => {
  bench = await openBench();
});

afterEach(() => bench.close());

/** A source whose pages come when the test says so. */
class SteppedSource implements ScanSource {
  asked = 0;
  returned = 0;
  #waiting: ((page: RowBatch | Error | null) => void) | null = null;
  #askedNow: (() => void) | null = null;

  scan(_: ScanRequest, context: ScanContext): AsyncIterableIterator<RowBatch | CountResult> {
    const iterator: AsyncIterableIterator<RowBatch | CountResult> = {
      [Symbol.asyncIterator]: () => iterator,
      next: () =>
        new Promise((resolve, reject) => {
          this.asked += 1;
          context.signal.addEventListener('abort', () => reject(new Error('stopped')), { once: true });
          this.#waiting = (page) => {
            this.#waiting = null;
            if (page === null) resolve({ done: true, value: undefined });
            else if (page instanceof Error) reject(page);
            else resolve({ done: false, value: page });
          };
          this.#askedNow?.();
        }),
      return: () => {
        this.returned += 1;
        return Promise.resolve({ done: true, value: undefined });
      },
    };
    return iterator;
  }

  explain(): ReturnType<ScanSource['explain']> {
    return { endpoint: '/sample', sent: [], pushed: [], local: [], estimatedCalls: null };
  }

  /** Answers the next page, waiting until it is asked for. */
  async answer(page: RowBatch | Error | null): Promise<void> {
    if (this.#waiting === null) {
      await new Promise<void>((resolve) => {
        this.#askedNow = resolve;
      });
    }
    this.#waiting?.(page);
  }
}

const ids = (...values: readonly number[]): RowBatch => ({
  rowCount: values.length,
  values: [values.map(BigInt)],
});

interface Open {
  readonly cursor: Cursor;
  readonly abort: AbortController;
  readonly notices: readonly Notice[];
}

async function open(text: string, options: { source?: ScanSource; maxRows?: number } = {}): Promise<Open> {
  const environment = { ...bench.environment, source: options.source ?? bench.source };
  const prepared = await prepare({ ...bench, environment }, text);
  const abort = new AbortController();
  const notices: Notice[] = [];
  const cursor = await prepared.execute([], {
    signal: abort.signal,
    maxRows: options.maxRows ?? 0,
    onNotice: (notice) => notices.push(notice),
  });
  return { cursor, abort, notices };
}

async function idsOf(cursor: Cursor): Promise<number[] | null> {
  const chunk = await cursor.next();
  return chunk === null ? null : chunk.getRows().map(([id]) => Number(id));
}

describe('micro-batches', () => {
  test('yield the rows of the first page before the second has arrived, in page order', async () => {
    const source = new SteppedSource();
    const { cursor } = await open('SELECT Id FROM Tickets WHERE Id % 2 = 0', { source });
    const first = idsOf(cursor);
    await source.answer(ids(4, 5, 2));
    expect(await first).toEqual([4, 2]);
    const second = idsOf(cursor);
    await source.answer(ids(7));
    await source.answer(ids(8, 6));
    expect(await second).toEqual([8, 6]);
    const end = idsOf(cursor);
    await source.answer(null);
    expect(await end).toBeNull();
    expect(cursor.commandTag).toBe('SELECT 4');
  });

  test('end in the error of a page that fails, after the rows before it', async () => {
    const source = new SteppedSource();
    const { cursor } = await open('SELECT Id FROM Tickets', { source });
    const first = idsOf(cursor);
    await source.answer(ids(1));
    expect(await first).toEqual([1]);
    const second = idsOf(cursor);
    await source.answer(new Error('page 2 is broken'));
    await expect(second).rejects.toThrow('page 2 is broken');
    expect(await cursor.next()).toBeNull();
  });

  test('end in the error of a row that does not fit', async () => {
    bench.source.hostility = { ...bench.source.hostility, pageSize: 1, seed: 3 };
    const { cursor } = await open(
      "SELECT CAST(CASE Id WHEN 40 THEN 'x' ELSE '1' END AS INTEGER) FROM Tickets",
    );
    const read = async (): Promise<void> => {
      for (let chunk = await cursor.next(); chunk !== null;) chunk = await cursor.next();
    };
    await expect(read()).rejects.toMatchObject({ sqlState: SqlState.invalidTextRepresentation });
    expect(bench.source.closed).toBe(bench.source.opened);
  });

  test('read ahead 2,048 rows and no further while the client does not read', async () => {
    const page = ids(...Array.from({ length: 100 }, (_, index) => index));
    let pulled = 0;
    const source: ScanSource = {
      async *scan() {
        for (;;) {
          pulled += 1;
          await Promise.resolve();
          yield page;
        }
      },
      explain: () => ({ endpoint: '', sent: [], pushed: [], local: [], estimatedCalls: null }),
    };
    const { cursor } = await open('SELECT Id FROM Tickets', { source });
    expect(pulled).toBe(0);
    await cursor.next();
    for (let turn = 0; turn < 500; turn += 1) await Promise.resolve();
    expect(pulled).toBeGreaterThan(10);
    expect(pulled).toBeLessThanOrEqual(2 + 2048 / 100 + 1);
    await cursor.close();
  });

  test('read ahead less when the values are long', async () => {
    const page: RowBatch = { rowCount: 1, values: [['x'.repeat(1024 * 1024)]] };
    let pulled = 0;
    const source: ScanSource = {
      async *scan() {
        for (;;) {
          pulled += 1;
          await Promise.resolve();
          yield page;
        }
      },
      explain: () => ({ endpoint: '', sent: [], pushed: [], local: [], estimatedCalls: null }),
    };
    const { cursor } = await open('SELECT Note FROM Tickets', { source });
    await cursor.next();
    for (let turn = 0; turn < 500; turn += 1) await Promise.resolve();
    expect(pulled).toBeLessThanOrEqual(6);
    await cursor.close();
  });

  test('count LIMIT across batches and ask for no page more', async () => {
    bench.source.hostility = { ...bench.source.hostility, pageSize: 5, honoursLimit: false };
    const { rows } = await select(bench, 'SELECT Id FROM Tickets WHERE Id % 1 = 0 LIMIT 12');
    expect(rows).toHaveLength(12);
    expect(bench.source.pages).toBe(3);
    expect(bench.source.closed).toBe(1);
  });
});

describe('Max Rows', () => {
  test('cuts the result, says so before the end, and reads no page more than it needs', async () => {
    bench.source.hostility = { ...bench.source.hostility, pageSize: 5 };
    const result = await select(bench, 'SELECT * FROM Tickets', [], { maxRows: 9 });
    expect(result.rows).toHaveLength(9);
    expect(result).toMatchObject({
      cut: true,
      commandTag: 'SELECT 9',
      notices: [{ sqlState: SqlState.warning }],
    });
    expect(result.notices[0]?.message).toContain('9 rows');
    expect(bench.source.pages).toBe(2);
  });

  test('does not cut a result that has just as many rows', async () => {
    const result = await select(bench, 'SELECT * FROM Tickets', [], { maxRows: ticketRows.length });
    expect(result).toMatchObject({ cut: false, notices: [], commandTag: `SELECT ${ticketRows.length}` });
  });

  test('applies after filters, aggregation and ORDER BY', async () => {
    const options = { maxRows: 2 };
    expect((await select(bench, 'SELECT COUNT(*) FROM Tickets', [], options)).rows).toEqual([['60']]);
    expect((await select(bench, 'SELECT Id FROM Tickets ORDER BY Id DESC', [], options)).rows).toEqual([
      ['60'],
      ['59'],
    ]);
    expect((await select(bench, 'SELECT Id FROM Tickets WHERE Id > 58', [], options)).cut).toBe(false);
    const groups = 'SELECT State, COUNT(*) FROM Tickets GROUP BY State ORDER BY 2 DESC, 1';
    expect((await select(bench, groups, [], options)).rows).toEqual([
      ['OPEN', '18'],
      ['DECLINED', '14'],
    ]);
  });

  test('never limits a scan that feeds a join, an aggregate or a sort', async () => {
    await select(bench, 'SELECT COUNT(*) FROM Tickets t JOIN People p ON p.Id = t.OwnerId', [], {
      maxRows: 1,
    });
    await select(bench, 'SELECT Id FROM Tickets ORDER BY Title', [], { maxRows: 1 });
    expect(bench.source.requests.map(({ limit }) => limit)).toEqual([null, null, null]);
  });

  test('lets the scan of an ordered result stop after the rows that are wanted, and says that there are more', async () => {
    const result = await select(bench, "SELECT Id FROM Tickets WHERE State <> 'x' ORDER BY Id DESC", [], {
      maxRows: 2,
    });
    expect(result).toMatchObject({ rows: [['60'], ['59']], cut: true });
    expect(bench.source.requests).toMatchObject([{ order: { column: 'Id', descending: true }, limit: 3 }]);
  });

  test('cuts a chunk in its middle, and nothing comes after', async () => {
    const { cursor, notices } = await open('SELECT range FROM range(5000)', { maxRows: 2050 });
    expect((await cursor.next())?.rowCount).toBe(2048);
    expect((await cursor.next())?.rowCount).toBe(2);
    expect(await cursor.next()).toBeNull();
    expect(await cursor.next()).toBeNull();
    expect(notices).toHaveLength(1);
    expect(cursor.commandTag).toBe('SELECT 2050');
  });

  test('leaves catalog functions whole', async () => {
    const system = { ...tickets, name: 'sys_tickets', scope: 'system' as const };
    const resolver = {
      tableNames: [],
      resolve: () => Promise.resolve({ schema: 'Information', table: system }),
    };
    const environment = { ...bench.environment, resolver, source: sourceOf(ids(1, 2, 3)) };
    const result = await select({ ...bench, environment }, 'SELECT Id FROM sys_tickets', [], { maxRows: 1 });
    expect(result).toMatchObject({ cut: false, rows: [['1'], ['2'], ['3']] });
  });
});

function sourceOf(...pages: readonly RowBatch[]): ScanSource {
  return {
    async *scan() {
      yield* await Promise.resolve(pages);
    },
    explain: () => ({ endpoint: '', sent: [], pushed: [], local: [], estimatedCalls: null }),
  };
}

function gone(): AsyncIterable<RowBatch> {
  return {
    [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('People are gone')) }),
  };
}

describe('cancel and close', () => {
  test.each([
    ['micro-batches', 'SELECT Id FROM Tickets'],
    ['a load', 'SELECT Id FROM Tickets ORDER BY Title'],
    ['a count', 'SELECT COUNT(*) FROM Tickets'],
    ['two loads', 'SELECT a.Id FROM Tickets a JOIN People p ON a.Id = p.Id'],
  ])('a cancel in mid-page of %s ends it with 57014 and stops the scans', async (_, text) => {
    const source = new SteppedSource();
    const { cursor, abort } = await open(text, { source });
    const rows = cursor.next();
    await source.answer(ids(1));
    abort.abort();
    await expect(rows.then(() => cursor.next())).rejects.toMatchObject({ sqlState: SqlState.queryCanceled });
    expect(source.returned).toBeGreaterThan(0);
    await expect(cursor.next()).rejects.toMatchObject({ sqlState: SqlState.queryCanceled });
    await cursor.close();
  });

  test('a cancel while DuckDB works ends the statement', async () => {
    const text =
      'SELECT count(*) FROM range(1000000000) a, range(1000000) b WHERE a.range % 7 = b.range % 11';
    const { cursor, abort } = await open(text);
    const rows = cursor.next();
    setImmediate(() => abort.abort());
    await expect(rows).rejects.toMatchObject({ sqlState: SqlState.queryCanceled });
  });

  test('a cancel between two reads ends the statement, not the result', async () => {
    const { cursor, abort } = await open('SELECT a.range FROM range(100000) a, range(100000) b');
    expect((await cursor.next())?.rowCount).toBe(2048);
    abort.abort();
    await expect(cursor.next()).rejects.toMatchObject({ sqlState: SqlState.queryCanceled });
  });

  test('a statement that was cancelled before it began does not begin', async () => {
    const prepared = await prepare(bench, 'SELECT Id FROM Tickets');
    const options = { signal: AbortSignal.abort(), onNotice: () => undefined };
    await expect(prepared.execute([], options)).rejects.toMatchObject({ sqlState: SqlState.queryCanceled });
    expect(bench.source.opened).toBe(0);
  });

  test('close stops the scan of a cursor that is not read to its end', async () => {
    bench.source.hostility = { ...bench.source.hostility, pageSize: 1 };
    const { cursor } = await open('SELECT Id FROM Tickets');
    await cursor.next();
    await cursor.close();
    await cursor.close();
    expect(bench.source.closed).toBe(1);
    expect(await cursor.next()).toBeNull();
  });

  test('when one of two scans fails, the other is stopped and its error is not seen', async () => {
    const stepped = new SteppedSource();
    const source: ScanSource = {
      scan: (request, context) => (request.target.table === people ? gone() : stepped.scan(request, context)),
      explain: () => stepped.explain(),
    };
    const { cursor } = await open('SELECT t.Id FROM Tickets t JOIN People p ON t.Id = p.Id', { source });
    await expect(cursor.next()).rejects.toThrow('People are gone');
    expect(stepped.returned).toBe(1);
  });
});

describe('several cursors', () => {
  test('at once see their own rows only', async () => {
    const first = new SteppedSource();
    const second = new SteppedSource();
    const one = await open('SELECT MAX(Id) FROM Tickets', { source: first });
    const other = await open('SELECT MAX(Id) FROM Tickets', { source: second });
    const [a, b] = [idsOf(one.cursor), idsOf(other.cursor)];
    await first.answer(ids(10));
    await second.answer(ids(3));
    await second.answer(null);
    await first.answer(null);
    expect(await Promise.all([a, b])).toEqual([[10], [3]]);
  });

  test('are not disturbed by tables that others name for the first time', async () => {
    const text = 'SELECT a.Id, r.range FROM Tickets a, range(1000) r';
    const { cursor } = await open(text);
    let rows = (await cursor.next())?.rowCount ?? 0;
    for (const schema of ['temp', 'memory', 'bitbucket']) {
      expect((await select(bench, `SELECT COUNT(*) FROM ${schema}.People`)).rows).toEqual([['9']]);
    }
    for (let chunk = await cursor.next(); chunk !== null; chunk = await cursor.next()) rows += chunk.rowCount;
    expect(rows).toBe(ticketRows.length * 1000);
  });

  test('of one prepared statement load anew each time', async () => {
    const prepared = await prepare(bench, 'SELECT COUNT(Title), MAX(Id) FROM Tickets WHERE Id > 50');
    const run = async (): Promise<unknown> => {
      const cursor = await prepared.execute([], {
        signal: new AbortController().signal,
        onNotice: () => undefined,
      });
      const rows = (await cursor.next())?.getRows();
      await cursor.close();
      return rows;
    };
    const expected = [[10n, 60n]];
    expect(await run()).toEqual(expected);
    expect(await run()).toEqual(expected);
  });
});
