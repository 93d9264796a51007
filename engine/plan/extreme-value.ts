/** Statements that want nothing but the greatest or the least value of a column, as refreshes ask what is newest. */
import type { ColumnDef, TableDef } from '../catalog/table.ts';
import { onlyChild, outputs, referenceIndex, typeOf, type PlanNode } from './bound-plan.ts';
import { isEmpty } from './row-count.ts';
import type { ScanRequest } from './scan-request.ts';
import { isObject, objects, text } from './serialised-json.ts';

/** The order whose first row tells it; null: the aggregate wants more, or Bitbucket cannot sort by the column. */
export function orderOfExtreme(aggregate: PlanNode, table: TableDef): ScanRequest['order'] {
  if (typeOf(aggregate) !== 'LOGICAL_AGGREGATE_AND_GROUP_BY') return null;
  if (objects(aggregate['groups']).length > 0 || !isEmpty(aggregate['grouping_sets'])) return null;
  const [wanted, ...others] = objects(aggregate['expressions']);
  const below = onlyChild(aggregate);
  if (wanted === undefined || others.length > 0 || below === undefined) return null;
  const name = text(wanted['name']);
  const [of, ...more] = objects(wanted['children']);
  if ((name !== 'max' && name !== 'min') || of === undefined || more.length > 0) return null;
  // With FILTER or an order of its own it is about other rows, or another one.
  if (wanted['filter'] !== null || isObject(wanted['order_bys'])) return null;
  const lineage = outputs(below)[referenceIndex(of)];
  const column = table.columns.find((candidate) => candidate.name === lineage?.column);
  return column !== undefined && isSorted(column)
    ? { column: column.name, descending: name === 'max' }
    : null;
}

/** Whether Bitbucket can sort by the column, so that its first row is the first in SQL. */
export function isSorted({ sort, nullable }: ColumnDef): boolean {
  return sort !== undefined && !nullable;
}
