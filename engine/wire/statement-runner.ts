/** Runs one statement of a connection at a time, reports how it ended, and lets others stop it. */
import { DrawbridgeError, SqlState } from '../error.ts';
import type { Notice } from '../error.ts';
import {
  sendCommandComplete,
  sendEmptyQueryResponse,
  sendNotice,
  sendPortalSuspended,
} from './backend-message.ts';
import type { Outbox } from './outbox.ts';
import type { Portal, StopReason } from './portal.ts';
import type { TransactionState } from './transaction-state.ts';

export interface RunnerObserver {
  started(): void;
  finished(): void;
}

export class StatementRunner {
  readonly #outbox: Outbox;
  readonly #transaction: TransactionState;
  readonly #observer: RunnerObserver;
  #running: Portal | null = null;
  #stop: StopReason | null = null;

  constructor(outbox: Outbox, transaction: TransactionState, observer: RunnerObserver) {
    this.#outbox = outbox;
    this.#transaction = transaction;
    this.#observer = observer;
  }

  /** Stops what runs; with nothing running, what runs next before `forget` is called. */
  stop(reason: StopReason): void {
    this.#stop ??= reason;
    this.#running?.stop(this.#stop);
  }

  /** A stop that came too late to meet a statement must not meet the next one. */
  forget(): void {
    this.#stop = null;
  }

  /** True once all rows were sent, false at the row limit. */
  async run(portal: Portal, maxRows: number, describe: boolean): Promise<boolean> {
    const { writer } = this.#outbox;
    this.#running = portal;
    this.#observer.started();
    try {
      if (this.#stop !== null) throw this.#stop.error;
      const onNotice = (notice: Notice): void => sendNotice(writer, notice);
      const outcome = await portal.run(this.#outbox, { maxRows, describe, onNotice });
      if (outcome.kind === 'suspended') {
        sendPortalSuspended(writer);
        return false;
      }
      this.#transaction.completed(outcome.commandTag);
      if (outcome.commandTag === '') sendEmptyQueryResponse(writer);
      else sendCommandComplete(writer, outcome.commandTag);
      return true;
    } catch (thrown) {
      throw this.#whenShuttingDown(thrown);
    } finally {
      this.#running = null;
      this.#observer.finished();
    }
  }

  /** To its client a statement that the shutdown stops isn't cancelled; its own account becomes the detail. */
  #whenShuttingDown(thrown: unknown): unknown {
    const stop = this.#stop?.error;
    if (stop?.sqlState !== SqlState.shuttingDown || !(thrown instanceof DrawbridgeError)) return thrown;
    if (thrown.sqlState !== SqlState.queryCanceled) return thrown;
    return new DrawbridgeError(stop.sqlState, stop.message, { detail: thrown.message, cause: thrown });
  }
}
