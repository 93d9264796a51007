import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isSoundPattern, likeShape } from './like-pattern.ts';

describe('a pattern with an escape', () => {
  it.each([
    ['Information', '=', 'Information', true],
    [String.raw`sys\_tables`, '=', 'sys_tables', true],
    [String.raw`100\%\\`, '=', '100%\\', true],
    [String.raw`sys\_%`, 'prefix', 'sys_', true],
    [String.raw`%a\%b%%`, 'contains', 'a%b', true],
    ['a_b', 'prefix', 'a', false],
    [String.raw`%a\_`, 'contains', 'a_', false],
    ['%b_longer%', 'contains', 'longer', false],
    ['_a%', 'contains', 'a', false],
  ] as const)('%s is %s %s', (pattern, operator, text, whole) => {
    expect(likeShape(pattern, '\\')).toEqual({ operator, text, whole });
  });

  it.each(['%', '_%', '', 'a\\'])('%j says nothing that could be looked for', (pattern) => {
    expect(likeShape(pattern, '\\')).toBeNull();
  });

  it('is not understood where the escape is a wildcard', () => {
    expect(likeShape('a%%b', '%')).toBeNull();
  });
});

describe('beside DuckDB', () => {
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

  it('keeps every row that LIKE keeps, and no other where it is whole', async () => {
    const letters = (...characters: readonly string[]) =>
      fc.array(fc.constantFrom(...characters), { maxLength: 6 }).map((all) => all.join(''));
    await fc.assert(
      fc.asyncProperty(
        letters('a', 'B', 'ö', '%', '%', '_', '!', '\\'),
        fc.array(letters('a', 'B', 'ö', '%', '_', '!', '\\'), { minLength: 1, maxLength: 8 }),
        fc.constantFrom('\\', '!', '%', ''),
        async (pattern, texts, escape) => {
          const shape = likeShape(pattern, escape);
          if (shape === null && !isSoundPattern(pattern, escape)) return;
          const literal = (text: string): string => `'${text}'`;
          const matches = texts.map(
            (text) => `${literal(text)} LIKE ${literal(pattern)} ESCAPE ${literal(escape)}`,
          );
          const [row = []] = (await connection.runAndReadAll(`SELECT ${matches.join(', ')}`)).getRows();
          if (shape === null) return;
          texts.forEach((text, index) => {
            const kept = compares(shape, text);
            if (row[index] === true || shape.whole) expect(kept, text).toBe(row[index]);
          });
        },
      ),
      { numRuns: 200 },
    );
  });
});

it.each([
  ['', '\\', true],
  ['%', '\\', true],
  ['a\\%', '\\', true],
  ['a\\', '\\', false],
  ['a\\', '', true],
  ['a', '%', false],
])('%j with the escape %j is one that no row makes fail: %s', (pattern, escape, sound) => {
  expect(isSoundPattern(pattern, escape)).toBe(sound);
});

function compares(
  { operator, text: wanted }: NonNullable<ReturnType<typeof likeShape>>,
  text: string,
): boolean {
  if (operator === '=') return text === wanted;
  return operator === 'prefix' ? text.startsWith(wanted) : text.includes(wanted);
}
