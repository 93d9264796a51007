import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { SqlState } from '../error.ts';
import type { ScanRequest } from '../plan/scan-request.ts';
import { friendly } from './test-support/memory-scan-source.ts';
import { openBench, prepare, select, type SelectBench } from './test-support/select-bench.ts';

let bench: SelectBench;

beforeAll(async () => {
  bench = await openBench();
});

afterAll(() => bench.close());

beforeEach(() => {
  bench.source.requests.length = 0;
  bench.source.hostility = friendly;
});

/** The requests of a statement, without their target. */
async function requestsOf(text: string, parameters: readonly (string | null)[] = []): Promise<unknown[]> {
  await select(bench, text, parameters);
  return bench.source.requests.map(({ target, ...request }) => ({ table: target.table.name, ...request }));
}

const plain = { order: null, limit: null, countOnly: false };

test('describes columns and parameters without a scan', async () => {
  const prepared = await prepare(
    bench,
    'SELECT Id, Title AS t, Flag, Score, CreatedOn, Due, Labels, SUM(Id) OVER () AS s, Title || $2 AS x FROM Tickets WHERE Id > $1',
  );
  expect(prepared.columns?.map(({ name, typeOid, typeModifier }) => [name, typeOid, typeModifier])).toEqual([
    ['Id', 20, -1],
    ['t', 1043, 64],
    ['Flag', 16, -1],
    ['Score', 701, -1],
    ['CreatedOn', 1114, -1],
    ['Due', 1082, -1],
    ['Labels', 114, -1],
    ['s', 1700, ((38 << 16) | 0) + 4],
    ['x', 1043, -1],
  ]);
  expect(prepared.parameterTypes).toEqual([20, 25]);
  expect(bench.source.requests).toEqual([]);
});

test('takes a parameter whose type cannot be inferred as number or time, where a text makes no sense', async () => {
  const answer = async (text: string, value: string | null) => (await select(bench, text, [value])).rows;
  expect(await prepare(bench, 'SELECT $1 + 1 AS n')).toMatchObject({
    parameterTypes: [1700],
    columns: [{ name: 'n', typeOid: 1700, typeModifier: -1 }],
  });
  expect(await answer('SELECT $1 + 1 AS n', '41')).toEqual([['42']]);
  expect(await answer('SELECT $1 + 1 AS n', '1.5')).toEqual([['2.5']]);
  expect(await answer('SELECT $1 + 1 AS n', null)).toEqual([['NULL']]);
  expect(await answer('SELECT abs($1) AS n', '-2.5')).toEqual([['2.5']]);
  expect(await answer('SELECT Id FROM Tickets WHERE Id = $1 + 1', '1')).toEqual([['2']]);
  expect((await prepare(bench, "SELECT date_trunc('month', $1) AS m")).parameterTypes).toEqual([1114]);
  await expect(answer('SELECT $1 + 1 AS n', "1'; DROP")).rejects.toMatchObject({ sqlState: '22P02' });
  await expect(prepare(bench, 'SELECT $1 + nothing')).rejects.toMatchObject({ sqlState: '42703' });
  await expect(prepare(bench, 'SELECT $1 + 1', [1043])).rejects.toMatchObject({ sqlState: '42883' });
});

test('takes a parameter whose type cannot be inferred as text, and one that the client declares as declared', async () => {
  expect((await prepare(bench, 'SELECT $1')).parameterTypes).toEqual([25]);
  const declared = await prepare(bench, 'SELECT $1 AS a, $2 AS b', [23, 1700]);
  expect(declared.parameterTypes).toEqual([23, 1700]);
  // As postgres.js declares what it is given by sql.json().
  const json = await prepare(bench, 'SELECT $1 AS a', [3802]);
  expect(json.columns?.map(({ typeOid }) => typeOid)).toEqual([114]);
  expect(declared.columns?.map(({ typeOid }) => typeOid)).toEqual([23, 1700]);
  const types = { parameterTypes: [23, 1700] };
  expect((await select(bench, 'SELECT $1 + 1 AS a, $2 AS b', ['41', '1.50'], types)).rows).toEqual([
    ['42', '1.50'],
  ]);
});

test('takes bytes in the text form that PostgreSQL gives them', async () => {
  const types = { parameterTypes: [17, 17] };
  const { rows } = await select(
    bench,
    'SELECT hex($1), octet_length($2)',
    [String.raw`\x00ff`, String.raw`\x`],
    types,
  );
  expect(rows).toEqual([['00FF', '0']]);
});

test('names the origin of plain columns, through derived tables and joins', async () => {
  const prepared = await prepare(
    { ...bench, environment: { ...bench.environment, tableOid: ({ table }) => table.name.length } },
    'SELECT d.T, p.Team, d.T || 1 AS x FROM (SELECT Title AS T, OwnerId AS o FROM Tickets) d LEFT JOIN People p ON p.Id = d.o',
  );
  expect(prepared.columns?.map(({ origin }) => origin)).toEqual([
    { tableOid: 7, columnNumber: 2 },
    { tableOid: 6, columnNumber: 3 },
    undefined,
  ]);
  expect(prepared.columns?.map(({ source }) => source && Object.values(source).join('.'))).toEqual([
    'Information.Tickets.Title',
    'Information.People.Team',
    undefined,
  ]);
});

