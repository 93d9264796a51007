/**
 * INSERT, UPDATE and DELETE: from a normalised statement to the calls that carry it out.
 *
 * Preparing cuts the statement, holds it against the table's rules and describes its queries; no call is made. When it
 * is executed the rows are read first, all of them, and checked; then one call a row is made, in order.
 */
import type { WrittenFact } from '../catalog/system/facts.ts';
import type { CellValue, TableDef } from '../catalog/table.ts';
import { DrawbridgeError, SqlState, type StatementPosition } from '../error.ts';
import type { TableReference } from '../plan/scan-request.ts';
import { rowDecoder, unfolded, valueReader } from '../scan/row-decoder.ts';
import type { NormalisedStatement } from '../sql/statement.ts';
import { confirmShape } from '../sql/write-shape.ts';
import { cutWrite, partsOf, type InsertStatement, type WriteStatement } from '../sql/write-statement.ts';
import { parameterPlaces } from '../plan/parameters.ts';
import { namedInsert } from '../write/insert-columns.ts';
import { bodyOf } from '../write/body.ts';
import { rowName, type RowCall, type RowToWrite } from '../write/row-call.ts';
import { runCalls, type WriteClient } from '../write/run-calls.ts';
import { withValueTypes } from '../write/value-types.ts';
import { planWrite, type WritePlan } from '../write/write-plan.ts';
import { readCells } from './chunk-cells.ts';
import { commandCursor } from './command-cursor.ts';
import { inPlace } from './place-of-error.ts';
import { resolveTable } from './select-names.ts';
import { prepareSelect, type PreparedSelect, type SelectEnvironment } from './select.ts';
import type { Cursor, ExecuteOptions, Prepared } from './session.ts';
import { returningQuery, rowsQuery, sourceQuery } from './write-queries.ts';
import { writeProgress, type WriteProgress } from './write-progress.ts';
import { callsOf, type Places } from './written-places.ts';
import { writtenRows } from './written-rows-source.ts';

export interface WrittenPart {
  /** Such as `harbor-app.Tags`, or a procedure. */
  readonly name: string;
  /** null: a procedure was called. */
  readonly rows: number | null;
  /** Whether schemas came, went or changed their names. */
  readonly makesSchemas: boolean;
  /** Which rows, where it was a statement. */
  readonly of?: Omit<WrittenFact, 'batch'>;
  /** Of an INSERT: the last column of the key of the last row. */
  readonly identity?: string;
}

export interface WriteEnvironment extends Places {
  readonly select: SelectEnvironment;
  readonly client: WriteClient;
  readonly allowUnfiltered: boolean;
  readonly allowOverBudget: boolean;
  /** Throws what forbids a write now, before any call. */
  admit(verb: string): void;
  /** Something was written, or may have been: what is kept of it is out of date. */
  written(what: WrittenPart): void;
}

/** Throws DrawbridgeError with the place in the user's text; what SELECTs throw, and what the rules of writes say. */
export async function prepareWrite(
  environment: WriteEnvironment,
  statement: NormalisedStatement,
  parameterTypes: readonly number[],
): Promise<Prepared> {
  const locate = (offset: number): StatementPosition => statement.originalPosition(offset);
  const cut = inPlace(() => cutWrite(statement.text), locate);
  await confirmShape(cut);
  const { select } = environment;
  const name = partsOf(cut.target);
  const reference = await resolveTable(name, select, locate(cut.target.slice.offset));
  const { table } = reference;
  const written =
    cut.verb === 'INSERT'
      ? namedInsert(cut, table, await widthOf(select, statement, cut, parameterTypes))
      : cut;
  const plan = inPlace(() => planWrite(written, table), locate);

  const isUnfiltered = written.verb !== 'INSERT' && written.where === null;
  const isLimited = isUnfiltered && !environment.allowUnfiltered;
  const query = rowsQuery(statement, written, plan, isLimited ? 2 : null);
  const rows = await valued(plan, () => prepareSelect(select, query.statement, parameterTypes));
  const returning = await prepareReturning(select, statement, written, parameterTypes);
  const prepared: PreparedWrite = { environment, statement, written, reference, plan, rows, returning };
  return {
    columns: returning?.columns ?? null,
    parameterTypes: mergedTypes(query.statement, rows, returning),
    execute: (parameters, options) => execute(prepared, parameters, options, isLimited, query.whole),
    close: () => undefined,
  };
}

