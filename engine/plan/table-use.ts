/**
 * One use of a base table in a bound plan: the scan node, with the filters that stand directly above it.
 *
 * DuckDB has already moved filters down as far as they may go (through derived tables, HAVING, outer joins, and
 * not through an inner LIMIT), so only filters that touch the scan are read.
 */
import type { TableDef } from '../catalog/table.ts';
import {
  children,
  columnByKey,
  columnsRead,
  isGet,
  onlyChild,
  outputs,
  tableOfGet,
  typeOf,
  type GetTable,
  type PlanNode,
} from './bound-plan.ts';
import { constantOf } from './constant-text.ts';
import { constantComparison, greaterOrEqual, less, membership, prefixOffer } from './comparison-offer.ts';
import type { FilterContext, Reference } from './filter-context.ts';
import { offerOf } from './filter-expression.ts';
import { subjectOf } from './filter-subject.ts';
import { allOf, anyOf, local, nothing, type Offer } from './offer.ts';
import { isObject, objects, text, type JsonObject } from './serialised-json.ts';
import { comparedColumns, comparesSomething, refuseUnoffered } from './told-when-named.ts';

export interface TableUse extends GetTable {
  /** Read by the plan, filters included. */
  readonly columns: readonly string[];
  /** The column that each output of the node is; null: something else. */
  readonly outputs: readonly (string | null)[];
  readonly offer: Offer;
}

/** The model's table of a scan node; undefined for tables that are not the model's. */
export type FindTable = (table: GetTable) => TableDef | undefined;

interface Source {
  readonly get: PlanNode;
  readonly table: TableDef;
  readonly references: readonly (Reference | null)[];
  readonly offer: Offer;
  /** The columns that the filters compare with something. */
  readonly compared: readonly string[];
}

/** The use that a node is: a scan, filters over it, and what DuckDB makes of a long IN. */
export function useOf(node: PlanNode, find: FindTable): TableUse | undefined {
  const source = sourceOf(node, find);
  if (source === undefined) return undefined;
  const { get, table, offer, references, compared } = source;
  refuseUnoffered(table, new Set(compared), offer.predicate);
  const outputs = references.map((reference) => (reference?.kind === 'column' ? reference.column : null));
  const columns = [...new Set(columnsRead(get).filter((column) => column !== null))];
  return { ...tableOfGet(get), columns, outputs, offer };
}

function sourceOf(node: PlanNode, find: FindTable): Source | undefined {
  if (isGet(node)) return scanSource(node, find);
  if (typeOf(node) === 'LOGICAL_FILTER') return filterSource(node, find);
  return typeOf(node) === 'LOGICAL_COMPARISON_JOIN' ? membershipSource(node, find) : undefined;
}

function scanSource(get: PlanNode, find: FindTable): Source | undefined {
  const table = find(tableOfGet(get));
  if (table === undefined) return undefined;
  const references = outputs(get).map(
    (lineage) => lineage && { kind: 'column' as const, column: lineage.column },
  );
  const filters = isObject(get['table_filters']) ? objects(get['table_filters']['filters']) : [];
  const offers: Offer[] = [];
  const compared: string[] = [];
  for (const { key, value } of filters) {
    const column = columnByKey(get, key);
    if (column === undefined || !isObject(value)) {
      offers.push(local('a filter', 'its column is not known'));
      continue;
    }
    const context: FilterContext = {
      table,
      reference: (index) => (index === 0 ? { kind: 'column', column } : null),
    };
    offers.push(tableFilter(value, column, context));
    if (comparesSomething(value, context)) compared.push(column);
  }
  return { get, table, references, offer: allOf(offers), compared };
}

function filterSource(node: PlanNode, find: FindTable): Source | undefined {
  const below = onlyChild(node);
  const source = below && sourceOf(below, find);
  if (source === undefined) return undefined;
  const context: FilterContext = {
    table: source.table,
    reference: (index) => source.references[index] ?? null,
  };
  const offers = objects(node['expressions']).map((expression) => offerOf(expression, context));
  return {
    ...source,
    references: mapped(source.references, node['projection_map']),
    offer: allOf([source.offer, ...offers]),
    compared: [...source.compared, ...comparedColumns(node['expressions'], context)],
  };
}

