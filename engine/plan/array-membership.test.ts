import { describe, expect, it } from 'vitest';
import { membershipEdits } from './array-membership.ts';
import { arrayParameters, parameterEdits, parameterPlaces } from './parameters.ts';
import { splice } from './splice.ts';

const rewritten = (sql: string): string => splice(sql, membershipEdits(sql)).text;

describe('arrays that stand in the statement', () => {
  it.each([
    ['a = ANY (ARRAY[1, 2])', 'a IN (1, 2)'],
    ["a = ANY(ARRAY['x', $1, f(b[1])])", "a IN ('x', $1, f(b[1]))"],
    ['a <> ALL (ARRAY[1]) AND b', 'a NOT IN (1) AND b'],
    ['a != all(array[1])', 'a NOT IN (1)'],
    ["a = SOME ('{1,NULL}')", "a IN ('1', NULL)"],
    [`a = ANY ('{"it''s",b c}'::text[])`, "a IN ('it''s'::text, 'b c'::text)"],
    ["a = ANY ('{1.5}'::numeric(5, 2)[])", "a IN ('1.5'::numeric(5, 2))"],
    ["a = ANY ('{}')", 'a IN (SELECT NULL WHERE false)'],
    ["a <> ALL ('{}'::int[])", 'a NOT IN (SELECT NULL::int WHERE false)'],
  ])('%s', (sql, expected) => {
    expect(rewritten(`SELECT 1 FROM t WHERE ${sql}`)).toBe(`SELECT 1 FROM t WHERE ${expected}`);
  });

  it.each([
    'a = ANY (SELECT b FROM u)',
    'a = ANY (b)',
    'a = ANY (ARRAY[1]::bigint[])',
    'a = ANY (ARRAY[1] || b)',
    'a = ANY (ARRAY[])',
    'a = ALL (ARRAY[1])',
    'a <> ANY (ARRAY[1])',
    'a <= ANY (ARRAY[1])',
    'a >= ALL (ARRAY[1])',
    'a = ANY ($1)',
    "a = ANY ('{{1},{2}}')",
    "a = ANY ('x')",
    "'a = ANY (ARRAY[1])'",
    'any_value(a) = b',
  ])('%s is left', (sql) => {
    expect(rewritten(sql)).toBe(sql);
  });
});

describe('parameters', () => {
  const placed = (sql: string, types: readonly (string | undefined)[], values: readonly (string | null)[]) =>
    splice(sql, parameterEdits(parameterPlaces(sql), types, values)).text;

  it('a membership is written with its values', () => {
    const sql = 'a = ANY ($1) AND b <> ALL($2::text[]) AND c = $3';
    expect(placed(sql, ['BIGINT[]', 'VARCHAR[]', 'BIGINT'], ['{1,NULL}', `{"it's"}`, '3'])).toBe(
      "a IN (CAST('1' AS BIGINT), CAST(NULL AS BIGINT)) AND b NOT IN (CAST('it''s' AS VARCHAR)::text) AND c = CAST('3' AS BIGINT)",
    );
    expect(placed('a = ANY ($1)', ['BIGINT[]'], [null])).toBe('a IN (CAST(NULL AS BIGINT))');
    expect(placed('a = ANY ($1)', ['BIGINT[]'], ['{}'])).toBe('a IN (SELECT NULL WHERE false)');
  });

  it('open it is compared as an item would be, so that its type shows', () => {
    expect(placed('a = ANY ($1) AND b <> ALL ($2::text[]) AND c > $3', [], [])).toBe(
      'a = $1 AND b <> $2::text AND c > $3',
    );
    expect([...arrayParameters(parameterPlaces('a = ANY ($2) AND b = $1'))]).toEqual([2]);
  });

  it('elsewhere an array is a list', () => {
    expect(placed('SELECT unnest($1)', ['BIGINT[]'], ['{1,2}'])).toBe(
      "SELECT unnest(CAST([CAST('1' AS BIGINT), CAST('2' AS BIGINT)] AS BIGINT[]))",
    );
    expect(placed('SELECT $1', ['NUMERIC[]'], ['{1.25}'])).toBe("SELECT [CAST('1.25' AS DECIMAL(3, 2))]");
    expect(placed('SELECT $1', ['NUMERIC[]'], ['{}'])).toBe('SELECT CAST([] AS NUMERIC[])');
  });

  it('what is no array, or has several dimensions, is refused', () => {
    for (const value of ['1', '{{1},{2}}', '{1', '']) {
      expect(() => placed('a = ANY ($1)', ['BIGINT[]'], [value])).toThrow(
        expect.objectContaining({ sqlState: '22000' }),
      );
    }
  });
});
