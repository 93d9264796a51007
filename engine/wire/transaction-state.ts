/**
 * Where the connection stands in a transaction. Transactions are accepted and change nothing, but clients build on
 * their rules: after an error nothing runs until the transaction ends or goes back to a savepoint.
 */
import { DrawbridgeError, SqlState } from '../error.ts';
import type { Notice } from '../error.ts';
import type { Prepared, TransactionCommand } from '../session/session.ts';
import type { TransactionStatus } from './backend-message.ts';

export interface TransactionOutcome {
  readonly commandTag: string;
  readonly notice?: Notice | undefined;
}

const leavesFailure = new Set<TransactionCommand['verb'] | undefined>(['COMMIT', 'ROLLBACK', 'ROLLBACK TO']);

export class TransactionState {
  #status: TransactionStatus = 'I';
  #savepoints: string[] = [];
  /** Whether several statements of one text run, which PostgreSQL takes for a transaction, too. */
  #block = false;

  get status(): TransactionStatus {
    return this.#status;
  }

  get inBlock(): boolean {
    return this.#status !== 'I' || this.#block;
  }

  beginBlock(): void {
    this.#block = true;
  }

  endBlock(): void {
    this.#block = false;
  }

  failed(): void {
    if (this.#status === 'T') this.#status = 'E';
  }

  /** Throws 25P02 for what may not run in a transaction that has failed. */
  admit({ transaction }: Pick<Prepared, 'transaction'>): void {
    if (this.#status === 'E' && !leavesFailure.has(transaction?.verb)) throw transactionFailed();
  }

  /** What an error means that came before it was known what the statement is. */
  failure(error: DrawbridgeError): DrawbridgeError {
    return this.#status === 'E' && error.sqlState !== SqlState.syntaxError ? transactionFailed() : error;
  }

  /** Throws 25P01 outside a transaction and 3B001 for an unknown savepoint. */
  carryOut(command: TransactionCommand): TransactionOutcome {
    switch (command.verb) {
      case 'BEGIN':
      case 'START TRANSACTION':
        return this.#begin(command.verb);
      case 'COMMIT':
      case 'ROLLBACK':
        return this.#end(command);
      default:
        return this.#savepoint(command);
    }
  }

  #begin(commandTag: string): TransactionOutcome {
    if (this.#status === 'I') this.#status = 'T';
    else
      return {
        commandTag,
        notice: warning(SqlState.activeTransaction, 'There is a transaction in progress already'),
      };
    return { commandTag };
  }

  #end({ verb, chain }: TransactionCommand & { verb: 'COMMIT' | 'ROLLBACK' }): TransactionOutcome {
    const before = this.#status;
    if (before === 'I' && chain) throw noTransaction(`${verb} AND CHAIN`);
    this.#savepoints = [];
    this.#status = chain ? 'T' : 'I';
    if (before === 'I')
      return {
        commandTag: verb,
        notice: warning(SqlState.noTransaction, 'There is no transaction in progress'),
      };
    return { commandTag: before === 'E' ? 'ROLLBACK' : verb };
  }

  #savepoint({
    verb,
    savepoint,
  }: TransactionCommand & { verb: 'SAVEPOINT' | 'RELEASE' | 'ROLLBACK TO' }): TransactionOutcome {
    if (this.#status === 'I') throw noTransaction(verb);
    if (verb === 'SAVEPOINT') {
      this.#savepoints.push(savepoint);
      return { commandTag: verb };
    }
    const place = this.#savepoints.lastIndexOf(savepoint);
    if (place < 0) {
      throw new DrawbridgeError(SqlState.invalidSavepoint, `There is no savepoint "${savepoint}"`);
    }
    this.#savepoints.length = verb === 'RELEASE' ? place : place + 1;
    if (verb === 'RELEASE') return { commandTag: verb };
    this.#status = 'T';
    return { commandTag: 'ROLLBACK' };
  }
}

function warning(sqlState: SqlState, message: string): Notice {
  return { sqlState, message };
}

function transactionFailed(): DrawbridgeError {
  return new DrawbridgeError(
    SqlState.transactionFailed,
    'The transaction has failed; nothing runs in it until it ends',
    { hint: 'End it with ROLLBACK.' },
  );
}

function noTransaction(what: string): DrawbridgeError {
  return new DrawbridgeError(SqlState.noTransaction, `${what} needs a transaction, which BEGIN begins`);
}
