import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { likeShape } from './like-pattern.ts';

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
          if (shape === null) return;
          const literal = (text: string): string => `'${text}'`;
          const matches = texts.map(
            (text) => `${literal(text)} LIKE ${literal(pattern)} ESCAPE ${literal(escape)}`,
          );
          const [row = []] = (await connection.runAndReadAll(`SELECT ${matches.join(', ')}`)).getRows();
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

function compares(
  { operator, text: wanted }: NonNullable<ReturnType<typeof likeShape>>,
  text: string,
): boolean {
  if (operator === '=') return text === wanted;
  return operator === 'prefix' ? text.startsWith(wanted) : text.includes(wanted);
}