interface PreparedWrite {
  readonly environment: WriteEnvironment;
  readonly statement: NormalisedStatement;
  readonly written: WriteStatement;
  readonly reference: TableReference;
  readonly plan: WritePlan;
  readonly rows: PreparedSelect;
  readonly returning: PreparedSelect | null;
}

async function execute(
  prepared: PreparedWrite,
  parameters: readonly (string | null)[],
  options: ExecuteOptions,
  isLimited: boolean,
  whole: boolean,
): Promise<Cursor> {
  const { environment, reference, plan, written } = prepared;
  environment.admit(written.verb);
  const progress = writeProgress(options);
  const cells = await valued(plan, async () =>
    readCells(
      // What is to be written is never cut by Max Rows.
      await prepared.rows.execute(parameters, { ...options, maxRows: 0, onProgress: progress.scanned }),
    ),
  );
  if (isLimited && cells.length > 1) throw unfiltered(written.verb, reference.table.name);
  const rows = cells.map((row, index) => rowToWrite(plan, written, row, index, whole));
  const calls = await callsOf(plan, reference, environment, rows, options.signal);
  const replies = await carryOut(prepared, calls, options, progress);
  const tag = written.verb === 'INSERT' ? `INSERT 0 ${replies.length}` : `${written.verb} ${replies.length}`;
  if (prepared.returning === null) return commandCursor(tag);
  const result = whole ? cells : replies.flatMap((reply, index) => rowOf(prepared, reply, calls[index]));
  return returned(prepared, result, parameters, options, tag);
}

async function valued<T>({ written }: WritePlan, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (thrown) {
    throw withValueTypes(thrown, written);
  }
}

async function carryOut(
  { environment, reference, plan, written, returning }: PreparedWrite,
  calls: readonly RowCall[],
  options: ExecuteOptions,
  progress: WriteProgress,
): Promise<readonly unknown[]> {
  if (calls.length === 0) return [];
  const keys: string[] = [];
  let identity: CellValue = null;
  const { table } = reference;
  const { statementId, signal } = options;
  const cell = (reply: unknown, { cells, bound }: RowCall, column: string): CellValue =>
    valueReader(table, column)(reply) ?? cells.get(column) ?? bound.get(column) ?? null;
  try {
    return await runCalls({
      calls,
      client: environment.client,
      allowOverBudget: environment.allowOverBudget,
      call: { signal, onAttempt: progress.called, ...(statementId === undefined ? {} : { statementId }) },
      returns: returning !== null && plan.verb !== 'DELETE',
      nameOf: (reply, call) => rowName(plan.table, (column) => cell(reply, call, column)),
      onWritten: (reply, call) => {
        keys.push(table.primaryKey.map((column) => String(cell(reply, call, column))).join(', '));
        if (plan.verb === 'INSERT') identity = cell(reply, call, table.primaryKey.at(-1) ?? '');
      },
    });
  } finally {
    // Even when it failed: an uncertain row may be there.
    const makesSchemas = table.writes?.makesSchemas === true;
    const { schema } = reference;
    const rows = keys.length;
    const of = { verb: written.verb, schema, table: table.name, keys };
    const made = identity === null ? {} : { identity: String(identity) };
    environment.written({ name: `${schema}.${table.name}`, rows, makesSchemas, of, ...made });
    if (returning === null && rows > 0) options.onWritten?.(rows);
  }
}

/** The row as Bitbucket has it now; where it says nothing, there is none to return. */
function rowOf(
  { reference: { table }, plan }: PreparedWrite,
  reply: unknown,
  call: RowCall | undefined,
): readonly (readonly CellValue[])[] {
  const names = table.columns.map(({ name }) => name);
  const bound = call?.bound ?? new Map<string, string>();
  const { values } = rowDecoder(table, names).decode([objectOf(table, plan, reply, bound)], bound);
  return [values.map(([value]) => value ?? null)];
}