/** `column IN (many constants)` is a join with the constants that marks each row. */
function membershipSource(node: PlanNode, find: FindTable): Source | undefined {
  const [left, right] = children(node);
  if (left === undefined || right === undefined || node['join_type'] !== 'MARK') return undefined;
  const collection = right['collection'];
  const [condition, second] = objects(node['conditions']);
  if (typeOf(right) !== 'LOGICAL_CHUNK_GET' || !isObject(collection) || condition === undefined)
    return undefined;
  const source = sourceOf(left, find);
  if (source === undefined || second !== undefined || condition['comparison'] !== 'COMPARE_EQUAL')
    return undefined;
  const subject = subjectOf(condition['left'], {
    table: source.table,
    reference: (index) => source.references[index] ?? null,
  });
  const rows = Array.isArray(collection['values']) ? collection['values'] : [];
  const values: unknown = rows[0];
  const mark: Reference | null =
    subject !== null && rows.length === 1 && Array.isArray(values)
      ? { kind: 'membership', column: subject.column, subject, values }
      : null;
  return { ...source, references: [...mapped(source.references, node['left_projection_map']), mark] };
}

function mapped<T>(all: readonly T[], map: unknown): readonly (T | null)[] {
  if (!Array.isArray(map) || map.length === 0) return all;
  return map.map((index) => (typeof index === 'number' ? (all[index] ?? null) : null));
}

/** A filter that DuckDB has put into the scan itself. */
function tableFilter(filter: JsonObject, column: string, context: FilterContext): Offer {
  switch (text(filter['filter_type'])) {
    case 'CONSTANT_COMPARISON':
      return constantComparison(text(filter['comparison_type']), column, filter['constant'], context);
    case 'IN_FILTER':
      return membership(
        { column, steps: [] },
        Array.isArray(filter['values']) ? filter['values'] : [null],
        context,
      );
    case 'CONJUNCTION_AND':
      return conjunction(objects(filter['child_filters']), column, context);
    case 'CONJUNCTION_OR':
      return anyOf(objects(filter['child_filters']).map((child) => tableFilter(child, column, context)));
    case 'EXPRESSION_FILTER':
      return isObject(filter['expr'])
        ? offerOf(filter['expr'], context)
        : local('a filter', 'it is not known');
    // Hints that DuckDB gives itself; the filter they come from stands elsewhere in the plan.
    case 'OPTIONAL_FILTER':
    case 'DYNAMIC_FILTER':
      return nothing;
    default:
      return local(`a filter of ${column}`, 'this kind of filter cannot be sent');
  }
}

/** DuckDB makes `LIKE 'ab%'` a range from 'ab' up to 'ac'; a source that knows prefixes is offered one. */
function conjunction(filters: readonly JsonObject[], column: string, context: FilterContext): Offer {
  const from = filters.find((filter) => filter['comparison_type'] === greaterOrEqual);
  const to = filters.find((filter) => filter['comparison_type'] === less);
  const start = constantOf(from?.['constant']);
  const end = constantOf(to?.['constant']);
  const isPrefix = start?.kind === 'text' && end?.kind === 'text' && end.text === afterPrefix(start.text);
  const prefix = isPrefix ? prefixOffer(column, start.text, context) : undefined;
  if (prefix === undefined || prefix.predicate === null) {
    return allOf(filters.map((filter) => tableFilter(filter, column, context)));
  }
  const others = filters.filter((filter) => filter !== from && filter !== to);
  return allOf([prefix, ...others.map((filter) => tableFilter(filter, column, context))]);
}

/** Strings compare by bytes: the least string after all that begin so has the last byte one greater. */
function afterPrefix(start: string): string {
  const bytes = Buffer.from(start, 'utf8');
  const last = bytes.length - 1;
  if (last >= 0) bytes[last] = (bytes[last] ?? 0) + 1;
  return bytes.toString('utf8');
}
