/**
 * The transaction status that clients are told. Transactions are accepted and change nothing, so the status follows
 * the command tags alone.
 */
import type { TransactionStatus } from './backend-message.ts';

export class TransactionState {
  #status: TransactionStatus = 'I';

  get status(): TransactionStatus {
    return this.#status;
  }

  completed(commandTag: string): void {
    if (commandTag === 'BEGIN' || commandTag === 'START TRANSACTION') this.#status = 'T';
    else if (commandTag === 'COMMIT' || commandTag === 'ROLLBACK') this.#status = 'I';
  }

  failed(): void {
    if (this.#status === 'T') this.#status = 'E';
  }
}
