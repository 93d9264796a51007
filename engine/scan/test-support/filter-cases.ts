/** For each filter that a table declares, a predicate that some of the table's rows satisfy. */
import type { ColumnDef, ColumnType, FilterOperator, TableDef } from '../../catalog/table.ts';
import type { Constant, Predicate } from '../../plan/scan-request.ts';
import type { PlainRow } from './plain-rows.ts';

export interface FilterCase {
  readonly column: ColumnDef;
  readonly operator: FilterOperator;
  readonly predicate: Predicate;
  /** The constants that the predicate compares with, as the rows hold them. */
  readonly values: readonly string[];
}

/**
 * `lines`: columns of which no row has a value that could be written whole, since all have several lines: only a part of
 * the first is looked for. Throws for a filter for which the rows have no value: nothing would be tried with it.
 */
export function filterCases(
  table: TableDef,
  rows: readonly PlainRow[],
  lines: readonly string[],
): readonly FilterCase[] {
  return table.columns.flatMap((column) => {
    const inLines = lines.includes(column.name);
    const values = [...new Set(rows.flatMap((row) => row[column.name] ?? []))]
      .map((value) => (inLines ? (value.split('\n')[0] ?? '') : value))
      .filter(
        (value) =>
          (plainly.test(value) || value === column.filter?.unnamed) &&
          (column.filter?.values?.includes(value) ?? true),
      );
    // What is told only when it is named is in none of the rows.
    if (column.filter?.atMost !== undefined) return [];
    return Object.keys(column.filter?.operators ?? {})
      .filter((operator) => !inLines || (operator !== '=' && operator !== 'in'))
      .map((operator) => filterCase(column, operator as FilterOperator, values));
  });
}

/** Values that can be written for Bitbucket without doubt about quotes. */
const plainly = /^[\p{L}\p{N}\w .,:;@#/{}*-]{1,100}$/u;

function filterCase(column: ColumnDef, operator: FilterOperator, values: readonly string[]): FilterCase {
  const { name, type } = column;
  if (operator === 'isNull' || operator === 'isNotNull') {
    const predicate: Predicate = { kind: 'null', column: name, negated: operator === 'isNotNull' };
    return { column, operator, predicate, values: [] };
  }
  const middle = values[Math.trunc(values.length / 2)];
  if (middle === undefined) throw new Error(`No row has a value to filter ${name} by`);
  if (operator === 'in') {
    const two = [...new Set([middle, ...values])].slice(0, 2);
    const constants = two.map((value) => constantOf(type, value));
    return { column, operator, values: two, predicate: { kind: 'in', column: name, values: constants } };
  }
  const part =
    operator === 'contains' ? middle.slice(1, 5) : operator === 'prefix' ? middle.slice(0, 4) : middle;
  const predicate: Predicate = { kind: 'compare', column: name, operator, value: constantOf(type, part) };
  return { column, operator, values: [part], predicate };
}

const kinds: Readonly<Record<ColumnType, Constant['kind']>> = {
  VARCHAR: 'text',
  JSON: 'text',
  BIGINT: 'number',
  INTEGER: 'number',
  DOUBLE: 'number',
  BOOLEAN: 'boolean',
  TIMESTAMP: 'timestamp',
  DATE: 'date',
};

/** A cell of a row in the words of a predicate. */
export function constantOf(type: ColumnType, value: string): Constant {
  if (type !== 'TIMESTAMP') return { kind: kinds[type], text: value };
  const time = new Date(Number(BigInt(value) / 1000n)).toISOString().slice(0, 23);
  return { kind: 'timestamp', text: `${time}${String(BigInt(value) % 1000n).padStart(3, '0')}` };
}