test.each([
  ['SELECT Id, Title, Id + 1 FROM Tickets WHERE Id > 1 ORDER BY Id LIMIT 3', [false, true, undefined]],
  ['SELECT t.Id, p.Id FROM Tickets t JOIN People p ON p.Id = t.OwnerId', [false, false]],
  ['SELECT t.Id, p.Id FROM Tickets t LEFT JOIN People p ON p.Id = t.OwnerId', [false, true]],
  ['SELECT d.Id FROM (SELECT p.Id FROM Tickets t LEFT JOIN People p ON p.Id = t.OwnerId) d', [true]],
  ['SELECT t.Id, p.Id FROM Tickets t FULL JOIN People p ON p.Id = t.OwnerId', [undefined, undefined]],
  ['SELECT Id FROM Tickets UNION ALL SELECT NULL', [undefined]],
  ['SELECT Id FROM Tickets GROUP BY ROLLUP (Id)', [undefined]],
] as const)(
  'tells whether columns can be NULL, where nothing but a join changes that: %s',
  async (text, expected) => {
    const { columns } = await prepare(bench, text);
    expect(columns?.map(({ nullable }) => nullable)).toEqual(expected);
  },
);

const namesOf = async (text: string): Promise<unknown> =>
  (await prepare(bench, text)).columns?.map(({ name }) => name);

test('names columns that PostgreSQL has no name for as DuckDB names the text of the user', async () => {
  expect(await namesOf('SELECT Id, Id, Id + 1, (SELECT max(Id) FROM Tickets), $1 = Id FROM Tickets')).toEqual(
    ['Id', 'Id', '(Id + 1)', '(SELECT max(Id) FROM Tickets)', '($1 = Id)'],
  );
});

test.each([
  'SELECT 1',
  'SELECT * FROM Tickets LIMIT 0',
  'SELECT * FROM Tickets WHERE 1 = 0',
  'SELECT t.* FROM Tickets t JOIN People p ON p.Id = t.OwnerId WHERE t.Id IS NULL AND FALSE',
  'SELECT * FROM Tickets WHERE Title = NULL',
])('makes no scan for %s', async (text) => {
  await select(bench, text);
  expect(bench.source.requests).toEqual([]);
});

test('asks for the columns that the statement reads, the first one of the table too', async () => {
  expect(await requestsOf('SELECT Id FROM Tickets')).toEqual([
    { table: 'Tickets', columns: ['Id'], named: ['Id'], predicate: null, ...plain },
  ]);
});

test('pushes comparisons of declared columns and leaves the others local', async () => {
  const text =
    "SELECT Id FROM Tickets WHERE State = 'OPEN' AND 50 <= Id AND Note = 'note 1' AND Title LIKE 'G%e%'";
  expect(await requestsOf(text)).toEqual([
    {
      table: 'Tickets',
      columns: ['Id', 'Title', 'State', 'Note'],
      named: ['Id', 'Title', 'State', 'Note'],
      predicate: {
        kind: 'and',
        terms: [
          { kind: 'compare', column: 'Id', operator: '>=', value: { kind: 'number', text: '50' } },
          { kind: 'compare', column: 'Title', operator: 'prefix', value: { kind: 'text', text: 'G' } },
          { kind: 'compare', column: 'State', operator: '=', value: { kind: 'text', text: 'OPEN' } },
        ],
      },
      ...plain,
    },
  ]);
});

test.each(['G', 'Gr', 'ö', 'a~', '日'])(
  'pushes LIKE %j and more as a prefix, though DuckDB makes it a range',
  async (start) => {
    const text = `SELECT Id FROM Tickets WHERE Title LIKE '${start}%' AND Title <> 'x' AND Id > 3 ORDER BY CreatedOn LIMIT 9`;
    const [request] = await requestsOf(text);
    expect(request).toMatchObject({
      predicate: {
        terms: [{ column: 'Id' }, { column: 'Title', operator: 'prefix', value: { text: start } }],
      },
    });
  },
);

test.each([
  ['Harbor', '=', 'Harbor'],
  [String.raw`a\_b\%`, '=', 'a_b%'],
  [String.raw`a\_b%`, 'prefix', 'a_b'],
  ['%ö%', 'contains', 'ö'],
])('pushes LIKE %j with an escape, as drivers write patterns', async (pattern, operator, text) => {
  const [request] = await requestsOf(String.raw`SELECT Id FROM Tickets WHERE Title LIKE $1 ESCAPE '\'`, [
    pattern,
  ]);
  expect(request).toMatchObject({ predicate: { column: 'Title', operator, value: { text } } });
});

