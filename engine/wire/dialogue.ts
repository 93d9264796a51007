/**
 * What a connected client says, message by message, and what it is answered: the order of the protocol, with errors
 * that skip to Sync and a ReadyForQuery behind each query or batch.
 */
import { DrawbridgeError, SqlState } from '../error.ts';
import type { Session } from '../session/session.ts';
import { sendError, sendParameterStatus, sendReadyForQuery } from './backend-message.ts';
import { ExtendedQuery, type DialogueParts } from './extended-query.ts';
import type { FrontendMessage } from './frontend-message.ts';
import type { Outbox } from './outbox.ts';
import { runSimpleQuery } from './simple-query.ts';
import type { StatementRunner } from './statement-runner.ts';
import type { TransactionState } from './transaction-state.ts';

/** After this the stream of messages can't be trusted any more. */
export class FatalError extends DrawbridgeError {
  constructor(message: string) {
    super(SqlState.protocolViolation, message);
  }
}

export class Dialogue {
  readonly #session: Session;
  readonly #outbox: Outbox;
  readonly #runner: StatementRunner;
  readonly #transaction: TransactionState;
  readonly #extended: ExtendedQuery;
  readonly #told: Map<string, string>;
  /** After an error of the extended protocol, up to Sync. */
  #skipping = false;

  constructor(session: Session, parts: DialogueParts, ofDriver: boolean) {
    this.#session = session;
    this.#outbox = parts.outbox;
    this.#runner = parts.runner;
    this.#transaction = parts.transaction;
    this.#told = new Map(session.reported);
    this.#extended = new ExtendedQuery(session, parts, ofDriver);
  }

  /** Whether a message of this type is left out, since an error came before it in its batch. */
  skips(type: string): boolean {
    return this.#skipping && type !== 'S' && type !== 'X';
  }

  async handle(message: FrontendMessage): Promise<void> {
    switch (message.kind) {
      case 'query':
        return this.#query(message.text);
      case 'parse':
        return this.#extended.parse(message);
      case 'bind':
        return this.#extended.bind(message);
      case 'describe':
        return this.#extended.describe(message);
      case 'execute':
        return this.#extended.execute(message);
      case 'close':
        return this.#extended.close(message);
      case 'sync':
        this.#skipping = false;
        return this.ready();
      case 'flush':
        return this.#outbox.flush();
      case 'functionCall':
        throw new DrawbridgeError(
          SqlState.featureNotSupported,
          'Function calls of the protocol are not supported',
          {
            hint: 'Call the function with SELECT.',
          },
        );
      case 'copy':
        // From a client that has not seen yet that its COPY was refused; the protocol says to let it go by.
        return;
      case 'unknown':
        throw new FatalError('A message of an unknown type came');
      case 'terminate':
    }
  }

  /** Answers a message of this type with an error, and finds the way back to a known state. */
  async failed(type: string, error: DrawbridgeError): Promise<void> {
    this.#transaction.failed();
    sendError(this.#outbox.writer, 'ERROR', error);
    switch (type) {
      case 'Q':
      case 'F':
      case 'S':
        this.#skipping = false;
        return this.ready();
      default:
        this.#skipping = true;
    }
  }

  /** The end of a query or a batch: without a transaction, portals end with it. */
  async ready(): Promise<void> {
    this.#transaction.endBlock();
    const { status } = this.#transaction;
    if (status === 'I') await this.#extended.statements.closePortals('transaction');
    this.#runner.forget();
    this.#report();
    sendReadyForQuery(this.#outbox.writer, status);
  }

  async close(): Promise<void> {
    await this.#extended.statements.closeAll();
  }

  async #query(text: string): Promise<void> {
    const { statements } = this.#extended;
    await statements.dropUnnamed();
    await runSimpleQuery(text, {
      session: this.#session,
      outbox: this.#outbox,
      runner: this.#runner,
      transaction: this.#transaction,
      statements,
    });
    await this.ready();
  }

  /** Tells what has changed since the client was last told. */
  #report(): void {
    for (const [name, value] of this.#session.reported) {
      if (this.#told.get(name) === value) continue;
      this.#told.set(name, value);
      sendParameterStatus(this.#outbox.writer, name, value);
    }
  }
}
