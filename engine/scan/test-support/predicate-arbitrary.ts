/** Random predicates over the columns of a table, with values that some of its rows have. */
import * as fc from 'fast-check';
import { isToldWhenNamed } from '../../plan/told-when-named.ts';
import type { ColumnDef, TableDef } from '../../catalog/table.ts';
import type { Predicate } from '../../plan/scan-request.ts';
import { constantOf } from './filter-cases.ts';
import type { PlainRow } from './plain-rows.ts';

const ordered = ['=', '<>', '<', '<=', '>', '>='] as const;
const textual = [...ordered, 'contains', 'prefix'] as const;

export function predicatesOver(table: TableDef, rows: readonly PlainRow[]): fc.Arbitrary<Predicate> {
  // Columns that can be filtered come up as often as all others together.
  const all = table.columns.filter((column) => column.type !== 'JSON' && !isToldWhenNamed(column));
  const filtered = all.filter(({ filter }) => filter !== undefined);
  const leaf = fc.oneof(
    ...[all, ...(filtered.length === 0 ? [] : [filtered])].map((some) => leafOf(some, rows)),
  );
  const group = fc.record({
    kind: fc.constantFrom('and' as const, 'or' as const),
    terms: fc.array(leaf, { minLength: 2, maxLength: 3 }),
  });
  const nested = fc.record({
    kind: fc.constantFrom('and' as const, 'or' as const),
    terms: fc.tuple(group, leaf).map((terms): readonly Predicate[] => terms),
  });
  return fc.oneof(
    { weight: 4, arbitrary: leaf },
    { weight: 2, arbitrary: group },
    { weight: 1, arbitrary: nested },
  );
}

function leafOf(columns: readonly ColumnDef[], rows: readonly PlainRow[]): fc.Arbitrary<Predicate> {
  return fc.constantFrom(...columns).chain((column): fc.Arbitrary<Predicate> => {
    const { name, type } = column;
    const nullity = fc.boolean().map((negated): Predicate => ({ kind: 'null', column: name, negated }));
    const values = [...new Set(rows.flatMap((row) => row[name] ?? []))];
    if (values.length === 0) return nullity;
    const isText = type === 'VARCHAR';
    const value = fc
      .tuple(fc.constantFrom(...values), fc.nat(9))
      .map(([one, change]) => constantOf(type, isText && change === 0 ? one.toUpperCase() : one));
    const operators = isText ? textual : type === 'BOOLEAN' ? (['=', '<>'] as const) : ordered;
    const compared = fc
      .record({ operator: fc.constantFrom(...operators), value, from: fc.nat(5), length: fc.nat(6) })
      .map(({ operator, value: whole, from, length }): Predicate => {
        const start = operator === 'contains' ? from : 0;
        const isPart = operator === 'contains' || operator === 'prefix';
        const text = isPart
          ? Array.from(whole.text)
              .slice(start, start + length + 1)
              .join('')
          : whole.text;
        return { kind: 'compare', column: name, operator, value: { ...whole, text } };
      });
    const listed = fc
      .array(value, { minLength: 1, maxLength: 5 })
      .map((list): Predicate => ({ kind: 'in', column: name, values: list }));
    return fc.oneof({ weight: 4, arbitrary: compared }, { weight: 2, arbitrary: listed }, nullity);
  });
}