test('tells no digits of a column whose digits come with a numeric parameter', async () => {
  const { columns } = await prepare(bench, 'SELECT $1, $1 + 1, CAST($1 AS DECIMAL(9, 2))', [1700]);
  expect(columns?.map(({ typeOid, typeModifier }) => [typeOid, typeModifier])).toEqual([
    [1700, -1],
    [1700, -1],
    [1700, ((9 << 16) | 2) + 4],
  ]);
});

test('pushes values of parameters, numbers beyond 2^53 and microseconds without loss', async () => {
  const text = 'SELECT Id FROM Tickets WHERE Big = $1 AND CreatedOn > $2';
  const [request] = await requestsOf(text, ['9007199254740993', '2024-01-01 00:00:00.000001']);
  expect(request).toMatchObject({
    predicate: {
      terms: [
        { column: 'CreatedOn', value: { kind: 'timestamp', text: '2024-01-01T00:00:00.000001' } },
        { column: 'Big', value: { kind: 'number', text: '9007199254740993' } },
      ],
    },
  });
});

test('pushes a comparison of the day that a timestamp falls on', async () => {
  const days = "BETWEEN DATE '2024-01-01' AND DATE '2024-01-31'";
  const [request] = await requestsOf(`SELECT Id FROM Tickets WHERE CAST(CreatedOn AS DATE) ${days}`);
  const at = (text: string) => ({ kind: 'timestamp', text: `${text}T00:00:00.000000` });
  expect(request).toMatchObject({
    predicate: {
      kind: 'and',
      terms: [
        { column: 'CreatedOn', operator: '>=', value: at('2024-01-01') },
        { column: 'CreatedOn', operator: '<', value: at('2024-02-01') },
      ],
    },
  });
});

test.each([
  ['EXTRACT(YEAR FROM CreatedOn) = 2024', '>= 2024-01-01', '< 2025-01-01'],
  ['year(CreatedOn) < 2024', '< 2024-01-01'],
  ['2024 <= YEAR(CreatedOn)', '>= 2024-01-01'],
  ['YEAR(CAST(CreatedOn AS DATE)) > 2024', '>= 2025-01-01'],
  ['CAST(EXTRACT(YEAR FROM CreatedOn) AS INTEGER) BETWEEN 2023 AND 2024', '>= 2023-01-01', '< 2025-01-01'],
  ["date_part('year', CreatedOn) = 2024", '>= 2024-01-01', '< 2025-01-01'],
  ['YEAR(CreatedOn) IN (2024, 2023, 2025)', '>= 2023-01-01', '< 2026-01-01'],
  [
    'YEAR(CreatedOn) IN (2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026)',
    '>= 2018-01-01',
    '< 2027-01-01',
  ],
  ["CAST(CreatedOn AS DATE) = DATE '2024-01-31'", '>= 2024-01-31', '< 2024-02-01'],
  ["CAST(CreatedOn AS DATE) IN (DATE '2024-01-31', DATE '2024-02-01')", '>= 2024-01-31', '< 2024-02-02'],
  ["date_trunc('month', CreatedOn) = DATE '2024-02-01'", '>= 2024-02-01', '< 2024-03-01'],
  [
    "date_trunc('month', CreatedOn) IN (DATE '2024-02-01', DATE '2024-03-01')",
    '>= 2024-02-01',
    '< 2024-04-01',
  ],
  [
    "CAST(DATE_TRUNC('QUARTER', CAST(CreatedOn AS DATE)) AS DATE) = DATE '2024-04-01'",
    '>= 2024-04-01',
    '< 2024-07-01',
  ],
  ["CAST(date_trunc('week', CreatedOn) AS DATE) <= DATE '2024-01-01'", '< 2024-01-08'],
  [
    "CAST(CAST(CreatedOn AS DATE) AS TIMESTAMP) + to_days(CAST(-EXTRACT(DAY FROM CreatedOn) + 1 AS INTEGER)) = TIMESTAMP '2024-02-01'",
    '>= 2024-02-01',
    '< 2024-03-01',
  ],
  [
    "CAST(CreatedOn AS DATE) + to_days(CAST(-EXTRACT(DOY FROM CreatedOn) + 1 AS INTEGER)) >= TIMESTAMP '2024-01-01'",
    '>= 2024-01-01',
  ],
])('pushes %s as a range', async (condition, ...ends) => {
  const [request] = await requestsOf(`SELECT Id FROM Tickets WHERE ${condition}`);
  const terms = ends.map((end) => {
    const [operator, day] = end.split(' ');
    const value = { kind: 'timestamp', text: `${day}T00:00:00.000000` };
    return { kind: 'compare', column: 'CreatedOn', operator, value };
  });
  expect(request).toMatchObject({ predicate: terms.length === 1 ? terms[0] : { kind: 'and', terms } });
});

