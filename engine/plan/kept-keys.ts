/** The keys that drive a scan, as SQL over the tables that are loaded already, and as a predicate of the scan. */
import type { ColumnDef, TableDef } from '../catalog/table.ts';
import { quoteIdentifier, quoteLiteral } from '../store/quote.ts';
import { storeCatalog } from '../store/store.ts';
import type { KeptRows, Partner } from './driven-scans.ts';
import { constantKinds } from './comparison-offer.ts';
import type { Constant, Predicate } from './scan-request.ts';

/** The distinct values of the partner's columns, as text, none of them NULL. */
export function keysQuery({ rows, partnerColumns }: Partner): string {
  const keys = partnerColumns.map((column) => `CAST(${quoteIdentifier(column)} AS VARCHAR)`).join(', ');
  return `SELECT DISTINCT ${keys} ${fromWhere(rows, partnerColumns)}`;
}

function fromWhere({ storedSchema, table, where, partners }: KeptRows, present: readonly string[]): string {
  const name = [storeCatalog, storedSchema, table.name].map(quoteIdentifier).join('.');
  const conditions = [
    ...present.map((column) => `${quoteIdentifier(column)} IS NOT NULL`),
    ...(where === null ? [] : [condition(where, table)]),
    ...partners.map(({ columns, partnerColumns, rows }) => {
      const list = partnerColumns.map(quoteIdentifier).join(', ');
      return `(${columns.map(quoteIdentifier).join(', ')}) IN (SELECT ${list} ${fromWhere(rows, [])})`;
    }),
  ];
  return `FROM ${name}${conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`}`;
}

function condition(predicate: Predicate, table: TableDef): string {
  if ('terms' in predicate) {
    const terms = predicate.terms.map((term) => condition(term, table));
    return `(${terms.join(predicate.kind === 'and' ? ' AND ' : ' OR ')})`;
  }
  const column = columnOf(table, predicate.column);
  const name = quoteIdentifier(column.name);
  const constant = ({ text }: Constant): string => `CAST(${quoteLiteral(text)} AS ${column.type})`;
  if (predicate.kind === 'null') return `${name} IS ${predicate.negated ? 'NOT ' : ''}NULL`;
  if (predicate.kind === 'in') {
    return predicate.values.length === 0
      ? 'false'
      : `${name} IN (${predicate.values.map(constant).join(', ')})`;
  }
  if (predicate.operator === 'contains') return `contains(${name}, ${constant(predicate.value)})`;
  if (predicate.operator === 'prefix') return `starts_with(${name}, ${constant(predicate.value)})`;
  return `${name} ${predicate.operator} ${constant(predicate.value)}`;
}

/** True for the rows of `table` whose values of the columns are among the keys. */
export function keysPredicate(
  table: TableDef,
  columns: readonly string[],
  keys: readonly (readonly string[])[],
): Predicate {
  const [first = '', ...rest] = columns;
  const constant = (value: string): Constant => ({
    kind: constantKinds[columnOf(table, first).type] ?? 'text',
    text: value,
  });
  const byFirst = new Map<string, (readonly string[])[]>();
  for (const [value = '', ...others] of keys) byFirst.set(value, [...(byFirst.get(value) ?? []), others]);
  if (rest.length === 0 || byFirst.size === 0) {
    return { kind: 'in', column: first, values: [...byFirst.keys()].map(constant) };
  }
  const arms = [...byFirst].map(([value, others]): Predicate => ({
    kind: 'and',
    terms: [
      { kind: 'compare', column: first, operator: '=', value: constant(value) },
      keysPredicate(table, rest, others),
    ],
  }));
  return arms.length === 1 && arms[0] !== undefined ? arms[0] : { kind: 'or', terms: arms };
}

function columnOf(table: TableDef, name: string): ColumnDef {
  const column = table.columns.find((each) => each.name === name);
  if (column === undefined) throw new Error(`${table.name} has no column ${name}`);
  return column;
}
