/**
 * The simple protocol: one text with any number of statements, each with its own results; an error ends the rest.
 */
import { DrawbridgeError, SqlState, asDrawbridgeError } from '../error.ts';
import type { Session } from '../session/session.ts';
import { sendEmptyQueryResponse } from './backend-message.ts';
import type { Outbox } from './outbox.ts';
import { Portal } from './portal.ts';
import type { StatementRunner } from './statement-runner.ts';

/** `onDeallocate` is told of prepared statements that go. Errors carry positions of the whole text. */
export async function runSimpleQuery(
  text: string,
  session: Session,
  outbox: Outbox,
  runner: StatementRunner,
  onDeallocate: (statement: string | null) => void,
): Promise<void> {
  const statements = session.split(text);
  if (statements.length === 0) sendEmptyQueryResponse(outbox.writer);
  let searchFrom = 0;
  for (const statement of statements) {
    const start = text.indexOf(statement, searchFrom);
    if (start >= 0) searchFrom = start + statement.length;
    try {
      await runOne(statement, session, runner, onDeallocate);
    } catch (thrown) {
      throw inWholeText(asDrawbridgeError(thrown), start < 0 ? '' : text.slice(0, start));
    }
  }
}

async function runOne(
  statement: string,
  session: Session,
  runner: StatementRunner,
  onDeallocate: (statement: string | null) => void,
): Promise<void> {
  const prepared = await session.prepare(statement, []);
  try {
    if (prepared.parameterTypes.length > 0) {
      throw new DrawbridgeError(SqlState.undefinedParameter, 'There is no parameter $1', {
        hint: 'Values for parameters come with prepared statements only.',
      });
    }
    await runner.run(new Portal({ prepared, parameters: [], resultFormats: [] }), 0, true);
    if (prepared.deallocates !== undefined) onDeallocate(prepared.deallocates.statement);
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
