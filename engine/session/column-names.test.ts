/** What clients are told of columns without an alias, and which names a statement can use for them. */
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { normalise } from '../sql/normalise.ts';
import {
  openBench,
  prepare,
  select,
  type ReadResult,
  type SelectBench,
} from './test-support/select-bench.ts';

let bench: SelectBench;

beforeAll(async () => {
  bench = await openBench();
});

afterAll(() => bench.close());

const run = (text: string, parameters: readonly string[] = []): Promise<ReadResult> =>
  select(bench, normalise(text), parameters);

async function namesOf(text: string): Promise<readonly string[]> {
  return ((await prepare(bench, normalise(text))).columns ?? []).map(({ name }) => name);
}

describe('clients are told', () => {
  it.each([
    [
      'SELECT max(Id), COUNT(*), 1, 2, Id + 1 FROM Tickets GROUP BY Id',
      'max count ?column? ?column? ?column?',
    ],
    ['SELECT id, id::text, Tickets.TITLE FROM Tickets', 'Id id Title'],
    [
      'SELECT * FROM (SELECT 1, 2, count(*), CAST(Id AS VARCHAR), Id FROM Tickets GROUP BY Id) q',
      '?column? ?column? count Id Id',
    ],
    ['SELECT x.*, y.* FROM (SELECT 1) x, (SELECT 2, max(Id) FROM Tickets) y', '?column? ?column? max'],
    ['WITH c AS (SELECT count(*) FROM Tickets) SELECT * FROM c', 'count'],
    ['WITH c AS (SELECT count(*) FROM Tickets) SELECT * FROM c, c AS d', 'count count'],
    ['SELECT upper(State) FROM Tickets UNION SELECT Title FROM Tickets', 'upper'],
    ['SELECT TOP 1 LEN(Title), * FROM (SELECT Title FROM Tickets) t', 'len Title'],
    ['SELECT (SELECT max(Id) FROM Tickets), $1, $2 = Id FROM Tickets', 'max ?column? ?column?'],
    ["SELECT date_trunc($1, CreatedOn), $2 || 'x' FROM Tickets", 'date_trunc ?column?'],
    ["SELECT unnest([1, 2]), unnest({'a': 1, 'b': 2})", 'unnest a b'],
    ['SELECT DISTINCT lower(State) FROM Tickets ORDER BY lower(State)', 'lower'],
    ['SELECT lower(State), count(*) FROM Tickets GROUP BY ALL ORDER BY ALL', 'lower count'],
    ['SELECT Id AS "max", max(Id) OVER () FROM Tickets', 'max max'],
    ['VALUES (1, 2)', 'column1 column2'],
  ])('%s: %s', async (text, names) => {
    expect(await namesOf(text)).toEqual(names.split(' '));
  });

  it('what a statement says that names columns as DuckDB does', async () => {
    const text = 'SELECT "count_star()", "count_star()" + 1 FROM (SELECT count(*) FROM Tickets) q';
    const counted = (await run('SELECT count(*) FROM Tickets')).rows[0]?.[0];
    expect(await run(text)).toMatchObject({
      names: ['count_star()', '("count_star()" + 1)'],
      rows: [[counted, String(Number(counted) + 1)]],
    });
  });
});

