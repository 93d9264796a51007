/** The tables and functions that a SELECT names: whether they exist, and how the text is made to say them in full. */
import { DrawbridgeError, SqlState } from '../error.ts';
import type { GetTable } from '../plan/bound-plan.ts';
import type { Locate, RawFunction, RawTable } from '../plan/raw-statement.ts';
import type { TableReference } from '../plan/scan-request.ts';
import type { Edit } from '../plan/splice.ts';
import type { NamedTables } from '../plan/statement-plan.ts';
import type { FunctionPolicy, TableName, TableResolver } from '../plan/table-resolver.ts';
import { nearNames } from '../scan/near-names.ts';
import { equalOf } from '../sql/functions-elsewhere.ts';
import { quoteIdentifier } from '../store/quote.ts';
import { storeCatalog, type StoredTable } from '../store/store.ts';

export interface ResolvedTables extends NamedTables {
  readonly stored: readonly StoredTable[];
  readonly edits: readonly Edit[];
  /** What the edits put in front of names, as DuckDB prints it. */
  readonly prefixes: readonly string[];
  /** Only the engine's own tables are named, and at least one: a catalog function, which Max Rows never cuts. */
  readonly onlySystemTables: boolean;
}

interface Names {
  readonly resolver: TableResolver;
  readonly searchPath: readonly string[];
}

/** One table. Throws 42P01, or what the resolver knows better. */
export async function resolveTable(
  name: TableName,
  { resolver, searchPath }: Names,
  position: number,
): Promise<TableReference> {
  const reference = await resolver.resolve(name, searchPath).catch((thrown: unknown) => {
    throw located(thrown, position);
  });
  if (reference === undefined) throw unknownTable(name, resolver.tableNames, position);
  return reference;
}

/** Throws what `resolveTable` does. */
export async function resolveTables(
  named: readonly RawTable[],
  names: Names,
  locate: Locate,
): Promise<ResolvedTables> {
  const known = new Map<string, { readonly schema: string; readonly reference: TableReference }>();
  const edits: Edit[] = [];
  const prefixes = new Set<string>();
  for (const { name, offset } of named) {
    const reference = await resolveTable(name, names, locate(offset));
    // A schema keeps the spelling of the statement, since columns may be written with it.
    const schema = name.schema ?? reference.schema;
    known.set(keyOf({ schema, table: reference.table.name }), { schema, reference });
    const missing = [
      ...(name.catalog === null ? [storeCatalog] : []),
      ...(name.schema === null ? [schema] : []),
    ];
    if (missing.length === 0) continue;
    edits.push({ offset, length: 0, text: missing.map((part) => `${quoteIdentifier(part)}.`).join('') });
    prefixes.add(missing.map((part) => `${printedIdentifier(part)}.`).join(''));
  }
  const all = [...known.values()];
  return {
    stored: all.map(({ schema, reference: { table } }) => ({ schema, table })),
    edits,
    prefixes: [...prefixes],
    onlySystemTables: all.length > 0 && all.every(({ reference }) => reference.table.scope === 'system'),
    find: (table) => known.get(keyOf(table))?.reference,
  };
}

/** DuckDB prints quotes only where they are needed. */
function printedIdentifier(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : quoteIdentifier(name);
}

const keyOf = ({ schema, table }: GetTable): string => `${schema}\0${table}`.toLowerCase();

function unknownTable(
  { catalog, schema, table }: TableName,
  names: readonly string[],
  position: number,
): DrawbridgeError {
  const written = [catalog, schema, table].filter((part) => part !== null).join('.');
  return new DrawbridgeError(SqlState.undefinedTable, `There is no table ${written}.`, {
    position,
    hint: dottedHint(catalog, schema, table) ?? hintFor(table, names),
  });
}

/** Without quotes a slug with a dot reads as a catalog and a schema. */
function dottedHint(catalog: string | null, schema: string | null, table: string): string | null {
  if (catalog === null || schema === null || catalog.toLowerCase() === storeCatalog.toLowerCase())
    return null;
  const name = `${quoteIdentifier(`${catalog}.${schema}`)}.${table}`;
  return `The only catalog is ${storeCatalog}. A repository with a dot in its slug is written in quotes: ${name}.`;
}

function hintFor(table: string, names: readonly string[]): string {
  const same = names.find((name) => name.toLowerCase() === table.toLowerCase());
  if (same !== undefined) {
    return `${same} stands elsewhere: SELECT SchemaName FROM sys_tables WHERE TableName = '${same}' tells where.`;
  }
  const near = nearNames(table, names);
  const all = 'SELECT SchemaName, TableName FROM sys_tables lists the tables.';
  return near.length === 0 ? all : `Did you mean ${near.join(' or ')}? ${all}`;
}

function located(thrown: unknown, position: number): unknown {
  if (!(thrown instanceof DrawbridgeError) || thrown.position !== undefined) return thrown;
  const { sqlState, message, hint, detail } = thrown;
  return new DrawbridgeError(sqlState, message, {
    position,
    cause: thrown,
    ...(hint === undefined ? {} : { hint }),
    ...(detail === undefined ? {} : { detail }),
  });
}

/** Throws 42883 for a function that is not on the list. */
export function checkFunctions(
  functions: readonly RawFunction[],
  policy: FunctionPolicy,
  locate: Locate,
): void {
  for (const { name, kind, offset } of functions) {
    const allowed = kind === 'table' ? policy.isAllowedTableFunction(name) : policy.isAllowedFunction(name);
    if (allowed) continue;
    throw new DrawbridgeError(
      kind === 'table' ? SqlState.featureNotSupported : SqlState.undefinedFunction,
      `There is no ${kind === 'table' ? 'table function' : 'function'} ${name}() here.`,
      {
        hint:
          equalOf(name) ??
          "ODBC's functions and most of DuckDB's are there; none that reads files, settings or the network.",
        ...(offset === null ? {} : { position: locate(offset) }),
      },
    );
  }
}
