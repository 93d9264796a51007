/** What a scan will ask of Bitbucket, worked out from the request alone, without a call. */
import type { ColumnDef, Endpoint, TableDef } from '../catalog/table.ts';
import type { Predicate, ScanRequest } from '../plan/scan-request.ts';
import { requestAlone } from './alone.ts';
import { parentPredicate } from './parent-predicate.ts';
import { columnOf, placesOf } from './row-decoder.ts';
import { asksToBeTold, noFilter, type ScanFilter, scanFilter } from './scan-filter.ts';
import type { ScanOptions } from './scan-options.ts';

export interface ScanPlan {
  readonly table: TableDef;
  readonly endpoint: Endpoint;
  readonly filter: ScanFilter;
  /** What the filter says of the rows of the parent table; null: nothing, or there is none. */
  readonly parents: Predicate | null;
  /** All query parameters besides `page` and `pagelen`. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
  /** For the first page; null: Bitbucket's own default. */
  readonly pageLength: number | null;
  /** The same when nothing but the end of the collection stops the reading. */
  readonly fullPageLength: number | null;
  /** Query parameters that keep the rows in one order while they are read again. */
  readonly settling: readonly (readonly [name: string, value: string])[];
  /** Set when rows come in this order and reading may end after the `limit`-th. */
  readonly sort: { readonly column: string; readonly descending: boolean } | null;
  /** Reading may end after so many rows; null: it may not, as some filter is left to the statement. */
  readonly limit: number | null;
  /** After about how many rows whoever reads will stop. */
  readonly wanted: number | null;
  /** Whether the rows' number can be had without the rows. */
  readonly countable: boolean;
  /** The column by which deleted rows are left out, or null. */
  readonly deleted: ColumnDef | null;
  /** Whether the one row that is wanted is read by an address of its own. */
  readonly isAlone: boolean;
}

export function planScan(request: ScanRequest, options: ScanOptions): ScanPlan {
  const alone = requestAlone(request);
  return alone === null ? planList(request, options) : { ...planList(alone, options), isAlone: true };
}

function planList(request: ScanRequest, options: ScanOptions): ScanPlan {
  return makePlan(request, options, scanFilter(request.target.table, request.predicate));
}

/**
 * The same rows and perhaps more, asked for in a way that Bitbucket is less likely to refuse; null when the
 * plan asks for nothing that it could refuse.
 */
export function weakerPlan(plan: ScanPlan, request: ScanRequest, options: ScanOptions): ScanPlan | null {
  if (plan.isAlone) return planList(request, options);
  if (plan.sort !== null) return planScan({ ...request, order: null, limit: null }, options);
  const { q, parameters, paths, impossible } = plan.filter;
  if (q === null && parameters.size === 0) return null;
  if (q !== null && asksToBeTold(plan.table, q)) return null;
  return makePlan({ ...request, limit: null }, options, { ...noFilter, paths, impossible, exact: false });
}

function makePlan(request: ScanRequest, options: ScanOptions, filter: ScanFilter): ScanPlan {
  const { table } = request.target;
  const { endpoint } = table;
  if (endpoint === undefined) throw new Error(`${table.name} has no endpoint`);
  const deleted = hiddenBy(request, options);
  const sortField = request.order === null ? null : (columnOf(table, request.order.column).sort ?? null);
  const limit = filter.exact && (request.order === null || sortField !== null) ? request.limit : null;
  const sort = limit === null ? null : request.order;
  return {
    table,
    endpoint,
    filter,
    parents: table.parent === undefined ? null : parentPredicate(request.predicate, table.parent.columns),
    parameters: [
      ...ownParameters(endpoint, filter),
      ...(filter.q === null ? [] : [['q', filter.q] as const]),
      ...(sort === null || sortField === null
        ? []
        : [['sort', `${sort.descending ? '-' : ''}${sortField}`] as const]),
      ...(endpoint.partial
        ? [['fields', fieldsOf(request, endpoint, sort?.column ?? null, deleted)] as const]
        : []),
    ],
    // How many rows come of an object that is unfolded, nobody knows beforehand.
    pageLength: pageLength(endpoint, options, table.unfold === undefined ? limit : null, sort !== null),
    settling: settling(table),
    fullPageLength: pageLength(endpoint, options, null, false),
    sort,
    limit,
    wanted: request.limit,
    countable:
      request.countOnly && filter.exact && endpoint.hasSize && deleted === null && table.unfold === undefined,
    deleted,
    isAlone: false,
  };
}

/** Values that never change, best those that no two rows share. */
function settling(table: TableDef): readonly (readonly [string, string])[] {
  const fixed = table.columns.filter(({ sort }) => sort !== undefined);
  const best =
    fixed.find(({ name }) => table.primaryKey.includes(name)) ??
    fixed.find(({ name }) => name === 'CreatedOn');
  return best?.sort === undefined ? [] : [['sort', best.sort]];
}

function hiddenBy({ target: { table }, named = [] }: ScanRequest, options: ScanOptions): ColumnDef | null {
  const column = table.columns.find(({ name, type }) => name === 'Deleted' && type === 'BOOLEAN');
  return column === undefined || options.includeDeleted || named.includes(column.name) ? null : column;
}

function ownParameters(endpoint: Endpoint, filter: ScanFilter): readonly (readonly [string, string])[] {
  const always = Object.entries(endpoint.parameters ?? {}).filter(([name]) => !filter.parameters.has(name));
  return [...always, ...filter.parameters].flatMap(([name, values]) =>
    values.map((value) => [name, value] as const),
  );
}

/** An exact projection drops the envelope too, unless it is named. */
function fieldsOf(
  request: ScanRequest,
  endpoint: Endpoint,
  sorted: string | null,
  deleted: ColumnDef | null,
): string {
  const { table } = request.target;
  const needed = new Set([...request.columns, ...table.primaryKey, sorted, deleted?.name]);
  const fields = table.columns
    .filter(({ name }) => needed.has(name))
    .flatMap((column) => (column.fields === undefined ? placesOf(column) : [column.fields]));
  return endpoint.paging === 'single'
    ? fields.join(',')
    : [...fields.map((field) => `values.${field}`), 'next', 'size', 'page', 'pagelen'].join(',');
}

/** A server that leaves `sort` alone gives away so by the order of so many rows, though not by that of two. */
const leastInOrder = 10;

function pageLength(
  endpoint: Endpoint,
  options: ScanOptions,
  limit: number | null,
  sorted: boolean,
): number | null {
  if (endpoint.pageLength === undefined) return null;
  const most = options.pageSize === 0 ? endpoint.pageLength : Math.min(endpoint.pageLength, options.pageSize);
  if (limit === null) return most;
  // One row more shows at once whether the last wanted row has equals, some more whether there is an order at all.
  return Math.max(1, Math.min(most, sorted ? Math.max(limit + 1, leastInOrder) : limit));
}
