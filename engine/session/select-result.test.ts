import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SqlState } from '../error.ts';
import type { Cursor } from './session.ts';
import { friendly } from './test-support/memory-scan-source.ts';
import { openBench, prepare, select, type SelectBench } from './test-support/select-bench.ts';

let bench: SelectBench;

beforeEach(async () => {
  bench = await openBench();
});

afterEach(() => bench.close());

async function open(text: string): Promise<{ readonly cursor: Cursor }> {
  const prepared = await prepare(bench, text);
  const options = { signal: new AbortController().signal, onNotice: () => undefined };
  return { cursor: await prepared.execute([], options) };
}

const huge = (column: string): string => `SELECT a.range, ${column} FROM range(10000) a, range(10000) b`;

const failing = (row: number, rows: number): string =>
  `SELECT CAST(CASE WHEN range = ${row} THEN 'x' ELSE '1' END AS INTEGER) FROM range(${rows})`;

async function readAll(cursor: Cursor): Promise<void> {
  while ((await cursor.next()) !== null);
}

describe('a result', () => {
  test.each([
    ['that cannot fail', huge('b.range')],
    ['that may fail', huge('repeat(CAST(b.range AS VARCHAR), 20)')],
    ['that may fail and is wide', huge("repeat('x', 2000 + CAST(CAST(b.range AS VARCHAR) AS INTEGER) % 9)")],
  ])('%s costs next to nothing while its client does not read, however long it is', async (_, text) => {
    const { cursor } = await open(text);
    for (let chunks = 0; chunks < 5; chunks += 1) await cursor.next();
    const before = process.memoryUsage().rss;
    // Time enough for the first statement to make many more rows, if it did.
    await select(bench, 'SELECT SUM(a.range % 7) FROM range(60000000) a');
    expect(process.memoryUsage().rss - before).toBeLessThan(32 * 1024 * 1024);
    await cursor.close();
  });

  const wide = "repeat('x', 2000 + CAST(range % 7 AS INTEGER))";

  test.each([
    ['over no table', `SELECT range, ${wide} FROM range(60000)`],
    ['over a table that is loaded', `SELECT State, ${wide} FROM Tickets, range(1000)`],
  ])('of wide rows is not made far ahead: %s', async (_, text) => {
    await select(bench, 'SELECT count(*) FROM Tickets a JOIN People b ON a.Id = b.Id');
    const before = process.memoryUsage().rss;
    const { cursor } = await open(text);
    await cursor.next();
    expect(process.memoryUsage().rss - before).toBeLessThan(32 * 1024 * 1024);
    await cursor.close();
  });

  test('of very wide rows comes in small batches, however many rows a page has', async () => {
    bench.source.hostility = { ...friendly, pageSize: 60 };
    const { cursor } = await open("SELECT repeat('x', 400000 + CAST(Id AS INTEGER)) AS t FROM Tickets");
    const counts: number[] = [];
    for (let chunk = await cursor.next(); chunk !== null; chunk = await cursor.next()) {
      counts.push(chunk.rowCount);
    }
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(60);
    expect(Math.max(...counts) * 400_000).toBeLessThan(8 * 1024 * 1024);
    expect(Math.max(...counts.slice(1)) * 400_000).toBeLessThan(5 * 1024 * 1024);
  });

  test('that fails after many rows ends in its error', async () => {
    const { cursor } = await open(failing(90_000, 95_000));
    await expect(readAll(cursor)).rejects.toMatchObject({
      sqlState: SqlState.invalidTextRepresentation,
      message: "Could not convert string 'x' to INT32",
    });
  });

  test('that fails after very many rows ends in an error all the same', async () => {
    const { cursor } = await open(failing(2_900_000, 3_000_000));
    await expect(readAll(cursor)).rejects.toMatchObject({ sqlState: SqlState.dataException });
  });

  test.each([20, 90_000])('that fails in row %i only does not fail where Max Rows is 10', async (row) => {
    const { rows } = await select(bench, failing(row, 95_000), [], { maxRows: 10 });
    expect(rows).toHaveLength(10);
  });

  test('keeps the order of ORDER BY when it is long, tried out first or not', async () => {
    for (const column of ['range', 'CAST(CAST(range AS VARCHAR) AS BIGINT)']) {
      const { cursor } = await open(
        `SELECT ${column} AS r FROM range(90000) ORDER BY range % 10 DESC, range`,
      );
      const all: bigint[] = [];
      for (let chunk = await cursor.next(); chunk !== null; chunk = await cursor.next()) {
        all.push(...(chunk.getColumnValues(0) as bigint[]));
      }
      const expected = Array.from({ length: 90_000 }, (_, index) =>
        BigInt((index % 9000) * 10 + 9 - Math.floor(index / 9000)),
      );
      expect(all).toEqual(expected);
    }
  });
});
