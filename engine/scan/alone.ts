/**
 * One row that is read by its own address instead of out of its list. The request is made one of a table whose endpoint
 * is that address, so that planning and reading know nothing of it.
 */
import { defineTable } from '../catalog/define-table.ts';
import type { AloneRead, ColumnDef, TableDef } from '../catalog/table.ts';
import type { ScanRequest } from '../plan/scan-request.ts';
import type { BitbucketClient } from '../bitbucket/client.ts';
import type { CallContext } from '../bitbucket/api-attempt.ts';
import { BitbucketError } from '../bitbucket/bitbucket-error.ts';
import { fillPath } from './endpoint-path.ts';
import { plainValue } from './filter-literal.ts';
import { possibleValues } from './possible-values.ts';
import { columnOf, valueReader } from './row-decoder.ts';
import type { SchemaPlace } from './schema-place.ts';

/** The request for the one row that the filter leaves; null where it may leave more, or has no address. */
export function requestAlone(request: ScanRequest): ScanRequest | null {
  const { target, predicate } = request;
  const { alone } = target.table;
  if (alone === undefined || predicate === null) return null;
  const column = columnOf(target.table, alone.column);
  const values = possibleValues(predicate, column.name, (value) => plainValue(column, value));
  if (values?.size !== 1) return null;
  return { ...request, target: { ...target, table: tableAlone(target.table, alone) }, order: null };
}

const made = new WeakMap<TableDef, TableDef>();

/** Always the same for the same table. */
function tableAlone(table: TableDef, alone: AloneRead): TableDef {
  const known = made.get(table);
  if (known !== undefined) return known;
  const { alone: _, endpoint, ...rest } = table;
  const fresh = defineTable<TableDef>({
    ...rest,
    endpoint: { path: alone.path, paging: 'single', hasSize: false, partial: endpoint?.partial === true },
    columns: table.columns.map((column) => columnAlone(column, alone)),
  });
  made.set(table, fresh);
  return fresh;
}

function columnAlone(of: ColumnDef, { column, form }: AloneRead): ColumnDef {
  const { filter: _, sort: __, ...rest } = of;
  if (rest.name !== column) return rest;
  return { ...rest, filter: { field: column, via: 'path', operators: { '=': 'exact', in: 'exact' }, form } };
}

/**
 * Whether the server has such addresses, so that 404 means that there is no such row: tried with a row of the list, by up
 * to two calls.
 */
export async function readsAlone(
  client: Pick<BitbucketClient, 'get'>,
  { endpoint, alone, ...table }: TableDef,
  place: SchemaPlace,
  call: CallContext,
): Promise<boolean> {
  if (endpoint === undefined || alone === undefined) return false;
  const { name, path } = columnOf(table, alone.column);
  const list = `${fillPath(endpoint.path, place)}?fields=values.${path}&pagelen=1`;
  try {
    const { body } = await client.get(list, call);
    const values = (body as { values?: readonly unknown[] } | null)?.values;
    const value = valueReader(table, name)(values?.[0]);
    if (typeof value !== 'string') return false;
    await client.get(fillPath(alone.path, new Map([...place, [name, value]])), call);
    return true;
  } catch (error) {
    if (error instanceof BitbucketError) return false;
    throw error;
  }
}
