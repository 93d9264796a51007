/**
 * What was written between BEGIN and its end. Bitbucket has no transactions: a write inside of one is refused, or takes
 * effect at once where the connection says so, and a rollback then tells what it did not undo.
 */
import { DrawbridgeError, SqlState, type Notice } from '../error.ts';
import type { TransactionCommand } from '../sql/statement.ts';
import type { WrittenPart } from './write.ts';

export class TransactionWrites {
  readonly #policy: 'refuse' | 'immediate';
  #isOpen = false;
  /** COMMIT of a transaction that has failed is a ROLLBACK. */
  #hasFailed = false;
  /** Rows by what they were written to; null for a procedure. */
  readonly #written = new Map<string, number | null>();

  constructor(policy: 'refuse' | 'immediate') {
    this.#policy = policy;
  }

  /** Throws 0A000 for a write that could not be rolled back. */
  admit(): void {
    if (!this.#isOpen || this.#policy === 'immediate') return;
    throw new DrawbridgeError(
      SqlState.featureNotSupported,
      'Writes are refused in a transaction: Bitbucket has none, so that ROLLBACK could not undo them.',
      { hint: 'End the transaction first (autocommit), or set WritesInTransaction=immediate.' },
    );
  }

  add({ name, rows }: Pick<WrittenPart, 'name' | 'rows'>): void {
    if (!this.#isOpen || rows === 0) return;
    this.#written.set(name, rows === null ? null : (this.#written.get(name) ?? 0) + rows);
  }

  failed(): void {
    this.#hasFailed = this.#isOpen;
  }

  /** Whether nothing of the transaction that this ends is committed, if there were anything to commit. */
  undoes({ verb }: TransactionCommand): boolean {
    return verb === 'ROLLBACK' || (verb === 'COMMIT' && this.#hasFailed);
  }

  /** What the client must be told. */
  transaction(command: TransactionCommand): Notice | null {
    switch (command.verb) {
      case 'BEGIN':
      case 'START TRANSACTION':
        this.#isOpen = true;
        return null;
      case 'COMMIT':
      case 'ROLLBACK': {
        const notice = this.undoes(command) ? this.#notUndone() : null;
        this.#end(command.chain);
        return notice;
      }
      case 'ROLLBACK TO':
        this.#hasFailed = false;
        return this.#notUndone();
      default:
        return null;
    }
  }

  #end(chain: boolean): void {
    this.#isOpen = chain;
    this.#hasFailed = false;
    this.#written.clear();
  }

  #notUndone(): Notice | null {
    if (this.#written.size === 0) return null;
    const what = [...this.#written].map(([name, rows]) =>
      rows === null ? name : `${rows} ${rows === 1 ? 'row' : 'rows'} of ${name}`,
    );
    return {
      sqlState: SqlState.warning,
      message: `Bitbucket has no transactions: what was written was not undone: ${what.join(', ')}.`,
    };
  }
}