test.each([
  ["LEFT(State, 20) = 'OPEN'", 'State', '=', 'OPEN'],
  ["'OPEN' = LEFT(CAST(State AS VARCHAR), 5)", 'State', '=', 'OPEN'],
  ["LEFT(Title, 3) = 'Gat'", 'Title', 'prefix', 'Gat'],
])('pushes %s, whose beginning is all that is compared', async (condition, column, operator, text) => {
  const [request] = await requestsOf(`SELECT Id FROM Tickets WHERE ${condition}`);
  expect(request).toMatchObject({
    predicate: { kind: 'compare', column, operator, value: { kind: 'text', text } },
  });
});

test('pushes a list of which the beginnings are compared', async () => {
  const [request] = await requestsOf("SELECT Id FROM Tickets WHERE LEFT(State, 5) IN ('OPEN', 'NEW')");
  expect(request).toMatchObject({ predicate: { kind: 'or', terms: [{ operator: '=' }, { operator: '=' }] } });
});

test.each([
  "LEFT(State, 3) = 'OPEN'",
  "LEFT(State, 4) <> 'OPEN'",
  "LEFT(State, 5) > 'OPEN'",
  "LEFT(Title, -1) = 'Gat'",
])('keeps %s to itself', async (condition) => {
  const [request] = await requestsOf(`SELECT Id FROM Tickets WHERE ${condition}`);
  expect(request).toMatchObject({ predicate: null });
});

test.each([
  'MONTH(CreatedOn) = 2',
  "date_trunc('decade', CAST(CreatedOn AS DATE)) = DATE '2020-01-01'",
  'YEAR(CreatedOn) = 20240',
  'YEAR(CreatedOn) = Id',
  'YEAR(CreatedOn) % 2 = 0',
  'YEAR(Due) = 2024',
  'YEAR(TRY_CAST(Note AS TIMESTAMP)) = 2024',
  "CAST(CreatedOn AS DATE) + to_days(CAST(-EXTRACT(DAY FROM CreatedOn) + 2 AS INTEGER)) = DATE '2024-02-01'",
  "CAST(CreatedOn AS DATE) + to_days(CAST(EXTRACT(DAY FROM CreatedOn) + 1 AS INTEGER)) = DATE '2024-02-01'",
])('pushes nothing of %s', async (condition) => {
  await requestsOf(`SELECT Id FROM Tickets WHERE ${condition}`);
  expect(bench.source.requests).toMatchObject([{ predicate: null }]);
});

test('pushes a comparison with now()', async () => {
  const [request] = await requestsOf('SELECT Id FROM Tickets WHERE CreatedOn > now() - INTERVAL 7 DAY');
  expect(request).toMatchObject({
    predicate: { column: 'CreatedOn', operator: '>', value: { kind: 'timestamp' } },
  });
});

const list = (length: number): string => Array.from({ length }, (_, index) => index * 3).join(', ');

test('pushes a long IN as one list and a longer one not at all', async () => {
  const [short] = await requestsOf(`SELECT Id FROM Tickets WHERE Id IN (${list(150)})`);
  expect(short).toMatchObject({ predicate: { kind: 'in', column: 'Id' } });
  bench.source.requests.length = 0;
  const [long] = await requestsOf(`SELECT Id FROM Tickets WHERE Id IN (${list(500)})`);
  expect(long).toMatchObject({ predicate: null });
});

test('reads a table once, for all its uses', async () => {
  const requests = await requestsOf(
    "SELECT a.Id, b.Title FROM Tickets a JOIN Tickets b ON a.Id = b.OwnerId WHERE a.State = 'OPEN' AND b.Id < 9",
  );
  expect(requests).toEqual([
    {
      table: 'Tickets',
      columns: ['Id', 'Title', 'State', 'OwnerId'],
      named: ['Id', 'Title', 'State', 'OwnerId'],
      predicate: {
        kind: 'or',
        terms: [
          { kind: 'compare', column: 'State', operator: '=', value: { kind: 'text', text: 'OPEN' } },
          { kind: 'compare', column: 'Id', operator: '<', value: { kind: 'number', text: '9' } },
        ],
      },
      ...plain,
    },
  ]);
});

test.each([
  "SELECT t.*, p.Name FROM Tickets t JOIN People p ON p.Id = t.OwnerId WHERE t.State = 'OPEN' LIMIT 9",
  "SELECT t.*, p.Name FROM Tickets t LEFT JOIN People p ON p.Id = t.OwnerId WHERE t.State = 'OPEN' LIMIT 9",
  "SELECT t.Title FROM Tickets t JOIN (VALUES (1), (2)) v (OwnerId) USING (OwnerId) WHERE t.State = 'OPEN'",
  "SELECT t.Title, x.Name FROM Tickets t, LATERAL (SELECT Name FROM People p WHERE p.Id = t.OwnerId) x WHERE t.State = 'OPEN'",
])('pushes the filter of a plan that DuckDB runs but cannot show at first: %s', async (text) => {
  const requests = await requestsOf(text);
  expect(requests).toContainEqual(
    expect.objectContaining({
      table: 'Tickets',
      predicate: {
        kind: 'compare',
        column: 'State',
        operator: '=',
        value: { kind: 'text', text: 'OPEN' },
      },
    }),
  );
});

