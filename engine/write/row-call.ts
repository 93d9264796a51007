/** One row to the calls that write it. Throws before any call is made. */
import type { CellValue, ColumnDef, TableDef } from '../catalog/table.ts';
import { DrawbridgeError, SqlState } from '../error.ts';
import { fillPath } from '../scan/endpoint-path.ts';
import { actionCall, actionsOf, ownCall, type Cells, type SentCall } from './sent-call.ts';
import { pathNames, type WritePlan } from './write-plan.ts';

export interface RowCall {
  /** Made in this order; none where the row is already what it is to be. */
  readonly calls: readonly SentCall[];
  /** Where the row is read for RETURNING; null: the last call answers it. */
  readonly read: string | null;
  /** What stands in the paths, as text by column name. */
  readonly bound: ReadonlyMap<string, string>;
  /** What the statement says of the row, by column: its key, or what is inserted. */
  readonly cells: ReadonlyMap<string, CellValue>;
  /** Such as `Id 5`; null: nobody knows yet. */
  readonly name: string | null;
}

/** Every row is looked at before the first call. */
const nothing = 'No row was written.';

export interface RowToWrite {
  /** In the order of the plan's keys. */
  readonly keys: readonly CellValue[];
  /** In the order of the plan's written columns; undefined: DEFAULT. */
  readonly values: readonly (CellValue | undefined)[];
}

export function rowCall(
  plan: WritePlan,
  place: ReadonlyMap<string, string>,
  { keys, values }: RowToWrite,
  number: number,
): RowCall {
  const { table, call, written, verb } = plan;
  written.forEach((column, index) => checkValue(plan, column, values[index], number));
  const cells: Cells = new Map([
    ...plan.keys.map((column, index) => [column.name, keys[index] ?? null] as const),
    ...(verb === 'INSERT'
      ? written.map((column, index) => [column.name, values[index] ?? null] as const)
      : []),
  ]);
  checkState(plan, cells);
  const inPaths = new Set([
    ...[call, ...[...plan.actions.values()].flat()].flatMap(({ path, read = '' }) => [
      ...pathNames(path),
      ...pathNames(read),
    ]),
    ...(call.item === undefined ? [] : [call.item.column]),
  ]);
  const bound = new Map(
    [...cells].flatMap(([name, cell]) =>
      inPaths.has(name) ? [[name, pathText(table, name, cell, number)] as const] : [],
    ),
  );
  const filled = new Map([...place, ...bound]);
  const own = ownCall(plan, values, cells, filled);
  const actions = actionsOf(plan, values, cells);
  // Where nothing is to be done the row is read as after an action.
  const last = actions.at(-1)?.action ?? (own === null ? [...plan.actions.values()][0]?.[0] : call);
  return {
    calls: [...(own === null ? [] : [own]), ...actions.map((action) => actionCall(action, filled))],
    read: last?.read === undefined ? null : fillPath(last.read, filled),
    bound,
    cells,
    name: verb === 'INSERT' ? null : rowName(table, (name) => cells.get(name) ?? null),
  };
}

/** The row by its key, as messages call it. */
export function rowName(table: TableDef, cell: (column: string) => CellValue): string {
  const known = table.primaryKey.filter((name) => cell(name) !== null);
  const named = known.length === 0 ? table.primaryKey : known;
  return named.map((name) => `${name} ${String(cell(name) ?? 'unknown')}`).join(', ');
}

function checkValue(plan: WritePlan, column: ColumnDef, value: CellValue | undefined, number: number): void {
  const { verb, rules, table } = plan;
  const isNeeded =
    verb === 'INSERT' ? rules.insert?.required.includes(column.name) === true : !column.nullable;
  if (isNeeded && (value === null || value === undefined)) {
    throw new DrawbridgeError(
      SqlState.notNullViolation,
      `${column.name} of ${table.name} must have a value, and row ${number} gives it none. ${nothing}`,
    );
  }
  // An update has no default: what the statement does not name stays.
  if (verb === 'UPDATE' && value === undefined) {
    throw new DrawbridgeError(SqlState.featureNotSupported, `${column.name} has no default for UPDATE.`);
  }
  if (column.length === undefined || typeof value !== 'string') return;
  if (Array.from(value).length > column.length) {
    throw new DrawbridgeError(
      SqlState.stringTruncated,
      `The value for ${column.name} in row ${number} is longer than ${column.length} characters. ${nothing}`,
    );
  }
}

function checkState({ call: { only }, table }: WritePlan, cells: Cells): void {
  if (only === undefined) return;
  const cell = (name: string): CellValue => cells.get(name) ?? null;
  const value = cell(only.column);
  if (value === only.value) return;
  throw new DrawbridgeError(
    SqlState.wrongState,
    `${table.name} with ${rowName(table, cell)} cannot be changed: its ${only.column} is ${String(value)}. ${nothing}`,
    { hint: `Bitbucket changes only those with ${only.column} = '${only.value}'; add that to WHERE.` },
  );
}

/** What would lead to another address is refused. */
function pathText(table: TableDef, column: string, cell: CellValue, number: number): string {
  const text = cell === null ? '' : String(cell);
  if (text !== '' && text !== '.' && text !== '..') return text;
  throw new DrawbridgeError(
    SqlState.invalidParameterValue,
    `${column} of row ${number} is "${text}", which cannot be part of an address of ${table.name}. ${nothing}`,
  );
}
