/** Statements that read no table: what their run needs is known once they are described. */
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { StoreConnection } from '../store/connection.ts';
import { openBench, prepare, select, type SelectBench } from './test-support/select-bench.ts';

let bench: SelectBench;

beforeAll(async () => {
  bench = await openBench();
});

afterAll(() => bench.close());

afterEach(() => vi.restoreAllMocks());

/** A transaction is what planning and running share; who is not planned again needs none. */
async function rowsAndTransactions(text: string, parameters: readonly string[] = []) {
  const begun = vi.spyOn(StoreConnection.prototype, 'begin');
  const { rows } = await select(bench, text, parameters);
  return { rows, transactions: begun.mock.calls.length };
}

test.each([
  ['SELECT 1', [['1']]],
  [`SELECT 'a' || upper('b') AS t, NULL, TRUE, 1 + 1`, [['aB', 'NULL', 'true', '2']]],
  ['SELECT now() = now() AS same', [['true']]],
  ['SELECT 1 WHERE 1 = 0', []],
  ['SELECT x FROM (VALUES (3), (1), (2)) t(x) WHERE x > 1 ORDER BY x DESC LIMIT 1', [['3']]],
  [`SELECT 1 AS n UNION ALL SELECT 2`, [['1'], ['2']]],
])('%s is not planned again to run', async (text, rows) => {
  expect(await rowsAndTransactions(text)).toEqual({ rows, transactions: 0 });
});

test.each([
  ['a value that can fail', `SELECT CAST(x AS INTEGER) AS n FROM (VALUES ('7')) t(x)`, [], [['7']]],
  ['a parameter', 'SELECT $1 AS p', ['x'], [['x']]],
  ['a table', 'SELECT count(*) FROM People WHERE 1 = 0', [], [['0']]],
])('%s has the statement planned with what is known at its run', async (_, text, parameters, rows) => {
  expect(await rowsAndTransactions(text, parameters)).toEqual({ rows, transactions: 1 });
});

test('what fails without a table fails, and does not end early', async () => {
  const late = `SELECT CAST(x AS INTEGER) FROM (SELECT 'x' AS x FROM range(5000) UNION ALL SELECT 'y')`;
  await expect(select(bench, late)).rejects.toMatchObject({ sqlState: '22P02' });
  const unnested = `SELECT CAST(unnest(list_append(list_resize(['1'], 5000, '1'), 'x')) AS INTEGER)`;
  await expect(select(bench, unnested)).rejects.toMatchObject({ sqlState: '22P02' });
  for (let time = 0; time < 20; time++) {
    const one = `SELECT CAST(x AS INTEGER) FROM (SELECT 'x' || random() AS x)`;
    await expect(select(bench, one)).rejects.toMatchObject({ sqlState: '22P02' });
    await expect(select(bench, `SELECT CAST('x' AS INTEGER)`)).rejects.toMatchObject({ sqlState: '22P02' });
  }
});

test('a statement without a table is cut by Max Rows, told how many values it takes, and run again', async () => {
  const text = 'SELECT x FROM (VALUES (1), (2), (3)) t(x) ORDER BY x';
  expect(await select(bench, text, [], { maxRows: 2 })).toMatchObject({ rows: [['1'], ['2']], cut: true });
  const prepared = await prepare(bench, text);
  const options = { signal: new AbortController().signal, onNotice: () => undefined };
  await expect(prepared.execute(['1'], options)).rejects.toMatchObject({ sqlState: '08P01' });
  for (let time = 0; time < 2; time++) {
    const cursor = await prepared.execute([], options);
    expect((await cursor.next())?.rowCount).toBe(3);
    await cursor.close();
  }
});

test('a long result without a table is left in the middle', async () => {
  const prepared = await prepare(bench, 'SELECT a.range AS n FROM range(100000) a, range(1000) b');
  const cursor = await prepared.execute([], {
    signal: new AbortController().signal,
    onNotice: () => undefined,
  });
  expect((await cursor.next())?.rowCount).toBeGreaterThan(0);
  await cursor.close();
  expect(await cursor.next()).toBeNull();
  expect((await select(bench, 'SELECT 1')).rows).toEqual([['1']]);
});
