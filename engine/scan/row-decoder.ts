/** API objects to rows, column by column. Compiled once for a request. */
import type { CellValue, ColumnDef, TableDef } from '../catalog/table.ts';
import { jsonText } from '../bitbucket/json.ts';
import type { RowBatch } from '../plan/scan-request.ts';
import { cellDecoder } from './cell-decoder.ts';

/** Values of columns that stand in the endpoint's path, as text, by column name. */
export type BoundColumns = ReadonlyMap<string, string>;

export interface RowDecoder {
  decode(members: readonly unknown[], bound: BoundColumns): RowBatch;
}

/** `names` in the order in which the values are wanted; a name that the table doesn't have is a fault of the caller. */
export function rowDecoder(table: TableDef, names: readonly string[]): RowDecoder {
  const columns = names
    .map((name) => columnOf(table, name))
    .map((column) => ({
      name: column.name,
      read: reader(column.path),
      cell: cellDecoder(column),
    }));
  return {
    decode: (members, bound) => ({
      rowCount: members.length,
      values: columns.map(({ name, read, cell }) => {
        const fallback = bound.get(name);
        return members.map((member) => cell(read(member) ?? fallback));
      }),
    }),
  };
}

/** One column of one object. */
export function valueReader(table: TableDef, name: string): (member: unknown) => CellValue {
  const column = columnOf(table, name);
  const read = reader(column.path);
  const cell = cellDecoder(column);
  return (member) => cell(read(member));
}

/**
 * What tells the members of one collection apart: the primary key without the columns that are the same for
 * all of it. An object without its key counts by its whole content.
 */
export function memberKey(table: TableDef): (member: unknown) => string {
  const fixed = new Set(Object.keys(table.parent?.columns ?? {}));
  const reads = table.primaryKey
    .filter((name) => !fixed.has(name))
    .map((name) => reader(columnOf(table, name).path));
  return (member) => {
    const parts = reads.map((read) => read(member) ?? null);
    return parts.length === 0 || parts.includes(null) ? jsonText(member) : parts.map(jsonText).join();
  };
}

export function columnOf(table: TableDef, name: string): ColumnDef {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (column === undefined) throw new Error(`${table.name} has no column ${name}`);
  return column;
}

function reader(path: string): (member: unknown) => unknown {
  const steps = path.split('.');
  return (member) => {
    let value = member;
    for (const step of steps) {
      if (typeof value !== 'object' || value === null) return undefined;
      value = (value as Record<string, unknown>)[step];
    }
    return value;
  };
}
