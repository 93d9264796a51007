/**
 * DECLARE, FETCH, MOVE and CLOSE. A cursor is a portal by its name, as in PostgreSQL, so that a statement of either
 * kind can read what the other has opened.
 */
import { DrawbridgeError, SqlState } from '../error.ts';
import type { ColumnDescription, CursorCommand } from '../session/session.ts';
import { sendCommandComplete, sendRowDescription } from './backend-message.ts';
import type { Outbox } from './outbox.ts';
import type { PortalSource } from './portal.ts';
import type { PreparedStatements } from './prepared-statements.ts';
import type { StatementRunner } from './statement-runner.ts';
import type { TransactionState } from './transaction-state.ts';

export interface CursorParts {
  readonly outbox: Outbox;
  readonly runner: StatementRunner;
  readonly transaction: TransactionState;
  readonly statements: PreparedStatements;
}

/**
 * `describe`: the rows' description goes ahead of them, as the simple protocol wants it, and whether they are binary was
 * said by DECLARE. In the extended protocol FETCH is bound with formats of its own.
 */
export async function runCursorCommand(
  command: CursorCommand,
  { parameters, resultFormats }: Omit<PortalSource, 'prepared'>,
  describe: boolean,
  { outbox, runner, transaction, statements }: CursorParts,
): Promise<void> {
  transaction.admit({});
  const { writer } = outbox;
  switch (command.verb) {
    case 'declare': {
      if (!command.hold && !transaction.inBlock) throw needsTransaction();
      const { name, query: prepared, hold, binary } = command;
      const source = { prepared, parameters, resultFormats: binary ? ([1] as const) : [] };
      statements.declareCursor(name, source, hold);
      return sendCommandComplete(writer, 'DECLARE CURSOR');
    }
    case 'fetch': {
      const portal = statements.portal(command.name);
      if (command.rows === 0 && portal.isAtRow) throw keepsNoRow();
      const columns = portal.source.prepared.columns ?? [];
      if (describe && !command.move) sendRowDescription(writer, columns, portal.formats(columns));
      if (command.rows === 0) return sendCommandComplete(writer, `${command.move ? 'MOVE' : 'FETCH'} 0`);
      const maxRows = command.rows === Infinity ? 0 : command.rows;
      const { rows } = await runner.rows(portal, {
        maxRows,
        describe: false,
        discard: command.move,
        ...(describe ? {} : { resultFormats }),
      });
      return sendCommandComplete(writer, `${command.move ? 'MOVE' : 'FETCH'} ${rows}`);
    }
    case 'close':
      if (command.name === null) await statements.closePortals('all');
      else {
        statements.portal(command.name);
        await statements.closePortal(command.name);
      }
      return sendCommandComplete(writer, `CLOSE CURSOR${command.name === null ? ' ALL' : ''}`);
  }
}

/** What FETCH will return; null: nothing. */
export function cursorColumns(
  command: CursorCommand,
  statements: PreparedStatements,
): readonly ColumnDescription[] | null {
  if (command.verb !== 'fetch' || command.move) return null;
  return statements.portal(command.name).source.prepared.columns;
}

function keepsNoRow(): DrawbridgeError {
  return new DrawbridgeError(
    SqlState.featureNotSupported,
    'FETCH 0 would return the row where the cursor stands, and rows that were fetched are not kept',
    { hint: 'Fetch rows in one direction.' },
  );
}

function needsTransaction(): DrawbridgeError {
  return new DrawbridgeError(
    SqlState.noTransaction,
    'Without a transaction the cursor would be gone at once',
    { hint: 'Declare it WITH HOLD, or behind BEGIN.' },
  );
}