test('wants all rows of a table of which one use has no filter', async () => {
  const [request] = await requestsOf(
    "SELECT Id FROM Tickets WHERE State = 'OPEN' UNION ALL SELECT Id FROM Tickets",
  );
  expect(request).toMatchObject({ predicate: null });
});

test('pushes LIMIT only when no filter stays local', async () => {
  const [whole] = await requestsOf("SELECT Id + 1 FROM Tickets WHERE State = 'OPEN' LIMIT 3");
  expect(whole).toMatchObject({ limit: 3, order: null });
  bench.source.requests.length = 0;
  const [partly] = await requestsOf("SELECT Id FROM Tickets WHERE Note = 'note 1' LIMIT 3");
  expect(partly).toMatchObject({ limit: null });
});

test('pushes ORDER BY with LIMIT for sortable columns that are never NULL', async () => {
  const [pushed] = await requestsOf('SELECT Id FROM Tickets ORDER BY CreatedOn DESC, Title LIMIT 4 OFFSET 2');
  expect(pushed).toMatchObject({ order: { column: 'CreatedOn', descending: true }, limit: 6 });
  bench.source.requests.length = 0;
  const [local] = await requestsOf('SELECT Id FROM Tickets ORDER BY Title LIMIT 4');
  expect(local).toMatchObject({ order: null, limit: null });
});

test('asks for one row where only the greatest or the least value is wanted', async () => {
  const ofOne = [
    ["SELECT MAX(CreatedOn) AS newest FROM Tickets WHERE State = 'OPEN'", 'CreatedOn', true],
    ['SELECT COALESCE(MIN(Id), 0) + 1 FROM (SELECT Id FROM Tickets) t', 'Id', false],
  ] as const;
  for (const [sql, column, descending] of ofOne) {
    bench.source.requests.length = 0;
    expect((await requestsOf(sql))[0]).toMatchObject({ order: { column, descending }, limit: 1 });
  }
  const ofMore = [
    "SELECT MAX(Id) FROM Tickets WHERE Note = 'note 1'",
    'SELECT MAX(Id), MIN(Id) FROM Tickets',
    'SELECT MAX(Id) FILTER (Id < 5) FROM Tickets',
    'SELECT MAX(-Id) FROM Tickets',
    'SELECT MAX(Id, 2) FROM Tickets',
    'SELECT MAX(Title) FROM Tickets',
    'SELECT State, MAX(Id) FROM Tickets GROUP BY State',
    'SELECT MAX(Id) FROM Tickets GROUP BY ROLLUP (State)',
  ];
  for (const sql of ofMore) {
    bench.source.requests.length = 0;
    expect((await requestsOf(sql))[0]).toMatchObject({ order: null, limit: null });
  }
});

test('counts by the source only where every filter is exact', async () => {
  const [exact] = await requestsOf("SELECT COUNT(*) AS n FROM Tickets WHERE State = 'OPEN'");
  expect(exact).toMatchObject({ countOnly: true });
  bench.source.requests.length = 0;
  const [superset] = await requestsOf("SELECT COUNT(*) FROM Tickets WHERE Title LIKE 'G%'");
  expect(superset).toMatchObject({ countOnly: false });
  bench.source.requests.length = 0;
  const [more] = await requestsOf("SELECT COUNT(*), MAX(Id) FROM Tickets WHERE State = 'OPEN'");
  expect(more).toMatchObject({ countOnly: false });
});

test('explains what of ORDER BY and LIMIT stays with the statement, and why', async () => {
  const localOf = async (sql: string) => {
    const [row] = await (await prepare(bench, sql)).explain([], 0);
    return row?.local;
  };
  const sortable = 'ORDER BY Id LIMIT 3';
  expect(await localOf(`SELECT Id FROM Tickets ${sortable}`)).toEqual([]);
  expect(await localOf('SELECT Id FROM Tickets ORDER BY Note LIMIT 3')).toEqual([
    { what: 'ORDER BY and LIMIT', why: 'Bitbucket cannot put the rows into this order' },
  ]);
  expect((await localOf(`SELECT Id FROM Tickets WHERE Note = 'x' ${sortable}`))?.at(-1)).toEqual({
    what: 'ORDER BY and LIMIT',
    why: 'some filter stays local',
  });
  expect(await localOf('SELECT Id FROM Tickets ORDER BY Id')).toEqual([
    { what: 'ORDER BY', why: 'all rows are needed anyway' },
  ]);
  expect(await localOf('SELECT DISTINCT State FROM Tickets LIMIT 3')).toEqual([
    { what: 'LIMIT', why: 'all rows are needed first' },
  ]);
});

