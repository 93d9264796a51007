/** API objects to rows, column by column. Compiled once for a request. */
import { createHash } from 'node:crypto';
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
      read: columnReader(column),
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
  const read = columnReader(column);
  const cell = cellDecoder(column);
  return (member) => cell(read(member));
}

/**
 * What tells the members of one collection apart: the primary key without the columns that are the same for
 * all of it, and without those of the items that a member is unfolded into. null: an object without its key, or with a
 * key that is made of its values, counts by its whole content.
 */
export function memberKey(table: TableDef): (member: unknown) => string | null {
  const fixed = new Set(Object.keys(table.parent?.columns ?? {}));
  const columns = table.primaryKey
    .filter((name) => !fixed.has(name))
    .map((name) => columnOf(table, name))
    .filter(({ path }) => table.unfold === undefined || !path.startsWith(`${table.unfold}.`));
  const isDerived = columns.some(({ derived }) => derived !== undefined);
  const reads = columns.map(columnReader);
  return (member) => {
    const parts = isDerived ? [] : reads.map((read) => read(member) ?? null);
    return parts.length === 0 || parts.includes(null) ? null : parts.map(jsonText).join();
  };
}

/**
 * One object for each item of the list that the table unfolds, with the item in the place of the list. An object without
 * that list gives none.
 */
export function unfolded(table: TableDef, members: readonly unknown[]): readonly unknown[] {
  const { unfold } = table;
  if (unfold === undefined) return members;
  return members.flatMap((member) => {
    const list = typeof member === 'object' && member !== null ? Reflect.get(member, unfold) : undefined;
    return Array.isArray(list)
      ? list.map((item: unknown) => ({ ...(member as object), [unfold]: item }))
      : [];
  });
}

/** Where in the API's object the column's value may stand; nowhere for what only the endpoint's path says. */
export function placesOf({ path, otherPaths = [] }: ColumnDef): readonly string[] {
  return path.startsWith('{') ? [] : [path, ...otherPaths];
}

export function columnOf(table: TableDef, name: string): ColumnDef {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (column === undefined) throw new Error(`${table.name} has no column ${name}`);
  return column;
}

function columnReader(column: ColumnDef): (member: unknown) => unknown {
  const places = placesOf(column).map((path) => ({ path, read: reader(path) }));
  const [only] = places;
  if (column.derived === 'kind') {
    return (member) => places.find(({ read }) => isThere(read(member)))?.path.split('.')[0];
  }
  if (column.derived === 'presence') return (member) => places.some(({ read }) => isThere(read(member)));
  if (column.derived === 'digest') {
    return (member) => digest(places.map(({ read }) => read(member) ?? null));
  }
  if (only !== undefined && places.length === 1) return only.read;
  return (member) => places.map(({ read }) => read(member)).find(isThere);
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

function digest(values: readonly unknown[]): string {
  return createHash('sha256').update(jsonText(values)).digest('hex').slice(0, 40);
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
