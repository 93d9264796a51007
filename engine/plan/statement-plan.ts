/**
 * From the bound plan to what is asked of Bitbucket: one scan per base table and statement.
 *
 * A scan that a join restricts to some parents is driven by them (driven-scans.ts). What is never pushed, by design: a
 * filter with anything but plain columns and constants; any other condition of a join; a filter above an aggregate, a window or an inner LIMIT; an OR with an
 * arm that cannot be sent; the LIMIT of a statement with a join, an aggregate, DISTINCT, a window, or a filter that
 * stays local; ORDER BY of a column that may be NULL or that its table does not declare sortable; COUNT of anything
 * but rows, or with a filter that is not exact (row-count.ts); Max Rows, which cuts results and not scans.
 *
 * The bound plan is equivalent to the statement for any rows. So rows that it filters out right at the scan may be
 * missing, and columns that it does not read may be NULL, when the statement runs again over what arrived. A table
 * that is used several times is read once: the predicates of its uses are joined by OR, its columns united.
 */
import type { TableDef } from '../catalog/table.ts';
import {
  allGets,
  children,
  onlyChild,
  outputs,
  referenceIndex,
  tableOfGet,
  typeOf,
  type GetTable,
  type PlanNode,
} from './bound-plan.ts';
import { driversOf, type ScanDriver } from './driven-scans.ts';
import { isSorted, orderOfExtreme } from './extreme-value.ts';
import { anyOf, local, type LocalFilter } from './offer.ts';
import { joinEdges } from './join-edges.ts';
import { mayFailLate } from './late-failure.ts';
import type { RawStatement } from './raw-statement.ts';
import { isRowCount, needsOneRow, readsNoValue, type Shape } from './row-count.ts';
import type { ScanRequest, TableReference } from './scan-request.ts';
import { isObject, objects } from './serialised-json.ts';
import { useOf, type TableUse } from './table-use.ts';

export interface PlannedScan {
  /** The schema as the statement spells it: where the rows are loaded. */
  readonly storedSchema: string;
  /** Without the keys of a driver, which are known only when its tables are loaded. */
  readonly request: ScanRequest;
  /** null: the scan needs no other. */
  readonly driver: ScanDriver | null;
  /** Whether the request's predicate says all that the statement's filters say. */
  readonly whole: boolean;
  /** What could not be offered, for EXPLAIN. */
  readonly local: readonly LocalFilter[];
  /** What of ORDER BY and LIMIT the request does without, for EXPLAIN. */
  readonly unsorted: readonly LocalFilter[];
}

/**
 * `none`: no row of Bitbucket is needed. `count`: the one scan may answer with the result itself. `blanks`: it may
 * answer with a number, and the statement runs over so many rows, of which it reads no value. `batches`: the statement
 * treats each row on its own, so it runs over each batch that arrives; `limit` counts across batches.
 * `loaded`: everything is loaded, then the statement runs once.
 */
export type Execution =
  | { readonly kind: 'none' }
  | { readonly kind: 'count' | 'blanks' }
  | { readonly kind: 'batches'; readonly limit: number | null }
  | { readonly kind: 'loaded' };

export interface StatementPlan {
  readonly execution: Execution;
  readonly scans: readonly PlannedScan[];
  /** The order of the result, where the one scan can have it too: whoever wants n rows of it may say so to the scan. */
  readonly order: ScanRequest['order'];
  /** Whether the statement may fail after its first rows, see late-failure.ts. */
  readonly mayFailLate: boolean;
}

/** The tables that a statement names, by schema and name as DuckDB knows them, in any case. */
export interface NamedTables {
  find(table: GetTable): TableReference | undefined;
}

export function planStatement(
  plan: PlanNode,
  tables: NamedTables,
  { volatile, columnNames }: Pick<RawStatement, 'volatile' | 'columnNames'>,
): StatementPlan {
  const findDef = (table: GetTable): TableDef | undefined => tables.find(table)?.table;
  const useAt = new Map<PlanNode, TableUse>();
  const uses = usesOf(plan, findDef, useAt);
  const groups = grouped(uses, tables);
  const edges = groups.length < 2 ? [] : joinEdges(plan, (node) => useAt.get(node));
  const drivers = driversOf(groups, edges);
  const shape = groups.length === 1 && uses.length === 1 ? shapeOf(plan, findDef) : undefined;
  const wishes = shape === undefined ? noWishes : wishesOf(shape, volatile);
  const unsorted = shape === undefined ? [] : localOrder(shape, wishes);
  const scans = groups.map((group) => {
    const scan = scanOf(group, wishes, columnNames, unsorted);
    const driver = drivers.get(group);
    return driver === undefined ? scan : { ...scan, driver, request: saidToBeDriven(scan.request, driver) };
  });
  return {
    execution: executionOf(scans.length, wishes, shape, volatile),
    scans,
    order: shape === undefined ? null : wholeOrder(shape),
    mayFailLate: mayFailLate(plan),
  };
}

