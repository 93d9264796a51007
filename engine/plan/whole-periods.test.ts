/** The instants of periods, beside what DuckDB itself makes of timestamps around their ends. */
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Step } from './filter-subject.ts';
import type { Constant } from './scan-request.ts';
import { wholePeriods, type Sign } from './whole-periods.ts';

let instance: DuckDBInstance;
let connection: DuckDBConnection;

beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  // It takes NULL for a row where the constant begins no period.
  await connection.run('PRAGMA disable_optimizer');
  // Days of leap years and around 1970, at their edges.
  await connection.run(`CREATE TABLE moments AS
    SELECT d + to_microseconds(offs) AS x
    FROM (SELECT unnest(generate_series(TIMESTAMP '1969-12-20', TIMESTAMP '1970-01-12', INTERVAL 1 DAY)) AS d
          UNION ALL SELECT unnest(generate_series(TIMESTAMP '2000-02-25', TIMESTAMP '2000-03-03', INTERVAL 1 DAY))
          UNION ALL SELECT unnest(generate_series(TIMESTAMP '2023-12-20', TIMESTAMP '2025-01-10', INTERVAL 1 DAY))),
         (SELECT unnest([-1, 0, 1, 43200000001]) AS offs)
    UNION ALL SELECT NULL`);
});

afterAll(() => {
  connection.closeSync();
  instance.closeSync();
});

const constants: readonly string[] = [
  '1969-12-31 23:59:59.999999',
  '1970-01-01 00:00:00',
  '1970-01-05 00:00:00',
  '2000-02-28 00:00:00.000001',
  '2000-02-29 00:00:00',
  '2024-01-01 00:00:00',
  '2024-02-29 12:00:00.000001',
  '2024-10-01 00:00:00',
  '2024-12-30 00:00:00',
];

const constant = (text: string, kind: Constant['kind']): Constant => {
  if (kind === 'number') return { kind, text: text.slice(0, 4) };
  if (kind === 'date') return { kind, text: text.slice(0, 10) };
  return { kind, text: `${text.replace(' ', 'T')}${text.includes('.') ? '' : '.000000'}` };
};

const units = ['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'] as const;

const cases: readonly (readonly [sql: string, kind: Constant['kind'], steps: readonly Step[]])[] = [
  ['CAST(x AS DATE)', 'date', ['date']],
  ['year(x)', 'number', ['number of year']],
  ['year(CAST(x AS DATE))', 'number', ['date', 'midnight', 'number of year']],
  ['year(CAST(x AS TIMESTAMPTZ))', 'number', ['number of year']],
  ['CAST(x + to_days(CAST(-day(x) + 1 AS INTEGER)) AS DATE)', 'date', ['month', 'date']],
  [
    'CAST(x AS DATE) + to_days(CAST(-dayofyear(x) + 1 AS INTEGER))',
    'timestamp',
    ['date', 'midnight', 'year'],
  ],
  ["date_trunc('week', CAST(x AS TIMESTAMPTZ))", 'timestamp', ['week']],
  ["date_trunc('month', CAST(x AS TIMESTAMPTZ))", 'timestamp', ['month']],
  ...units.flatMap((unit) => [
    [`date_trunc('${unit}', x)`, 'timestamp', [unit]] as const,
    [`CAST(date_trunc('${unit}', x) AS DATE)`, 'date', [unit, 'date']] as const,
    [`date_trunc('${unit}', CAST(x AS DATE))`, 'timestamp', ['date', 'midnight', unit]] as const,
  ]),
];

const types = { number: 'BIGINT', date: 'DATE', timestamp: 'TIMESTAMP', text: 'VARCHAR', boolean: 'BOOLEAN' };
const signs: readonly Sign[] = ['=', '<>', '<', '<=', '>', '>='];

test.each(cases)('%s keeps the rows that its range keeps', async (sql, kind, steps) => {
  const checks = constants.flatMap((text) =>
    signs.map((sign) => {
      const value = constant(text, kind);
      const periods = wholePeriods(steps, sign, value);
      if (periods === null) throw new Error(`Nothing is said of ${sign} ${text}.`);
      const range = periods.comparisons
        .map((each) => `x ${each.sign} TIMESTAMP '${each.value.text}'`)
        .join(` ${periods.joined} `);
      const wanted = `${sql} ${sign} CAST('${value.text}' AS ${types[kind]})`;
      return `SELECT '${sign} ${text}' AS what FROM moments WHERE ((${wanted}) IS TRUE) <> ((${range}) IS TRUE)`;
    }),
  );
  const result = await connection.runAndReadAll(checks.join(' UNION ALL '));
  expect(result.getRows()).toEqual([]);
});

test.each([
  [['number of year'], { kind: 'number', text: '0' }],
  [['number of year'], { kind: 'number', text: '9999' }],
  [['number of year'], { kind: 'number', text: '-5' }],
  [['number of year'], { kind: 'number', text: '2024.5' }],
  [['number of year'], { kind: 'text', text: '2024' }],
  [['date'], { kind: 'date', text: '9999-12-31' }],
  [['month'], { kind: 'date', text: '2024-01-01' }],
] as const)('says nothing of %j = %j', (steps, value) => {
  expect(wholePeriods(steps, '=', value)).toBeNull();
});