test('explains a filter that stays by its words', async () => {
  const filters: readonly (readonly [string, string])[] = [
    ["Note <> 'it''s'", "Note <> 'it''s'"],
    ["Note LIKE '%x%'", "Note LIKE '%x%'"],
    ["Note ILIKE '%x%'", 'Note ILIKE'],
    ["Note NOT ILIKE '%x%'", 'Note NOT ILIKE'],
    ["Note NOT LIKE '%x%'", 'a condition behind NOT'],
  ];
  for (const [sql, what] of filters) {
    const [row] = await (await prepare(bench, `SELECT Id FROM Tickets WHERE ${sql}`)).explain([], 0);
    expect(row?.local.map((each) => each.what)).toEqual([what]);
  }
});

test('explains the scan that Max Rows leaves', async () => {
  const asked: ScanRequest[] = [];
  const explain = bench.source.explain.bind(bench.source);
  bench.source.explain = (request) => {
    asked.push(request);
    return explain(request);
  };
  for (const sql of ['SELECT Id FROM Tickets', 'SELECT Id FROM Tickets ORDER BY Id DESC']) {
    const prepared = await prepare(bench, sql);
    bench.source.requests.length = 0;
    asked.length = 0;
    expect(await prepared.explain([], 3)).toMatchObject([{ local: [] }]);
    await select(bench, sql, [], { maxRows: 3 });
    expect(asked).toEqual(bench.source.requests);
    expect(asked).toMatchObject([{ limit: 4 }]);
  }
  bench.source.explain = explain;
});

test('explains a count by the source, unless the source has to read the rows', async () => {
  const prepared = await prepare(bench, 'SELECT COUNT(*) FROM Tickets');
  expect(await prepared.explain([], 0)).toMatchObject([{ execution: 'counted' }]);
  const explain = bench.source.explain.bind(bench.source);
  bench.source.explain = (request) => ({ ...explain(request), counts: false });
  expect(await prepared.explain([], 0)).toMatchObject([{ execution: 'loaded' }]);
  bench.source.explain = explain;
});

test.each([
  ['SELECT COUNT(1) FROM Tickets WHERE Id > 5', '55'],
  ['SELECT COUNT(Id) AS n FROM Tickets WHERE Id > 5', '55'],
  ['SELECT SUM(1) AS c FROM Tickets t HAVING COUNT(1) > 0', '60'],
  ['SELECT SUM(1) AS c, 2 AS d FROM Tickets t GROUP BY 2 HAVING COUNT(1) > 0', '60'],
  ['SELECT CAST(COUNT(*) AS INTEGER) + 1 FROM Tickets', '61'],
  ['SELECT COUNT(*), MAX(1) FROM (SELECT * FROM Tickets) t', '60'],
])('lets the source count for %s', async (text, first) => {
  for (const counts of [true, false]) {
    bench.source.hostility = { ...friendly, counts };
    bench.source.requests.length = 0;
    expect((await select(bench, text)).rows[0]?.[0]).toBe(first);
    expect(bench.source.requests).toEqual([expect.objectContaining({ countOnly: true, limit: null })]);
  }
});

test('streams a constant for each row that the source counts', async () => {
  expect((await select(bench, 'SELECT 7 FROM Tickets')).rows).toEqual(
    Array.from({ length: 60 }, () => ['7']),
  );
  expect(bench.source.requests).toMatchObject([{ countOnly: true }]);
});

test.each([
  ['SELECT MAX(1) AS m FROM (SELECT * FROM Tickets t) t', '1'],
  ['SELECT EXISTS (SELECT * FROM Tickets)', 'true'],
  ['SELECT 2 AS c FROM Tickets GROUP BY 1', '2'],
])('wants one row for %s', async (text, first) => {
  expect((await select(bench, text)).rows).toEqual([[first]]);
  expect(bench.source.requests).toMatchObject([{ countOnly: false, limit: 1 }]);
});

test.each([
  'SELECT COUNT(Title) FROM Tickets',
  'SELECT COUNT(DISTINCT Id) FROM Tickets',
  'SELECT COUNT(NULL) FROM Tickets WHERE Id > 3',
  "SELECT SUM(1) FROM Tickets WHERE State = 'OPEN'",
  'SELECT MAX(1) FROM Tickets a JOIN Tickets b ON a.Id = b.Id',
])('wants the rows for %s', async (text) => {
  await select(bench, text);
  expect(bench.source.requests).toMatchObject([{ countOnly: false, limit: null }]);
});

test('a LIMIT right above the table bounds the scan, whatever stands above', async () => {
  const [inner] = await requestsOf('SELECT t.Id FROM (SELECT * FROM Tickets LIMIT 5) t LIMIT 2000');
  expect(inner).toMatchObject({ limit: 5 });
  bench.source.requests.length = 0;
  const [grouped] = await requestsOf(
    "SELECT State, COUNT(*) FROM (SELECT * FROM Tickets WHERE Id > 9 ORDER BY CreatedOn LIMIT 5) t WHERE Note = 'x' GROUP BY State",
  );
  expect(grouped).toMatchObject({ limit: 5, order: { column: 'CreatedOn', descending: false } });
});

