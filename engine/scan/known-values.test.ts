import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CellValue } from '../catalog/table.ts';
import type { Predicate } from '../plan/scan-request.ts';
import { whereKnown, withoutColumns } from './known-values.ts';
import { both, compare, either, number, text } from './test-support/predicates.ts';
import { truth } from './test-support/sql-truth.ts';

const values = ['a', 'A', 'ä', 'z', '😀', '\uffff'];
const columns = ['Slug', 'Key', 'Name'];
const value = fc.constantFrom(...values);
const column = fc.constantFrom(...columns);

const { predicate } = fc.letrec<{ predicate: Predicate }>((tie) => ({
  predicate: fc.oneof(
    { maxDepth: 3 },
    fc
      .tuple(column, fc.constantFrom('=', '<>', 'contains', 'prefix'), value)
      .map(([name, operator, constant]) => compare(name, operator as '=', text(constant))),
    fc
      .tuple(column, fc.array(value, { maxLength: 3 }))
      .map(([name, list]): Predicate => ({ kind: 'in', column: name, values: list.map(text) })),
    fc
      .tuple(column, fc.boolean())
      .map(([name, negated]): Predicate => ({ kind: 'null', column: name, negated })),
    fc
      .tuple(
        fc.constantFrom('and' as const, 'or' as const),
        fc.array(tie('predicate'), { minLength: 1, maxLength: 3 }),
      )
      .map(([kind, terms]): Predicate => ({ kind, terms })),
  ),
}));

const row = fc.record({ Slug: value, Key: fc.option(value), Name: fc.option(value) });
const isTrue = (found: Predicate | boolean, cell: (name: string) => CellValue): boolean =>
  typeof found === 'boolean' ? found : truth(found, cell) === true;

describe('a predicate with known values', () => {
  it('is true for the same rows, and says nothing of those columns any more', () => {
    fc.assert(
      fc.property(predicate, row, (whole, cells) => {
        const cell = (name: string): CellValue => cells[name as keyof typeof cells];
        const left = whereKnown(
          whole,
          new Map([
            ['Slug', cells.Slug],
            ['Key', cells.Key],
          ]),
        );
        expect(isTrue(left, cell)).toBe(truth(whole, cell) === true);
        expect(JSON.stringify(left)).not.toMatch(/"column":"(Slug|Key)"/);
      }),
    );
  });

  it('compares numbers by value', () => {
    const known = new Map([['Id', '9007199254740993']]);
    expect(whereKnown(compare('Id', '=', number(3)), new Map([['Id', '3.0']]))).toBe(true);
    expect(whereKnown(compare('Id', '>', { kind: 'number', text: '9007199254740992' }), known)).toBe(true);
    expect(whereKnown(compare('Id', '<', number(10)), new Map([['Id', '9']]))).toBe(true);
  });

  it('leaves the other arms of an OR', () => {
    const name = compare('Name', '=', text('a'));
    const slug = compare('Slug', '=', text('b'));
    expect(whereKnown(either(slug, name), new Map([['Slug', 'a']]))).toEqual(name);
    expect(whereKnown(both(slug, name), new Map([['Slug', 'a']]))).toBe(false);
    expect(whereKnown(null, new Map())).toBe(true);
  });
});

describe('a predicate without some columns', () => {
  it('is true for every row that the whole is true for', () => {
    fc.assert(
      fc.property(predicate, row, (whole, cells) => {
        const cell = (name: string): CellValue => cells[name as keyof typeof cells];
        const left = withoutColumns(whole, new Set(['Slug', 'Key']));
        if (truth(whole, cell) === true && left !== null) expect(truth(left, cell)).toBe(true);
        expect(JSON.stringify(left)).not.toMatch(/"column":"(Slug|Key)"/);
      }),
    );
  });
});
