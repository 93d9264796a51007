import { expect, it } from 'vitest';
import { parameterPlaces } from './parameters.ts';

const castTo = (sql: string): unknown => parameterPlaces(sql)[0]?.castTo ?? null;

it.each([
  ['$1::bigint = x', 'bigint'],
  ['$1 :: "int4"::text', '"int4"'],
  ['$1::double precision', 'double precision'],
  ['$1::timestamp (3) with time zone AND x', 'timestamp (3) with time zone'],
  ['$1::time without time zone', 'time without time zone'],
  ['$1::character varying(20)', 'character varying(20)'],
  ['$1::numeric(8, 2)[]', 'numeric(8, 2)[]'],
  ['$1::interval day', 'interval'],
  ['CAST($1 AS DOUBLE PRECISION)', 'DOUBLE PRECISION'],
  ['CAST( $1 AS numeric(8,2) )', 'numeric(8,2)'],
])('%s', (sql, type) => {
  expect(castTo(sql)).toBe(type);
});

it.each([
  '$1',
  '$1 AS bigint',
  '($1 + 1)::bigint',
  'CAST($1 + 1 AS bigint)',
  'f($1 AS x)',
  '$1::',
  "'$1::bigint'",
  'CAST($1 AS',
])('%s is no cast of a parameter', (sql) => {
  expect(castTo(sql)).toBeNull();
});
