/**
 * The simple protocol: one text with any number of statements, each with its own results; an error ends the rest.
 */
import { DrawbridgeError, SqlState, asDrawbridgeError } from '../error.ts';
import type { Session } from '../session/session.ts';
import { sendEmptyQueryResponse } from './backend-message.ts';
import { Portal } from './portal.ts';
import { prepareAdmitted } from './prepare-admitted.ts';
import { runCursorCommand, type CursorParts } from './sql-cursors.ts';

export interface SimpleQueryParts extends CursorParts {
  readonly session: Session;
}

/** Errors carry positions of the whole text. */
export async function runSimpleQuery(text: string, parts: SimpleQueryParts): Promise<void> {
  const statements = parts.session.split(text);
  if (statements.length === 0) sendEmptyQueryResponse(parts.outbox.writer);
  if (statements.length > 1) parts.transaction.beginBlock();
  let searchFrom = 0;
  for (const statement of statements) {
    const start = text.indexOf(statement, searchFrom);
    if (start >= 0) searchFrom = start + statement.length;
    try {
      await runOne(statement, parts);
    } catch (thrown) {
      throw inWholeText(asDrawbridgeError(thrown), start < 0 ? '' : text.slice(0, start));
    }
  }
}

async function runOne(statement: string, parts: SimpleQueryParts): Promise<void> {
  const { session, runner, transaction, statements } = parts;
  const prepared = await prepareAdmitted(session, transaction, { text: statement, parameterTypes: [] });
  try {
    if (prepared.parameterTypes.length > 0) {
      throw new DrawbridgeError(SqlState.undefinedParameter, 'There is no parameter $1', {
        hint: 'Values for parameters come with prepared statements only.',
      });
    }
    if (prepared.cursor !== undefined) {
      return await runCursorCommand(prepared.cursor, { parameters: [], resultFormats: [] }, true, parts);
    }
    if (prepared.deallocates !== undefined) statements.deallocate(prepared.deallocates.statement);
    await runner.run(new Portal({ prepared, parameters: [], resultFormats: [] }), 0, true);
  } finally {
    prepared.close();
  }
}

/** The error with its position counted from the beginning of the whole text, in code points. */
function inWholeText(error: DrawbridgeError, before: string): DrawbridgeError {
  if (error.position === undefined || before === '') return error;
  let codePoints = 0;
  for (const _ of before) codePoints += 1;
  return new DrawbridgeError(error.sqlState, error.message, {
    position: error.position + codePoints,
    ...(error.hint === undefined ? {} : { hint: error.hint }),
    ...(error.detail === undefined ? {} : { detail: error.detail }),
    cause: error,
  });
}