describe('a column is reached', () => {
  it.each([
    ['SELECT "count" FROM (SELECT count(*) FROM Tickets) q', 'SELECT count(*) FROM Tickets'],
    ['SELECT q.MAX + 1 FROM (SELECT max(Id) FROM Tickets) q', 'SELECT max(Id) + 1 FROM Tickets'],
    ['SELECT q."?column?" FROM (SELECT 1 + 1) q', 'SELECT 2'],
    [
      'WITH c AS (SELECT sum(Id) FROM Tickets) SELECT sum FROM c WHERE sum > 0',
      'SELECT sum(Id) FROM Tickets',
    ],
    [
      'SELECT upper FROM (SELECT upper(State) FROM Tickets UNION SELECT $1) q ORDER BY upper',
      'SELECT DISTINCT upper(State) FROM Tickets UNION SELECT $1 ORDER BY 1',
    ],
    [
      'SELECT State, count(*) FROM Tickets GROUP BY State ORDER BY count DESC, State',
      'SELECT State, count(*) AS n FROM Tickets GROUP BY State ORDER BY n DESC, State',
    ],
    [
      'SELECT lower(State), count(*) FROM Tickets GROUP BY lower ORDER BY lower',
      'SELECT lower(State), count(*) FROM Tickets GROUP BY 1 ORDER BY 1',
    ],
    [
      'SELECT {fn LENGTH(Title)} FROM Tickets ORDER BY length, Title',
      'SELECT length(Title) FROM Tickets ORDER BY 1',
    ],
  ])('%s', async (named, plain) => {
    const parameters = named.includes('$1') ? ['X'] : [];
    expect((await run(named, parameters)).rows).toEqual((await run(plain, parameters)).rows);
  });

  it('only where the statement does not mean another of that name', async () => {
    const numbers = (await run('SELECT Id FROM Tickets ORDER BY Id')).rows;
    expect((await run('SELECT CAST(Id AS VARCHAR) FROM Tickets ORDER BY Id')).rows).toEqual(numbers);
    expect(
      (await run('SELECT Id + 0 FROM (SELECT CAST(Id AS VARCHAR), Id FROM Tickets) q ORDER BY 1')).rows,
    ).toEqual(numbers);
  });

  it('and an error is that of the statement as it is written', async () => {
    await expect(prepare(bench, normalise('SELECT count(*), Nope FROM Tickets'))).rejects.toMatchObject({
      sqlState: '42703',
      position: 18,
    });
  });
});

const item = fc.constantFrom(
  ['Id + 1', '?column?'],
  ['upper(Title)', 'upper'],
  ['CAST(Id AS VARCHAR)', 'Id'],
  ["CASE WHEN Id > 2 THEN 'x' ELSE State END", 'State'],
  ['CASE WHEN Id > 2 THEN 1 END', 'case'],
  ['(SELECT count(*) FROM People)', 'count'],
  ['{fn UCASE(State)}', 'ucase'],
  ["DATEDIFF(day, CreatedOn, '2026-01-01')", 'datediff'],
  ['Id', 'Id'],
  ['[State]', 'State'],
  ['Title name', 'name'],
  ['Id % 7 AS "max"', 'max'],
  ['coalesce(Title, State)', 'coalesce'],
  ['rank() OVER (ORDER BY Id)', 'rank'],
  ['CreatedOn::date', 'CreatedOn'],
  ["'x'::text", 'text'],
);

const shape = fc.constantFrom<(list: string) => string>(
  (list) => `SELECT ${list} FROM Tickets ORDER BY Tickets.Id`,
  (list) => `SELECT TOP 3 ${list} FROM Tickets ORDER BY Tickets.Id DESC`,
  (list) => `SELECT * FROM (SELECT ${list} FROM Tickets ORDER BY Tickets.Id LIMIT 5) q`,
  (list) => `WITH c AS (SELECT ${list} FROM Tickets WHERE Tickets.Id < 9) SELECT c.* FROM c ORDER BY ALL`,
  (list) => `SELECT ${list} FROM Tickets UNION SELECT ${list} FROM Tickets WHERE FALSE ORDER BY ALL`,
);

it('any statement has the names of PostgreSQL, and the values that it has with aliases', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(item, { minLength: 1, maxLength: 5 }),
      shape,
      async (items, statement) => {
        const named = await run(statement(items.map(([text]) => text).join(', ')));
        const aliased = items.map(
          ([text = ''], index) => `${text.replace(/ (?:AS "max"|name)$/, '')} AS c${index}`,
        );
        expect(named.names).toEqual(items.map(([, name]) => name));
        expect(named.rows).toEqual((await run(statement(aliased.join(', ')))).rows);
      },
    ),
    { numRuns: 60 },
  );
});
