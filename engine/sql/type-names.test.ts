import { expect, it } from 'vitest';
import { normalise } from './normalise.ts';

it.each([
  ['SELECT CAST(Id AS FLOAT)', 'SELECT CAST(Id AS DOUBLE)'],
  [
    'SELECT Id::float, x::float[] , CAST(x AS float[])',
    'SELECT Id::DOUBLE, x::DOUBLE[] , CAST(x AS DOUBLE[])',
  ],
  [
    'SELECT a::numeric, CAST(a AS decimal), a::numeric[], a::dec, a::numeric(5, 2), CAST(a AS DECIMAL(9))',
    'SELECT a::DECIMAL(38, 10), CAST(a AS DECIMAL(38, 10)), a::DECIMAL(38, 10)[], a::DECIMAL(38, 10), a::numeric(5, 2), CAST(a AS DECIMAL(9))',
  ],
  [
    "SELECT 'a'::name, CAST(a AS name) AS name, a AS name",
    "SELECT 'a'::VARCHAR, CAST(a AS VARCHAR) AS name, a AS name",
  ],
  [
    'SELECT a::timestamptz(3), CAST(a AS TIMESTAMP(0) WITH TIME ZONE), a::timestamp(3), timestamptz(3)',
    'SELECT a::timestamptz, CAST(a AS TIMESTAMP WITH TIME ZONE), a::timestamp(3), timestamptz(3)',
  ],
  ["SELECT '{}'::jsonb, TRY_CAST((a) AS jsonb)", "SELECT '{}'::JSON, TRY_CAST((a) AS JSON)"],
  [
    'SELECT a AS float, CAST(a AS REAL), float FROM t AS jsonb',
    'SELECT a AS float, CAST(a AS REAL), float FROM t AS jsonb',
  ],
  ['SELECT CAST(a AS FLOAT(24)) AS float', 'SELECT CAST(a AS FLOAT(24)) AS float'],
  [
    'SELECT a::numeric, CAST(b AS decimal), c::DECIMAL(5, 1)[], CAST(d AS NUMERIC(9))',
    'SELECT a::DECIMAL(38, 10), CAST(b AS DECIMAL(38, 10)), c::DECIMAL(5, 1)[], CAST(d AS NUMERIC(9))',
  ],
  ['SELECT (SELECT a AS float)', 'SELECT (SELECT a AS float)'],
  [
    String.raw`SELECT '\x00fF'::bytea, E'\\x0a'::bytea, '\x'::bytea`,
    String.raw`SELECT '\x00\xfF'::bytea, '\x0a'::bytea, ''::bytea`,
  ],
  [String.raw`SELECT '\x0'::bytea, '\x00fF'::text`, String.raw`SELECT '\x0'::bytea, '\x00fF'::text`],
  ['SELECT json_agg(a), JSONB_BUILD_OBJECT(a, b)', 'SELECT to_json(list(a)), json_object(a, b)'],
])('%s', (sql, expected) => {
  expect(normalise(sql).text).toBe(expected);
});

it.each([
  [
    'SELECT * FROM current_schema()',
    'SELECT * FROM (SELECT current_schema()) AS "current_schema"("current_schema")',
  ],
  [
    'SELECT * FROM Current_Database ( );',
    'SELECT * FROM (SELECT Current_Database()) AS "current_database"("current_database")',
  ],
  ['SELECT * FROM current_schema', 'SELECT * FROM current_schema'],
  ['SELECT * FROM nothing()', 'SELECT * FROM nothing()'],
])('%s in FROM', (sql, expected) => {
  expect(normalise(sql).text).toBe(expected);
});