/** Every use of a table, each put to its node. If some stand where filters cannot be told, nothing is known of any. */
function usesOf(
  plan: PlanNode,
  find: (table: GetTable) => TableDef | undefined,
  useAt: Map<PlanNode, TableUse>,
): readonly TableUse[] {
  const visit = (node: PlanNode): void => {
    const use = useOf(node, find);
    if (use !== undefined) useAt.set(node, use);
    else for (const child of children(node)) visit(child);
  };
  visit(plan);
  const gets = allGets(plan);
  if (useAt.size === gets.length) return [...useAt.values()];
  useAt.clear();
  const offer = local('every filter', 'the plan has a part that is not known');
  return gets.map((get) => {
    const table = tableOfGet(get);
    return { ...table, columns: find(table)?.columns.map(({ name }) => name) ?? [], outputs: [], offer };
  });
}

interface Group extends GetTable {
  readonly reference: TableReference;
  readonly uses: readonly TableUse[];
}

function grouped(uses: readonly TableUse[], tables: NamedTables): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const use of uses) {
    const reference = tables.find(use);
    if (reference === undefined) continue;
    const key = `${use.schema}\0${use.table}`.toLowerCase();
    const known = groups.get(key);
    groups.set(key, { schema: use.schema, table: use.table, reference, uses: [...(known?.uses ?? []), use] });
  }
  return [...groups.values()];
}

/** What may be said about the one scan of a simple statement. */
type Wishes = Pick<ScanRequest, 'order' | 'limit' | 'countOnly'>;

const noWishes: Wishes = { order: null, limit: null, countOnly: false };

function scanOf(
  group: Group,
  wishes: Wishes,
  columnNames: ReadonlySet<string>,
  unsorted: readonly LocalFilter[],
): PlannedScan {
  const { reference, uses } = group;
  const read = new Set(uses.flatMap(({ columns }) => columns));
  const columns = reference.table.columns.map(({ name }) => name).filter((name) => read.has(name));
  const named = reference.table.columns
    .map(({ name }) => name)
    .filter((name) => columnNames.has(name.toLowerCase()));
  const offer = anyOf(uses.map((use) => use.offer));
  return {
    storedSchema: group.schema,
    request: { target: reference, columns, named, predicate: offer.predicate, ...wishes },
    driver: null,
    whole: offer.whole,
    local: offer.local,
    unsorted,
  };
}

function saidToBeDriven(request: ScanRequest, driver: ScanDriver): ScanRequest {
  const partners = driver.flat().map(({ columns, partnerColumns, rows }) => {
    const pairs = columns.map((column, index) => `${column} = ${rows.table.name}.${partnerColumns[index]}`);
    return { table: rows.table.name, condition: pairs.join(' AND ') };
  });
  const distinct = new Map(partners.map((partner) => [`${partner.table} ${partner.condition}`, partner]));
  return { ...request, drivenBy: [...distinct.values()] };
}

function shapeOf(plan: PlanNode, find: (table: GetTable) => TableDef | undefined): Shape | undefined {
  const above: PlanNode[] = [];
  let node: PlanNode | undefined = plan;
  while (node !== undefined) {
    const use = useOf(node, find);
    if (use !== undefined) {
      const table = find(use);
      return table === undefined ? undefined : { use, table, above };
    }
    above.push(node);
    node = onlyChild(node);
  }
  return undefined;
}

/**
 * What the nodes right above the scan let be said of it: whatever stands above a LIMIT sees no more than its rows.
 */
function wishesOf(shape: Shape, volatile: boolean): Wishes {
  const { use, table, above } = shape;
  if (use.offer.exact && isRowCount(shape)) return { ...noWishes, countOnly: true };
  const rest = above.filter((node) => typeOf(node) !== 'LOGICAL_PROJECTION');
  const [second, first] = [rest.at(-2), rest.at(-1)];
  if (!use.offer.whole) return noWishes;
  if (first !== undefined) {
    const isCut = second !== undefined && typeOf(second) === 'LOGICAL_LIMIT';
    const limit = rowsWanted(isCut && typeOf(first) === 'LOGICAL_ORDER_BY' ? second : first);
    if (limit !== null && typeOf(first) === 'LOGICAL_LIMIT') return { ...noWishes, limit };
    const order = limit === null ? null : firstOrder(first, table);
    if (order !== null) return { ...noWishes, order, limit };
    const extreme = orderOfExtreme(first, table);
    if (extreme !== null) return { ...noWishes, order: extreme, limit: 1 };
  }
  if (!readsNoValue(use)) return noWishes;
  return needsOneRow(above) && !volatile ? { ...noWishes, limit: 1 } : { ...noWishes, countOnly: true };
}

