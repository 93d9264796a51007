/**
 * Statements for which the number of rows is enough, or that there is one.
 *
 * Applications ask such questions of every table before they show it: `SELECT MAX(1) FROM …`, `SELECT SUM(1) FROM …
 * HAVING COUNT(1) > 0`.
 */
import type { TableDef } from '../catalog/table.ts';
import { onlyChild, outputs, referenceIndex, typeOf, type PlanNode } from './bound-plan.ts';
import { isObject, objects, text, type JsonObject } from './serialised-json.ts';
import type { TableUse } from './table-use.ts';

/** A statement over one use of one table, from the root down to it. */
export interface Shape {
  readonly use: TableUse;
  readonly table: TableDef;
  /** Nodes above the use, the root first. */
  readonly above: readonly PlanNode[];
}

/** `SELECT COUNT(*)` and nothing else; COUNT(1) and COUNT of a column of the primary key are the same. */
export function isRowCount({ table, above }: Shape): boolean {
  const kinds = above.map(typeOf);
  const place = kinds.indexOf('LOGICAL_AGGREGATE_AND_GROUP_BY');
  const aggregate = above[place];
  if (
    aggregate === undefined ||
    kinds.some((kind, index) => index !== place && kind !== 'LOGICAL_PROJECTION')
  ) {
    return false;
  }
  const [count, ...others] = objects(aggregate['expressions']);
  const plain = count !== undefined && countsRows(count, aggregate, table) && others.length === 0;
  const alone = objects(aggregate['groups']).length === 0 && isEmpty(aggregate['grouping_sets']);
  const passedOn = above.slice(0, place).every((projection) => {
    const expressions = objects(projection['expressions']);
    return expressions.length === 1 && expressions.every((expression) => referenceIndex(expression) === 0);
  });
  return plain && alone && passedOn;
}

function countsRows(count: JsonObject, aggregate: PlanNode, { primaryKey }: TableDef): boolean {
  if (count['filter'] !== null) return false;
  const name = text(count['name']);
  if (name === 'count_star') return true;
  const [counted, ...more] = objects(count['children']);
  if (name !== 'count' || count['aggregate_type'] !== 'NON_DISTINCT') return false;
  if (counted === undefined || more.length > 0) return false;
  const below = onlyChild(aggregate);
  const lineage = below === undefined ? null : outputs(below)[referenceIndex(counted)];
  return isPresent(counted) || primaryKey.includes(lineage?.column ?? '');
}

function isPresent({ expression_class: kind, value }: JsonObject): boolean {
  return kind === 'BOUND_CONSTANT' && isObject(value) && value['is_null'] !== true;
}

/** Of grouping sets: whether they group by nothing. */
export const isEmpty = (value: unknown): boolean =>
  Array.isArray(value) && value.every((set) => isEmpty(set));

/** Whether all rows are the same to the statement. */
export function readsNoValue({ columns, offer }: TableUse): boolean {
  return columns.length === 0 && offer.predicate === null && offer.whole;
}

/** Aggregates that one row tells as well as many that are equal. */
const idempotent: ReadonlySet<string> = new Set(['max', 'min', 'any_value', 'bool_and', 'bool_or']);

/** Of rows that are the same to the statement, which is not volatile: whether a second one changes nothing. */
export function needsOneRow(above: readonly PlanNode[]): boolean {
  const nearest = above.findLast((node) => typeOf(node) !== 'LOGICAL_PROJECTION');
  if (nearest === undefined || typeOf(nearest) !== 'LOGICAL_AGGREGATE_AND_GROUP_BY') return false;
  return objects(nearest['expressions']).every((aggregate) => idempotent.has(text(aggregate['name'])));
}
