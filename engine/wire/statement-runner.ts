/** Runs one statement of a connection at a time, reports how it ended, and lets others stop it. */
import { DrawbridgeError, SqlState } from '../error.ts';
import type { Notice } from '../error.ts';
import {
  sendCommandComplete,
  sendEmptyQueryResponse,
  sendNotice,
  sendPortalSuspended,
} from './backend-message.ts';
import { sendCopyDone } from './copy-out.ts';
import type { Outbox } from './outbox.ts';
import type { Portal, RunOptions, RunOutcome, StopReason } from './portal.ts';
import type { TransactionState } from './transaction-state.ts';

export interface RunnerObserver {
  started(): void;
  finished(): void;
}

/** How long a statement that took too long may take to give its own account. */
const timeoutPatience = 5000;

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

  /** In milliseconds, asked for each statement; 0: none. */
  timeout: () => number = () => 0;

  /** Stops what runs; with nothing running, what runs next before `forget` is called. */
  stop(reason: StopReason): void {
    this.#stop ??= reason;
    this.#running?.stop(this.#stop);
  }

  /** A stop that came too late to meet a statement must not meet the next one. */
  forget(): void {
    this.#stop = null;
  }

  async run(portal: Portal, maxRows: number, describe: boolean): Promise<void> {
    const { writer } = this.#outbox;
    const { transaction, copy } = portal.source.prepared;
    const outcome = await this.rows(portal, { maxRows, describe });
    if (outcome.kind === 'suspended') return sendPortalSuspended(writer);
    if (copy !== undefined) {
      sendCopyDone(writer, copy, outcome.rows);
      return sendCommandComplete(writer, `COPY ${outcome.rows}`);
    }
    const { commandTag, notice } =
      transaction === undefined
        ? { commandTag: outcome.commandTag, notice: undefined }
        : this.#transaction.carryOut(transaction);
    if (notice !== undefined) sendNotice(writer, notice);
    if (commandTag === '') sendEmptyQueryResponse(writer);
    else sendCommandComplete(writer, commandTag);
  }

  /** The rows alone; how they ended is left to the caller to tell. */
  async rows(portal: Portal, options: Omit<RunOptions, 'onNotice'>): Promise<RunOutcome> {
    this.#transaction.admit(portal.source.prepared);
    this.#running = portal;
    this.#observer.started();
    const limit = this.timeout();
    const timer = limit === 0 ? undefined : setTimeout(() => this.stop(tookTooLong(limit)), limit);
    try {
      if (this.#stop !== null) throw this.#stop.error;
      const onNotice = (notice: Notice): void => sendNotice(this.#outbox.writer, notice);
      return await portal.run(this.#outbox, { ...options, onNotice });
    } catch (thrown) {
      throw this.#withReason(thrown);
    } finally {
      clearTimeout(timer);
      this.#running = null;
      this.#observer.finished();
    }
  }

  /** To its client a statement that was stopped for a reason isn't just cancelled; its own account is the detail. */
  #withReason(thrown: unknown): unknown {
    const stop = this.#stop;
    if (stop?.tellsMore !== true || !(thrown instanceof DrawbridgeError)) return thrown;
    if (thrown.sqlState !== SqlState.queryCanceled || thrown === stop.error) return thrown;
    const { sqlState, message, hint } = stop.error;
    return new DrawbridgeError(sqlState, message, {
      detail: thrown.message,
      cause: thrown,
      ...(hint === undefined ? {} : { hint }),
    });
  }
}

function tookTooLong(limit: number): StopReason {
  const error = new DrawbridgeError(
    SqlState.queryCanceled,
    `The statement took longer than ${limit} ms, which the client has set as its limit`,
    { hint: 'Raise statement_timeout, or set it to 0.' },
  );
  return { error, patience: timeoutPatience, tellsMore: true };
}
