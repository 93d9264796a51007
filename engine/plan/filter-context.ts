/** What a filter's expressions are about: the references of a plan node, as columns of the table under it. */
import type { ColumnDef, TableDef } from '../catalog/table.ts';
import type { Subject } from './filter-subject.ts';
import { isObject, text, type JsonObject } from './serialised-json.ts';

/** What an expression's reference stands for: a column, or the outcome of `column IN (values)`. */
export type Reference =
  | { readonly kind: 'column'; readonly column: string }
  | {
      readonly kind: 'membership';
      readonly column: string;
      readonly subject: Subject;
      readonly values: readonly unknown[];
    };

export interface FilterContext {
  readonly table: TableDef;
  reference(index: number): Reference | null;
}

export function columnDef(table: TableDef, name: string): ColumnDef | undefined {
  return table.columns.find((column) => column.name === name);
}

export function columnOf(expression: unknown, context: FilterContext): string | null {
  if (!isObject(expression)) return null;
  const plain = isUtcCast(expression) ? expression['child'] : expression;
  const reference = isObject(plain) ? referenceOf(plain, context) : null;
  return reference?.kind === 'column' ? reference.column : null;
}

/** TIMESTAMP to TIMESTAMP WITH TIME ZONE, which `CreatedOn > now()` brings in: the same instant, for the zone is UTC. */
function isUtcCast(expression: JsonObject): boolean {
  return isCastTo(expression, 'TIMESTAMP WITH TIME ZONE');
}

export function isCastTo(expression: JsonObject, wanted: string): boolean {
  const type = isObject(expression['return_type']) ? text(expression['return_type']['id']) : '';
  return expression['expression_class'] === 'BOUND_CAST' && type === wanted;
}

export function referenceOf(expression: JsonObject, context: FilterContext): Reference | null {
  const index = expression['index'];
  if (expression['expression_class'] !== 'BOUND_REF' || typeof index !== 'number') return null;
  return context.reference(index);
}