/** ORDER BY without LIMIT over filters that are all pushed. */
function wholeOrder({ use, table, above }: Shape): ScanRequest['order'] {
  const [sorting, more] = above.filter((node) => typeOf(node) !== 'LOGICAL_PROJECTION');
  if (!use.offer.whole || sorting === undefined || more !== undefined) return null;
  return typeOf(sorting) === 'LOGICAL_ORDER_BY' ? firstOrder(sorting, table) : null;
}

function localOrder({ use, above }: Shape, { limit }: Wishes): readonly LocalFilter[] {
  const kinds = above.map(typeOf);
  const sorts = kinds.includes('LOGICAL_TOP_N') || kinds.includes('LOGICAL_ORDER_BY');
  const cuts = kinds.includes('LOGICAL_TOP_N') || kinds.includes('LOGICAL_LIMIT');
  if (limit !== null || (!sorts && !cuts)) return [];
  const what = [...(sorts ? ['ORDER BY'] : []), ...(cuts ? ['LIMIT'] : [])].join(' and ');
  const plain = kinds.every((kind) => plainNodes.has(kind));
  if (!use.offer.whole) return [{ what, why: 'some filter stays local' }];
  if (!cuts) return [{ what, why: 'all rows are needed anyway' }];
  return [
    { what, why: plain ? 'Bitbucket cannot put the rows into this order' : 'all rows are needed first' },
  ];
}

const plainNodes: ReadonlySet<string> = new Set([
  'LOGICAL_PROJECTION',
  'LOGICAL_TOP_N',
  'LOGICAL_ORDER_BY',
  'LOGICAL_LIMIT',
]);

/** LIMIT and OFFSET together; null: none, or not known. */
function rowsWanted(node: PlanNode): number | null {
  if (typeOf(node) === 'LOGICAL_TOP_N') return safeSum(node['limit'], node['offset']);
  if (typeOf(node) !== 'LOGICAL_LIMIT') return null;
  return safeSum(constantLimit(node['limit_val']), constantLimit(node['offset_val']) ?? 0);
}

function constantLimit(value: unknown): unknown {
  return isObject(value) && value['type'] === 'CONSTANT_VALUE' ? value['constant_integer'] : undefined;
}

function hasNoOffset(limit: PlanNode): boolean {
  return isObject(limit['offset_val']) && limit['offset_val']['type'] === 'UNSET';
}

function safeSum(limit: unknown, offset: unknown): number | null {
  if (typeof limit !== 'number' || typeof offset !== 'number') return null;
  const sum = limit + offset;
  return Number.isSafeInteger(sum) && sum > 0 ? sum : null;
}

/** Ties of the first key are all read, so that the further keys may be anything. */
function firstOrder(sorting: PlanNode, table: TableDef): ScanRequest['order'] {
  const [order] = objects(sorting['orders']);
  const below = onlyChild(sorting);
  if (order === undefined || below === undefined || !isObject(order['expression'])) return null;
  const lineage = outputs(below)[referenceIndex(order['expression'])];
  const column = table.columns.find(({ name }) => name === lineage?.column);
  if (column === undefined || !isSorted(column)) return null;
  return { column: column.name, descending: order['type'] === 'DESCENDING' };
}

function executionOf(scans: number, wishes: Wishes, shape: Shape | undefined, volatile: boolean): Execution {
  if (scans === 0) return { kind: 'none' };
  if (shape === undefined) return { kind: 'loaded' };
  if (wishes.countOnly) return { kind: isRowCount(shape) ? 'count' : 'blanks' };
  if (volatile) return { kind: 'loaded' };
  const rest = shape.above.filter((node) => typeOf(node) !== 'LOGICAL_PROJECTION');
  const [limit, second] = rest;
  if (limit === undefined) return { kind: 'batches', limit: null };
  const counted = typeOf(limit) === 'LOGICAL_LIMIT' && second === undefined && hasNoOffset(limit);
  const rows = counted ? constantLimit(limit['limit_val']) : undefined;
  return typeof rows === 'number' ? { kind: 'batches', limit: rows } : { kind: 'loaded' };
}
