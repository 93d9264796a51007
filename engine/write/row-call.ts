/** One row to the call that writes it. Throws before any call is made. */
import type { CellValue, ColumnDef, SentAgain, TableDef } from '../catalog/table.ts';
import { DrawbridgeError, SqlState } from '../error.ts';
import { fillPath } from '../scan/endpoint-path.ts';
import { jsonOf } from './body.ts';
import { bodyPath, pathNames, type WritePlan } from './write-plan.ts';

export interface RowCall {
  readonly method: 'POST' | 'PUT' | 'DELETE';
  /** Below apiUrl, filled in. */
  readonly target: string;
  /** null: no body. */
  readonly members: readonly (readonly [path: string, value: unknown])[] | null;
  readonly again: readonly SentAgain[];
  /** What stands in the endpoint's path, as text by column name. */
  readonly bound: ReadonlyMap<string, string>;
  /** What the statement says of the row, by column: its key, or what is inserted. */
  readonly cells: ReadonlyMap<string, CellValue>;
  /** Such as `Id 5`; null: nobody knows yet. */
  readonly name: string | null;
}

export interface RowToWrite {
  /** In the order of the plan's keys. */
  readonly keys: readonly CellValue[];
  /** In the order of the plan's written columns; undefined: DEFAULT. */
  readonly values: readonly (CellValue | undefined)[];
}

export function rowCall(
  plan: WritePlan,
  place: ReadonlyMap<string, string>,
  row: RowToWrite,
  number: number,
): RowCall {
  const { table, rules, call, written, keys } = plan;
  written.forEach((column, index) => checkValue(plan, column, row.values[index], number));
  checkState(plan, row);
  const cells = new Map<string, CellValue>([
    ...keys.map((column, index) => [column.name, row.keys[index] ?? null] as const),
    ...(plan.verb === 'INSERT'
      ? written.map((column, index) => [column.name, row.values[index] ?? null] as const)
      : []),
  ]);
  const inPath = pathNames(call.path);
  const bound = new Map(
    [...cells].flatMap(([name, cell]) =>
      inPath.includes(name) ? [[name, pathText(table, name, cell, number)] as const] : [],
    ),
  );
  const members = written.flatMap((column, index) => {
    const value = row.values[index];
    if (value === undefined || (plan.verb === 'INSERT' && (value === null || inPath.includes(column.name)))) {
      return [];
    }
    return [[bodyPath(table, column), jsonOf(column, value)] as const];
  });
  const always = Object.entries(plan.verb === 'INSERT' ? (rules.insert?.always ?? {}) : {});
  return {
    method: call.method,
    target: fillPath(call.path, new Map([...place, ...bound])),
    members: call.method === 'DELETE' ? null : [...always, ...members],
    again: plan.verb === 'UPDATE' ? (rules.update?.again ?? []) : [],
    bound,
    cells,
    name: plan.verb === 'INSERT' ? null : rowName(table, (name) => cells.get(name) ?? null),
  };
}

/** The row by its key, as messages call it. */
export function rowName(table: TableDef, cell: (column: string) => CellValue): string {
  return table.primaryKey.map((name) => `${name} ${String(cell(name))}`).join(', ');
}

function checkValue(plan: WritePlan, column: ColumnDef, value: CellValue | undefined, number: number): void {
  const { verb, rules, table } = plan;
  const isNeeded =
    verb === 'INSERT' ? rules.insert?.required.includes(column.name) === true : !column.nullable;
  if (isNeeded && (value === null || value === undefined)) {
    throw new DrawbridgeError(
      SqlState.notNullViolation,
      `${column.name} of ${table.name} must have a value, and row ${number} gives it none.`,
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
      `The value for ${column.name} in row ${number} is longer than ${column.length} characters.`,
    );
  }
}

function checkState({ rules, verb, keys, table }: WritePlan, row: RowToWrite): void {
  const only = verb === 'UPDATE' ? rules.update?.only : undefined;
  if (only === undefined) return;
  const cell = (name: string): CellValue => row.keys[keys.findIndex((one) => one.name === name)] ?? null;
  const value = cell(only.column);
  if (value === only.value) return;
  throw new DrawbridgeError(
    SqlState.wrongState,
    `${table.name} with ${rowName(table, cell)} cannot be updated: its ${only.column} is ${String(value)}.`,
    { hint: `Bitbucket changes only those with ${only.column} = '${only.value}'; add that to WHERE.` },
  );
}

/** What would lead to another address is refused. */
function pathText(table: TableDef, column: string, cell: CellValue, number: number): string {
  const text = cell === null ? '' : String(cell);
  if (text !== '' && text !== '.' && text !== '..') return text;
  throw new DrawbridgeError(
    SqlState.invalidParameterValue,
    `${column} of row ${number} is "${text}", which cannot be part of an address of ${table.name}.`,
  );
}