test('a LIMIT above another order than that of the table does not bound the scan', async () => {
  const sorted = '(SELECT * FROM Tickets ORDER BY CreatedOn)';
  const text = `SELECT t.Id FROM ${sorted} t ORDER BY t.Title, t.Id LIMIT 3`;
  expect(await requestsOf(text)).toMatchObject([{ limit: null }]);
  bench.source.requests.length = 0;
  expect(await requestsOf(`SELECT DISTINCT t.State FROM ${sorted} t LIMIT 3`)).toMatchObject([
    { limit: null },
  ]);
});

test('explains each scan without making it', async () => {
  const prepared = await prepare(
    bench,
    "SELECT t.Id FROM Tickets t JOIN People p ON p.Id = t.OwnerId WHERE t.State = $1 AND t.Note = 'x'",
  );
  expect(await prepared.explain(['OPEN'], 0)).toEqual([
    {
      schema: 'Information',
      table: 'Tickets',
      endpoint: '/sample/Tickets',
      sent: [],
      pushed: ['{"kind":"compare","column":"State","operator":"=","value":{"kind":"text","text":"OPEN"}}'],
      local: [{ what: "Note = 'x'", why: 'Bitbucket has no such filter' }],
      estimatedCalls: null,
      execution: 'loaded',
    },
    {
      schema: 'Information',
      table: 'People',
      endpoint: '/sample/People',
      sent: [],
      pushed: [],
      local: [],
      estimatedCalls: null,
      execution: 'loaded',
    },
  ]);
  expect(bench.source.requests).toEqual([]);
});

test.each([
  ['selec 1', SqlState.syntaxError, 1],
  ["SELECT 'größe 😀', nope FROM Tickets", SqlState.undefinedColumn, 19],
  ["SELECT 'größe 😀' FROM Nowhere", SqlState.undefinedTable, 23],
  ["SELECT 'größe 😀' FROM Tickets, Elsewhere.People", SqlState.undefinedTable, 32],
  ["SELECT 'größe 😀' FROM Tickets, People p WHERE p.nope = 1", SqlState.undefinedColumn, 47],
  ['SELECT Id FROM Tickets, People', SqlState.ambiguousColumn, 8],
  ['SELECT nofunction(Id) FROM Tickets', SqlState.undefinedFunction, 8],
  ['SELECT State, Id FROM Tickets GROUP BY State', SqlState.groupingError, 15],
  ['SELECT $1 + nope FROM Tickets', SqlState.undefinedColumn, 13],
  ["SELECT 'ö' fro m x y", SqlState.syntaxError, 16],
  ['SELECT * FROM Tickets TABLESAMPLE 10%', SqlState.featureNotSupported, undefined],
  ['SHOW TABLES', SqlState.featureNotSupported, undefined],
  ['DELETE FROM Tickets', SqlState.featureNotSupported, undefined],
])('refuses %j with %s at %s', async (text, sqlState, position) => {
  await expect(prepare(bench, text)).rejects.toMatchObject({ sqlState, position });
});

test.each([
  ['Ticket', 'Did you mean Tickets?'],
  ['Elsewhere.tickets', 'Tickets stands elsewhere'],
  ['Zebra', 'SELECT SchemaName, TableName FROM sys_tables lists the tables.'],
])('says of the unknown table %s: %s', async (name, hint) => {
  const refusal = prepare(bench, `SELECT * FROM ${name}`);
  await expect(refusal).rejects.toMatchObject({ hint: expect.stringContaining(hint) as unknown });
});

test('refuses functions that are not on the list', async () => {
  const functions = {
    isAllowedFunction: (name: string) => name !== 'upper',
    isAllowedTableFunction: () => false,
  };
  const strict = { ...bench, environment: { ...bench.environment, functions } };
  await expect(prepare(strict, 'SELECT UPPER(Title) FROM Tickets')).rejects.toMatchObject({
    sqlState: SqlState.undefinedFunction,
    position: 8,
  });
  await expect(prepare(strict, "SELECT * FROM read_csv('/etc/passwd')")).rejects.toMatchObject({
    sqlState: SqlState.featureNotSupported,
    position: 15,
  });
  await expect(prepare(strict, "SELECT * FROM '/etc/passwd'")).rejects.toMatchObject({
    sqlState: SqlState.undefinedTable,
  });
});

test('tells how the slug of a repository with a dot is written', async () => {
  await expect(prepare(bench, 'SELECT * FROM node."js-client".Tickets')).rejects.toMatchObject({
    sqlState: SqlState.undefinedTable,
    hint: expect.stringContaining('is written in quotes: "node.js-client".Tickets.') as string,
  });
});

