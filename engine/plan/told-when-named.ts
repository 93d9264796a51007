/**
 * Columns of which a table has only the values, or only the rows, that a statement names. Compared in another way they
 * would leave rows out without a word, so the statement is refused.
 */
import type { ColumnDef, TableDef } from '../catalog/table.ts';
import { DrawbridgeError, SqlState } from '../error.ts';
import type { FilterContext } from './filter-context.ts';
import type { Predicate } from './scan-request.ts';
import { isObject, objects, text } from './serialised-json.ts';

/** About so many characters fit into an address. */
const mostCharacters = 2000;

export function isToldWhenNamed({ filter }: ColumnDef): boolean {
  return filter?.atMost !== undefined || filter?.unnamed !== undefined;
}

/** 0A000, with what can be asked instead. */
export function comparedOtherwise(table: TableDef, { name, filter }: ColumnDef): DrawbridgeError {
  const most =
    filter?.atMost === undefined
      ? ''
      : ` with at most ${filter.atMost} values and about ${mostCharacters} characters`;
  return new DrawbridgeError(
    SqlState.featureNotSupported,
    `${table.name}.${name} can be compared only in a way that Bitbucket can be asked for.`,
    { hint: `Write ${name} = '…' or ${name} IN (…)${most}, joined to the rest by AND.` },
  );
}

/** Throws where the statement compares such a column, and nothing of that could be offered to the scan. */
export function refuseUnoffered(
  table: TableDef,
  compared: ReadonlySet<string>,
  predicate: Predicate | null,
): void {
  for (const column of table.columns) {
    if (!isToldWhenNamed(column) || !compared.has(column.name)) continue;
    if (predicate === null || !mentions(predicate, column.name)) throw comparedOtherwise(table, column);
  }
}

function mentions(predicate: Predicate, column: string): boolean {
  return 'terms' in predicate
    ? predicate.terms.some((term) => mentions(term, column))
    : predicate.column === column;
}

/** The columns in an expression, except those that are only tested for NULL. */
export function comparedColumns(expression: unknown, context: FilterContext): readonly string[] {
  if (Array.isArray(expression)) return expression.flatMap((each) => comparedColumns(each, context));
  if (!isObject(expression)) return [];
  const { index } = expression;
  if (expression['expression_class'] === 'BOUND_REF' && typeof index === 'number') {
    const reference = context.reference(index);
    return reference === null ? [] : [reference.column];
  }
  const [tested] = objects(expression['children']);
  const isTest = ['OPERATOR_IS_NULL', 'OPERATOR_IS_NOT_NULL'].includes(text(expression['type']));
  if (isTest && tested?.['expression_class'] === 'BOUND_REF') return [];
  return Object.values(expression).flatMap((value) => comparedColumns(value, context));
}

/** The same of a filter that DuckDB has put into the scan itself: hints and tests for NULL compare nothing. */
export function comparesSomething(filter: unknown, context: FilterContext): boolean {
  if (!isObject(filter)) return false;
  switch (text(filter['filter_type'])) {
    case 'EXPRESSION_FILTER':
      return comparedColumns(filter['expr'], context).length > 0;
    case 'CONJUNCTION_AND':
    case 'CONJUNCTION_OR':
      return objects(filter['child_filters']).some((child) => comparesSomething(child, context));
    case 'CONSTANT_COMPARISON':
    case 'IN_FILTER':
      return true;
    default:
      return false;
  }
}
