import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { reservedKeywords, otherKeywords } from './keywords.ts';
import { normalise } from './normalise.ts';
import type { NormalisedStatement } from './statement.ts';

let instance: DuckDBInstance;
let connection: DuckDBConnection;

beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:');
  connection = await instance.connect();
});

afterAll(() => {
  connection.closeSync();
  instance.closeSync();
});

/** DuckDB's own tree without the places in the text, or null where it does not parse. */
async function treeOf(text: string): Promise<string | null> {
  const reader = await connection.runAndReadAll('SELECT json_serialize_sql($1::VARCHAR)', [text]);
  const tree = reader.getRowsJson()[0]?.[0];
  if (typeof tree !== 'string' || tree.startsWith('{"error":true')) return null;
  return tree.replaceAll(/"query_location":\d+/g, '');
}

const anyKeyword = fc.constantFrom(...reservedKeywords, ...otherKeywords);
const type = fc.constantFrom(
  'DOUBLE PRECISION',
  'TIME WITH TIME ZONE',
  'CHARACTER VARYING',
  'DECIMAL(3,1)',
  'INTEGER[]',
  'STRUCT(a INTEGER, value VARCHAR)',
);
const operator = fc.constantFrom('+', '=', 'AND', '||', 'IS DISTINCT FROM', 'GLOB');
const postfix = fc.constantFrom(
  'ISNULL',
  'NOTNULL',
  'IS NULL',
  'IS UNKNOWN',
  'COLLATE nocase',
  "AT TIME ZONE 'UTC'",
);
const unit = fc.constantFrom('DAY', 'YEAR', 'HOURS', 'MONTH', 'MILLENNIA', 'MICROSECONDS');
const leaf = fc.oneof(
  fc.constantFrom(
    'a',
    't.b',
    "'s'",
    '1',
    'NULL',
    '"q"',
    'TRUE',
    '$1',
    'current_date',
    '[1, 2]',
    'sum(a) OVER w',
  ),
  fc.constantFrom('value', 'name', 'day', 'type', 'key', 'year', 'user', 'text', 'data'),
  fc.tuple(fc.constantFrom("'5'", '5', '(a)'), unit).map(([amount, of]) => `INTERVAL ${amount} ${of}`),
);

const { query } = fc.letrec<{
  expression: string;
  item: string;
  source: string;
  core: string;
  query: string;
}>((tie) => {
  const one = tie('expression');
  return {
    expression: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'expression' },
      leaf,
      fc.tuple(one, operator, one).map(([a, op, b]) => `(${a} ${op} ${b})`),
      fc.tuple(one, postfix).map(([a, rest]) => `${a} ${rest}`),
      fc.tuple(one, type).map(([a, to]) => `${a}::${to}`),
      fc.tuple(one, type).map(([a, to]) => `CAST(${a} AS ${to})`),
      fc.tuple(one, one).map(([a, b]) => `CASE WHEN ${a} THEN ${b} END`),
      fc.tuple(one, one).map(([a, b]) => `sum(${a}) OVER (PARTITION BY ${b} ORDER BY ${a})`),
      fc.tuple(one, one).map(([a, b]) => `{'k': ${a}, value: ${b}}`),
      fc.tuple(one, one).map(([a, b]) => `MAP {${a}: ${b}}`),
      one.map((a) => `EXTRACT(year FROM ${a})`),
      one.map((a) => `count(*) FILTER (WHERE ${a})`),
      tie('query').map((inner) => `(${inner})`),
    ),
    item: fc.oneof(
      one,
      fc.tuple(one, anyKeyword).map(([a, alias]) => `${a} AS ${alias}`),
      fc.tuple(one, fc.constantFrom('foo', '"q r"')).map(([a, alias]) => `${a} ${alias}`),
      fc.constantFrom(
        '*',
        't.*',
        '* EXCLUDE a',
        '* EXCLUDE (a, b)',
        '* REPLACE (a AS b)',
        '* RENAME (a AS value)',
      ),
    ),
    source: fc.oneof(
      { maxDepth: 2, depthIdentifier: 'source' },
      fc.constantFrom('', ' FROM t', ' FROM t value', ' FROM t JOIN u USING (a)', ' FROM range(3) r(i)'),
      tie('query').map((inner) => ` FROM (${inner}) x`),
    ),
    core: fc
      .tuple(
        fc.constantFrom('', 'DISTINCT ', 'ALL ', 'DISTINCT ON (a) '),
        fc.array(tie('item'), { minLength: 1, maxLength: 3 }),
        tie('source'),
        fc.oneof(
          fc.constant(''),
          one.map((a) => ` WHERE ${a}`),
        ),
      )
      .map(([head, items, from, where]) => `SELECT ${head}${items.join(', ')}${from}${where}`),
    query: fc
      .tuple(
        tie('core'),
        fc.oneof(
          fc.constant(''),
          tie('core').map((next) => ` UNION ALL BY NAME ${next}`),
        ),
        fc.constantFrom('', ' ORDER BY 1 DESC', ' LIMIT 1', ' OFFSET 1 ROWS FETCH NEXT 2 ROWS ONLY'),
      )
      .map((parts) => parts.join('')),
  };
});

/** With its columns' names as aliases; the mark tells them from those that are written. */
function withNames({ text, names }: NormalisedStatement): string {
  return names.reduceRight(
    (sql, { offset, name }) => `${sql.slice(0, offset)} AS "${name}~"${sql.slice(offset)}`,
    text,
  );
}

const withoutNames = (tree: string | null): string | null =>
  tree?.replaceAll(/"alias":"[^"]*~"/g, '"alias":""') ?? null;

it('leaves to a statement of DuckDB the meaning that it has, with the names of its columns, too', async () => {
  let parsed = 0;
  await fc.assert(
    fc.asyncProperty(query, async (text) => {
      const tree = await treeOf(text);
      if (tree === null) return;
      parsed++;
      const statement = normalise(text);
      expect([text, await treeOf(statement.text)]).toEqual([text, tree]);
      const named = withNames(statement);
      expect([named, withoutNames(await treeOf(named))]).toEqual([named, tree]);
    }),
    { numRuns: 600 },
  );
  expect(parsed).toBeGreaterThan(150);
});
