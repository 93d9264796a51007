/**
 * INSERT, UPDATE and DELETE: from a normalised statement to the calls that carry it out.
 *
 * Preparing cuts the statement, holds it against the table's rules and describes its queries; no call is made. When it
 * is executed the rows are read first, all of them, and checked; then one call a row is made, in order.
 */
import type { WrittenFact } from '../catalog/system/facts.ts';
import type { CellValue } from '../catalog/table.ts';
import { DrawbridgeError, SqlState, type StatementPosition } from '../error.ts';
import type { TableReference } from '../plan/scan-request.ts';
import { valueReader } from '../scan/row-decoder.ts';
import type { NormalisedStatement } from '../sql/statement.ts';
import { confirmShape } from '../sql/write-shape.ts';
import { cutWrite, partsOf, type InsertStatement, type WriteStatement } from '../sql/write-statement.ts';
import { parameterPlaces } from '../plan/parameters.ts';
import { namedInsert } from '../write/insert-columns.ts';
import { rowName, type RowCall, type RowToWrite } from '../write/row-call.ts';
import { runCalls, type WriteClient } from '../write/run-calls.ts';
import { withValueTypes } from '../write/value-types.ts';
import { planWrite, type WritePlan } from '../write/write-plan.ts';
import { readCells } from './chunk-cells.ts';
import { commandCursor } from './command-cursor.ts';
import { inPlace } from './place-of-error.ts';
import { resolveTable } from './select-names.ts';
import { prepareSelect, type PreparedSelect, type SelectEnvironment } from './select.ts';
import type { ColumnDescription, Cursor, ExecuteOptions, Prepared } from './session.ts';
import type { OAuthCalls } from './sign-in-call.ts';
import { rowsQuery, sourceQuery } from './write-queries.ts';
import { checkReturning, prepareReturning, returned, rowOf } from './write-returning.ts';
import { writeProgress, type WriteProgress } from './write-progress.ts';
import { callsOf, type Places } from './written-places.ts';

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
  /** Of this connection. */
  readonly oauth: OAuthCalls;
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
  inPlace(() => checkReturning(written, plan), locate);

  const isUnfiltered = written.verb !== 'INSERT' && written.where === null;
  const isLimited = isUnfiltered && !environment.allowUnfiltered;
  const query = rowsQuery(statement, written, plan, isLimited ? 2 : null);
  const rows = await valued(plan, () => prepareSelect(select, query.statement, parameterTypes));
  const returning = await prepareReturning(select, statement, written, parameterTypes);
  const prepared: PreparedWrite = { environment, statement, written, reference, plan, rows, returning };
  return {
    columns: returning?.columns?.map(ofAnswer) ?? null,
    parameterTypes: mergedTypes(query.statement, rows, returning),
    execute: (parameters, options) => execute(prepared, parameters, options, isLimited, query.whole),
    close: () => undefined,
  };
}

/** What Bitbucket answers a write with may lack what it lists. */
const ofAnswer = ({ nullable: _listed, ...column }: ColumnDescription): ColumnDescription => column;

export interface PreparedWrite {
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
  const { replies, names } = await carryOut(prepared, calls, options, progress);
  const tag = written.verb === 'INSERT' ? `INSERT 0 ${replies.length}` : `${written.verb} ${replies.length}`;
  if (prepared.returning === null) return commandCursor(tag);
  const result = whole ? cells : replies.flatMap((reply, index) => rowOf(prepared, reply, calls[index]));
  return returned(prepared, { rows: result, names, commandTag: tag }, parameters, options);
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
): Promise<{ readonly replies: readonly unknown[]; readonly names: readonly string[] }> {
  if (calls.length === 0) return { replies: [], names: [] };
  const names: string[] = [];
  const keys: string[] = [];
  let identity: CellValue = null;
  const { table } = reference;
  const { statementId, signal } = options;
  const cell = (reply: unknown, { cells, bound }: RowCall, column: string): CellValue =>
    valueReader(table, column)(reply) ?? cells.get(column) ?? bound.get(column) ?? null;
  const nameOf = (reply: unknown, call: RowCall): string =>
    rowName(plan.table, (column) => cell(reply, call, column));
  try {
    const replies = await runCalls({
      calls,
      client: environment.client,
      allowOverBudget: environment.allowOverBudget,
      call: { signal, onAttempt: progress.called, ...(statementId === undefined ? {} : { statementId }) },
      returns: returning !== null && plan.verb !== 'DELETE',
      nameOf,
      onWritten: (reply, call) => {
        names.push(call.name ?? nameOf(reply, call));
        const key = table.primaryKey.map((column) => cell(reply, call, column));
        keys.push(key.filter((one) => one !== null).join(', '));
        if (plan.verb === 'INSERT') identity = cell(reply, call, table.primaryKey.at(-1) ?? '');
      },
    });
    return { replies, names };
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
