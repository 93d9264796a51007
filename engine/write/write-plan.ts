/** Which columns of a table a statement writes, by the table's rules. Everything here is found out before any call. */
import type { ColumnAction, ColumnDef, TableDef, WriteCall, WriteRules } from '../catalog/table.ts';
import { DrawbridgeError, SqlState } from '../error.ts';
import { nearNames } from '../scan/near-names.ts';
import type {
  DeleteStatement,
  UpdateStatement,
  WriteStatement,
  WrittenName,
} from '../sql/write-statement.ts';
import type { NamedInsert } from './insert-columns.ts';

export interface WritePlan {
  readonly verb: WriteStatement['verb'];
  readonly table: TableDef;
  readonly rules: WriteRules;
  readonly call: WriteCall;
  /** The columns that get values, in the order of the statement. */
  readonly written: readonly ColumnDef[];
  /** Of rows that exist: the columns that say where they are, what they are called, and what is sent again. */
  readonly keys: readonly ColumnDef[];
  /** Of the written columns those that have calls of their own. */
  readonly actions: ReadonlyMap<ColumnDef, readonly ColumnAction[]>;
}

const noActions: WritePlan['actions'] = new Map();

/**
 * Throws DrawbridgeError, positions as offsets into the normalised text counted from 1: 0A000 what Bitbucket cannot
 * write, 42703 an unknown column, 42701 one that is named twice, 23502 a required one that is missing.
 */
export function planWrite(
  statement: NamedInsert | UpdateStatement | DeleteStatement,
  table: TableDef,
): WritePlan {
  const { verb } = statement;
  const rules = table.writes ?? {};
  switch (statement.verb) {
    case 'INSERT': {
      const call = rules.insert ?? refuse(verb, table);
      const allowed = [...call.required, ...call.optional];
      const written = statement.columns.map((name) => writableColumn(table, name, verb, allowed));
      checkOnce(table, statement.columns, written);
      const names = written.map(({ name }) => name);
      const missing = call.required.filter((name) => !names.includes(name));
      if (missing.length > 0) {
        throw new DrawbridgeError(
          SqlState.notNullViolation,
          `INSERT INTO ${table.name} needs ${missing.join(' and ')}.`,
          { hint: insertHint(call.required, call.optional) },
        );
      }
      return { verb, table, rules, call, written, keys: [], actions: noActions };
    }
    case 'UPDATE': {
      const call = rules.update ?? refuse(verb, table);
      const names = statement.assignments.map(({ column }) => column);
      const written = names.map((name) => writableColumn(table, name, verb, call.columns));
      checkOnce(table, names, written);
      const actions = new Map(
        written.flatMap((column) => {
          const own = call.actions?.[column.name];
          return own === undefined ? [] : [[column, own] as const];
        }),
      );
      const more = [...[...actions.keys()].map(({ name }) => name), ...(call.kept ?? [])];
      return { verb, table, rules, call, written, keys: keysOf(table, call, more), actions };
    }
    case 'DELETE': {
      const call = rules.delete ?? refuse(verb, table);
      return { verb, table, rules, call, written: [], keys: keysOf(table, call), actions: noActions };
    }
  }
}

function insertHint(required: readonly string[], optional: readonly string[]): string {
  const more = optional.length === 0 ? '' : `; it may name ${optional.join(', ')}`;
  return `It must name ${required.join(', ')}${more}.`;
}

const words = { INSERT: 'inserted into', UPDATE: 'updated', DELETE: 'deleted from' } as const;

function refuse(verb: WriteStatement['verb'], { name, writes, notWritten, retired, scope }: TableDef): never {
  const possible = [
    ...(writes?.insert === undefined ? [] : ['INSERT']),
    ...(writes?.update === undefined ? [] : ['UPDATE']),
    ...(writes?.delete === undefined ? [] : ['DELETE']),
  ];
  const why =
    writes?.refused?.[verb] ??
    notWritten ??
    (retired === undefined ? undefined : 'Bitbucket has removed it') ??
    (scope === 'system' ? 'the engine makes its rows itself' : 'Bitbucket has no call for it');
  throw new DrawbridgeError(SqlState.featureNotSupported, `${name} cannot be ${words[verb]}: ${why}.`, {
    hint:
      possible.length === 0 ? 'The table can only be read.' : `What it takes is ${possible.join(' and ')}.`,
  });
}

/** The columns that the call is made of, those of the key, and more. */
function keysOf(table: TableDef, call: WriteCall, more: readonly string[] = []): readonly ColumnDef[] {
  const { path, read = '', only, item } = call;
  const wanted = new Set([
    ...pathNames(path),
    ...pathNames(read),
    ...table.primaryKey,
    only?.column,
    item?.column,
    ...more,
  ]);
  return table.columns.filter(({ name }) => wanted.has(name));
}

export function pathNames(path: string): readonly string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
}

function writableColumn(
  table: TableDef,
  { name, offset }: WrittenName,
  verb: WriteStatement['verb'],
  allowed: readonly string[],
): ColumnDef {
  const position = offset + 1;
  const column = table.columns.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (column === undefined) {
    const near = nearNames(
      name,
      table.columns.map((one) => one.name),
    );
    throw new DrawbridgeError(SqlState.undefinedColumn, `${table.name} has no column ${name}.`, {
      position,
      hint: near.length === 0 ? `${verb} takes ${allowed.join(', ')}.` : `Did you mean ${near.join(' or ')}?`,
    });
  }
  if (allowed.includes(column.name)) return column;
  throw new DrawbridgeError(
    SqlState.featureNotSupported,
    `${column.name} of ${table.name} cannot be written by ${verb}.`,
    { position, hint: `${verb} takes ${allowed.join(', ')}.` },
  );
}

/** Two columns may be one member of the body, too. */
function checkOnce(table: TableDef, names: readonly WrittenName[], columns: readonly ColumnDef[]): void {
  const paths = columns.map((column) => bodyPath(table, column));
  for (const [index, path] of paths.entries()) {
    const first = paths.indexOf(path);
    if (first === index) continue;
    const [one, other] = [columns[first]?.name ?? '', columns[index]?.name ?? ''];
    throw new DrawbridgeError(
      SqlState.duplicateColumn,
      one === other ? `${one} gets two values.` : `${one} and ${other} are the same text for Bitbucket.`,
      { position: (names[index]?.offset ?? 0) + 1 },
    );
  }
}

export function bodyPath({ writes }: TableDef, column: ColumnDef): string {
  return writes?.bodyPaths?.[column.name] ?? column.path;
}
