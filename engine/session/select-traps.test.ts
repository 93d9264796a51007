/** What was measured to go wrong with DuckDB, its bindings and its trees; each of these happened once. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ScanSource } from '../plan/scan-request.ts';
import { openBench, prepare, select, type SelectBench } from './test-support/select-bench.ts';

let bench: SelectBench;

beforeEach(async () => {
  bench = await openBench();
});

afterEach(() => bench.close());

const rowsOf = async (text: string, parameters: readonly string[] = []): Promise<unknown> =>
  (await select(bench, text, parameters)).rows;

test('a plan made over empty tables keeps the rows that are loaded later', async () => {
  for (const filter of [
    'Id > 55',
    'Id BETWEEN 56 AND 60',
    'Id IN (56, 57, 58, 59, 60)',
    "Title LIKE '%' OR Title IS NULL",
  ]) {
    const prepared = await prepare(bench, `SELECT COUNT(Id) FROM Tickets WHERE Id > 55 AND (${filter})`);
    const cursor = await prepared.execute([], {
      signal: new AbortController().signal,
      onNotice: () => undefined,
    });
    expect((await cursor.next())?.getRows(), filter).toEqual([[5n]]);
    await cursor.close();
  }
});

test('column number 0 of a table is planned like any other', async () => {
  await rowsOf('SELECT Id FROM Tickets WHERE Id = 7');
  expect(bench.source.requests).toMatchObject([
    { columns: ['Id'], predicate: { column: 'Id', value: { text: '7' } } },
  ]);
});

test('the text is run as it was written: numbers, names and order are not changed by a tree', async () => {
  const { names, rows } = await select(
    bench,
    'SELECT 1e5, 9007199254740993, 1.50, -0.0, 1E2 AS "Ünï" FROM Tickets LIMIT 1',
  );
  expect(rows).toEqual([['100000', '9007199254740993', '1.50', '0.0', '100']]);
  expect(names).toEqual(['100000.0', '9007199254740993', '1.50', '0.0', 'Ünï']);
});

test.each(['temp', 'memory', 'bitbucket', 'TEMP', 'Information'])(
  'a two-part name in the schema %s is not ambiguous, after characters of any length',
  async (schema) => {
    const text = `SELECT 'größe 😀' AS g, ${schema}.Tickets.Id FROM ${schema}.Tickets JOIN Bitbucket.Information.People p ON p.Id = Tickets.Id WHERE Tickets.Id = 3`;
    expect(await rowsOf(text)).toEqual([['größe 😀', '3']]);
    expect(bench.source.requests.map(({ target }) => target.schema)).toContain(schema);
  },
);

test('a transaction that loads tables of several schemas writes one catalog', async () => {
  const text =
    'SELECT COUNT(*) FROM Information.Tickets a JOIN temp.Tickets b ON a.Id = b.Id JOIN memory.People p ON p.Id = a.Id';
  expect(await rowsOf(text)).toEqual([['9']]);
});

test('a common table may have the name of the table that it reads', async () => {
  const text = 'WITH Tickets AS (SELECT Id FROM Tickets WHERE Id < 4) SELECT SUM(Id) FROM Tickets';
  expect(await rowsOf(text)).toEqual([['6']]);
  expect(bench.source.requests).toHaveLength(1);
});

test('a recursive query counts on a table', async () => {
  const text =
    'WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < (SELECT COUNT(*) FROM People)) SELECT MAX(n) FROM r';
  expect(await rowsOf(text)).toEqual([['9']]);
});

test('constants beyond 2^53 and microseconds arrive at the scan without loss', async () => {
  expect(await rowsOf('SELECT COUNT(*) FROM Tickets WHERE Big = 9007199254740993')).not.toEqual(
    await rowsOf('SELECT COUNT(*) FROM Tickets WHERE Big IN (9007199254740992, 9007199254740993)'),
  );
  const big = bench.source.requests[0]?.predicate;
  expect(big).toMatchObject({ column: 'Big', value: { kind: 'number', text: '9007199254740993' } });
});

test('now() is one instant throughout a statement, however many pages there are', async () => {
  bench.source.hostility = { ...bench.source.hostility, pageSize: 1 };
  expect(await rowsOf('SELECT COUNT(DISTINCT n) FROM (SELECT now() AS n FROM Tickets)')).toEqual([['1']]);
  const { rows } = await select(bench, 'SELECT now() FROM Tickets');
  expect(new Set(rows.map(([instant]) => instant)).size).toBe(1);
});

test('a constant that cannot be computed fails when the statement runs, if it is reached', async () => {
  await expect(rowsOf("SELECT Id FROM Tickets WHERE Id = CAST('x' AS BIGINT)")).rejects.toThrow(
    /Could not convert/,
  );
});

test('values of parameters are data, whatever they contain', async () => {
  const text = 'SELECT $1 AS v, Id FROM Tickets WHERE Title = $2 ORDER BY Id LIMIT 1';
  const value = `'); DROP TABLE Tickets; -- $1 "x" \\ 😀`;
  expect(await rowsOf(text, [value, 'naïve café'])).toMatchObject([[value, expect.any(String)]]);
  expect(await rowsOf("SELECT '$1' AS a, $1 AS b", ['x'])).toEqual([['$1', 'x']]);
});

test('U+0000 in a row reaches the client as U+FFFD', async () => {
  const source: ScanSource = {
    async *scan() {
      yield await Promise.resolve({ rowCount: 1, values: [['a\0b']] });
    },
    explain: () => ({ endpoint: '', sent: [], pushed: [], local: [], estimatedCalls: null }),
  };
  const environment = { ...bench.environment, source };
  const { rows } = await select({ ...bench, environment }, 'SELECT Title FROM Tickets');
  expect(rows).toEqual([['a\uFFFDb']]);
});

test('a failed statement leaves nothing behind for the next one', async () => {
  await expect(rowsOf('SELECT CAST(Title AS INTEGER) FROM Tickets ORDER BY 1')).rejects.toThrow();
  expect(await rowsOf('SELECT COUNT(*) FROM Tickets')).toEqual([['60']]);
});

test('a join filters nothing below an ORDER BY with LIMIT', async () => {
  // Run often, as it takes one thread to be ahead of the other.
  const text = `SELECT DISTINCT t.Id FROM (SELECT * FROM Tickets ORDER BY Id DESC LIMIT 7) t
    JOIN People p ON p.Id = t.OwnerId ORDER BY 1`;
  const results = new Set<string>();
  for (let run = 0; run < 40; run += 1) results.add(JSON.stringify(await rowsOf(text)));
  expect([...results]).toEqual([JSON.stringify([['54'], ['55'], ['56'], ['58'], ['59']])]);
});