test('fails as the statement fails when a value does not fit its parameter', async () => {
  await expect(select(bench, 'SELECT Id FROM Tickets WHERE Id = $1', ['x'])).rejects.toMatchObject({
    sqlState: SqlState.invalidTextRepresentation,
  });
  await expect(select(bench, 'SELECT Id FROM Tickets WHERE Id = $1', [])).rejects.toMatchObject({
    sqlState: SqlState.protocolViolation,
  });
});

test('takes arrays as parameters, and asks the API for their items', async () => {
  const any = 'SELECT Id FROM Tickets WHERE Id = ANY ($1) ORDER BY Id';
  expect((await prepare(bench, any)).parameterTypes).toEqual([1016]);
  expect((await prepare(bench, 'SELECT 1 FROM Tickets WHERE Title <> ALL ($1)')).parameterTypes).toEqual([
    1009,
  ]);
  const wanted = await requestsOf('SELECT Id FROM Tickets WHERE Id IN (1, 2) ORDER BY Id');
  bench.source.requests.length = 0;
  expect(await requestsOf(any, ['{1,2}'])).toEqual(wanted);
  expect((await select(bench, any, ['{2,1,NULL}'])).rows).toEqual([['1'], ['2']]);
  for (const nobody of ['{}', null]) expect((await select(bench, any, [nobody])).rows).toEqual([]);
  const constant = "SELECT Id FROM Tickets WHERE Id = ANY ('{1,2}'::bigint[]) AND Id = ANY (ARRAY[2, 3])";
  expect((await select(bench, constant)).rows).toEqual([['2']]);
  const all = 'SELECT count(*) FROM Tickets WHERE Id <> ALL ($1)';
  const count = 'SELECT count(*) FROM Tickets';
  expect((await select(bench, all, ['{}'])).rows).toEqual((await select(bench, count)).rows);
  const declared = { parameterTypes: [1007] };
  expect((await select(bench, 'SELECT $1 AS a, len($1) AS n', ['{7,NULL}'], declared)).rows).toEqual([
    ['[7, NULL]', '2'],
  ]);
});

test('describes arrays and intervals with the types that PostgreSQL has for them', async () => {
  const { columns } = await prepare(
    bench,
    "SELECT [1] AS a, ['x'] AS b, [DATE '2026-01-02'] AS c, INTERVAL '1 day' AS d, [[1]] AS e, [1.5] AS f",
  );
  expect(columns?.map(({ typeOid }) => typeOid)).toEqual([1007, 1009, 1182, 1186, 25, 1231]);
});

test('a parameter has the type that the statement casts it to', async () => {
  const prepared = await prepare(
    bench,
    'SELECT $2::text AS b, $3::timestamp without time zone, $4::double precision, $5::decimal(8, 2), CAST($6 AS SMALLINT) + 1 FROM Tickets WHERE Id = $1::INTEGER AND Title = ANY ($7::varchar[]) AND Id <> ALL ($8::int4[])',
  );
  expect(prepared.parameterTypes).toEqual([23, 1043, 1114, 701, 1700, 21, 1009, 1007]);
  expect((await select(bench, 'SELECT Id FROM Tickets WHERE Id = $1::INTEGER', ['2'])).rows).toEqual([['2']]);
  await expect(prepare(bench, 'SELECT $1::nothing')).rejects.toThrow('nothing');
});

test('a parameter may be the name of a unit', async () => {
  const unit =
    "SELECT date_trunc($1, CreatedOn) AS t, date_part($1, TIMESTAMP '2026-05-06') FROM Tickets LIMIT 1";
  expect((await prepare(bench, unit)).columns?.map(({ typeOid }) => typeOid)).toEqual([1114, 20]);
  expect((await select(bench, unit, ['month'])).rows[0]?.[1]).toBe('5');
  await expect(select(bench, unit, ['nothing'])).rejects.toThrow('nothing');
  await expect(prepare(bench, 'SELECT date_trunc($1, Titel) FROM Tickets')).rejects.toMatchObject({
    sqlState: '42703',
  });
});

test('a regular expression matches a part of the text, in any case with a star', async () => {
  const of = async (condition: string, values: readonly string[] = []): Promise<unknown> =>
    (
      await select(
        bench,
        `SELECT Id FROM (VALUES (1, 'Fix berths'), (2, 'fix')) t(Id, x) WHERE ${condition}`,
        values,
      )
    ).rows;
  expect(await of("x ~ 'erth'")).toEqual([['1']]);
  expect(await of("x ~ '^fix'")).toEqual([['2']]);
  expect(await of("x ~* '^FIX' AND x !~ 's$'")).toEqual([['2']]);
  expect(await of('x ~ $1 AND x !~* $2', ['ix', 'BERTH'])).toEqual([['2']]);
  expect(await of("x ~ 'a|x$'")).toEqual([['2']]);
});