/** Of a row that is an item of a list the object with that item in the place of the list. */
function objectOf(
  table: TableDef,
  { call: { item, answers } }: WritePlan,
  reply: unknown,
  bound: ReadonlyMap<string, string>,
): unknown {
  if (answers !== undefined) return bodyOf([[answers, reply]]);
  if (item === undefined) return reply;
  const read = valueReader(table, item.column);
  return unfolded(table, [reply]).find((one) => read(one) === bound.get(item.column));
}

async function returned(
  { environment, statement, written, returning: described }: PreparedWrite,
  rows: readonly (readonly CellValue[])[],
  parameters: readonly (string | null)[],
  options: ExecuteOptions,
  commandTag: string,
): Promise<Cursor> {
  const { returning } = written;
  if (returning === null) return commandCursor(commandTag);
  const select = { ...environment.select, source: writtenRows(rows) };
  const query = await prepareSelect(
    select,
    returningQuery(statement, written, returning),
    described?.parameterTypes ?? [],
  );
  // The rows are written: a cancel that comes now must not look as if they were not.
  const { signal } = new AbortController();
  const cursor = await query.execute(parameters, {
    signal,
    onNotice: options.onNotice.bind(options),
    maxRows: 0,
  });
  return {
    columns: cursor.columns,
    next: () => cursor.next(),
    commandTag,
    cut: false,
    close: () => cursor.close(),
  };
}

/** The values behind the keys, and of an INSERT those alone. */
function rowToWrite(
  plan: WritePlan,
  written: WriteStatement,
  row: readonly CellValue[],
  index: number,
  whole: boolean,
): RowToWrite {
  switch (written.verb) {
    case 'INSERT': {
      const { source } = written;
      const given = source.kind === 'values' ? source.rows[index] : undefined;
      return { keys: [], values: row.map((value, place) => (given?.[place] === null ? undefined : value)) };
    }
    case 'UPDATE': {
      const count = plan.keys.length;
      const values = written.assignments.map(({ value }, place) =>
        value === null ? undefined : (row[count + place] ?? null),
      );
      return { keys: row.slice(0, count), values };
    }
    case 'DELETE': {
      const { columns } = plan.table;
      return { keys: whole ? plan.keys.map((key) => row[columns.indexOf(key)] ?? null) : row, values: [] };
    }
  }
}

async function prepareReturning(
  select: SelectEnvironment,
  statement: NormalisedStatement,
  written: WriteStatement,
  parameterTypes: readonly number[],
): Promise<PreparedSelect | null> {
  const { returning } = written;
  if (returning === null) return null;
  // With a column beside it an aggregate is refused: RETURNING has one row for each that was written.
  const guard = ', * ';
  await prepareSelect(select, returningQuery(statement, written, returning, guard), parameterTypes);
  return prepareSelect(select, returningQuery(statement, written, returning), parameterTypes);
}

/** How many values the rows of an INSERT have. Throws 42601 for a query of another width than the list of columns. */
async function widthOf(
  select: SelectEnvironment,
  statement: NormalisedStatement,
  insert: InsertStatement,
  parameterTypes: readonly number[],
): Promise<number> {
  const { source, columns } = insert;
  if (source.kind === 'values') return source.rows[0]?.length ?? 0;
  const query = await prepareSelect(select, sourceQuery(statement, insert, source.query), parameterTypes);
  const width = query.columns?.length ?? 0;
  if (columns === null || width === columns.length) return width;
  throw new DrawbridgeError(
    SqlState.syntaxError,
    `The query has ${width} columns, and INSERT names ${columns.length}.`,
  );
}

/** A parameter has the type of the query that it stands in. */
function mergedTypes(
  query: NormalisedStatement,
  rows: PreparedSelect,
  returning: PreparedSelect | null,
): readonly number[] {
  const inRows = new Set(parameterPlaces(query.text).map(({ number }) => number));
  return rows.parameterTypes.map((type, index) =>
    inRows.has(index + 1) ? type : (returning?.parameterTypes[index] ?? type),
  );
}

function unfiltered(verb: string, table: string): DrawbridgeError {
  return new DrawbridgeError(
    SqlState.wrongState,
    `${verb} without WHERE would change more than one row of ${table}.`,
    { hint: 'Say which rows are meant by WHERE, or set AllowUnfilteredWrites=true. Nothing was written.' },
  );
}
