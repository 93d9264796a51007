/** RETURNING: the rows as Bitbucket has them now, with the statement's own expressions over them. */
import type { CellValue, TableDef } from '../catalog/table.ts';
import { asDrawbridgeError, DrawbridgeError, SqlState } from '../error.ts';
import { rowDecoder, unfolded, valueReader } from '../scan/row-decoder.ts';
import type { NormalisedStatement } from '../sql/statement.ts';
import type { WriteStatement } from '../sql/write-statement.ts';
import { bodyOf } from '../write/body.ts';
import type { RowCall } from '../write/row-call.ts';
import { accountOf } from '../write/run-calls.ts';
import type { WritePlan } from '../write/write-plan.ts';
import { commandCursor } from './command-cursor.ts';
import { prepareSelect, type PreparedSelect, type SelectEnvironment } from './select.ts';
import type { Cursor, ExecuteOptions } from './session.ts';
import type { PreparedWrite } from './write.ts';
import { returningQuery } from './write-queries.ts';
import { writtenRows } from './written-rows-source.ts';

interface WrittenRows {
  readonly rows: readonly (readonly CellValue[])[];
  /** As messages call them. */
  readonly names: readonly string[];
  readonly commandTag: string;
}

/** Throws 0A000 where Bitbucket would write the row and tell nothing of it. The position counts from 1. */
export function checkReturning({ returning, verb }: WriteStatement, { table, rules }: WritePlan): void {
  const why = verb === 'INSERT' ? rules.insert?.notReturned : undefined;
  if (returning === null || why === undefined) return;
  throw new DrawbridgeError(
    SqlState.featureNotSupported,
    `INSERT INTO ${table.name} has no RETURNING: ${why}.`,
    { position: returning.offset + 1, hint: 'Leave RETURNING out. Nothing was written.' },
  );
}

export async function prepareReturning(
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

/** The row as Bitbucket has it now; where it says nothing, there is none to return. */
export function rowOf(
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

/** The rows that a statement with RETURNING returns. */
export async function returned(
  { environment, statement, written, returning: described }: PreparedWrite,
  { rows, names, commandTag }: WrittenRows,
  parameters: readonly (string | null)[],
  options: ExecuteOptions,
): Promise<Cursor> {
  const { returning } = written;
  if (returning === null) return commandCursor(commandTag);
  const select = { ...environment.select, source: writtenRows(rows) };
  const telling = tellingWhatWasWritten(names);
  const cursor = await telling(async () => {
    const query = await prepareSelect(
      select,
      returningQuery(statement, written, returning),
      described?.parameterTypes ?? [],
    );
    // The rows are written: a cancel that comes now must not look as if they were not.
    const { signal } = new AbortController();
    return query.execute(parameters, {
      signal,
      onNotice: options.onNotice.bind(options),
      maxRows: 0,
    });
  });
  return {
    columns: cursor.columns,
    next: () => telling(() => cursor.next()),
    commandTag,
    cut: false,
    close: () => cursor.close(),
  };
}

/** An error of RETURNING must not look as if nothing had been written. */
function tellingWhatWasWritten(names: readonly string[]) {
  return async <Result>(read: () => Promise<Result>): Promise<Result> => {
    try {
      return await read();
    } catch (thrown) {
      const { sqlState, message, hint } = asDrawbridgeError(thrown);
      const said = message.replace(/\.$/, '');
      throw new DrawbridgeError(sqlState, `RETURNING failed: ${said}. ${accountOf(names)}`, {
        cause: thrown,
        ...(hint === undefined ? {} : { hint }),
      });
    }
  };
}
