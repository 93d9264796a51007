/**
 * One client connection from its first byte to its last: handshake, session, messages one after the other, and an
 * end that leaves nothing open.
 */
import type { Socket } from 'node:net';
import { DrawbridgeError, SqlState, asDrawbridgeError } from '../error.ts';
import type { Backend, Session, SessionFactory } from '../session/session.ts';
import { sendError } from './backend-message.ts';
import { Dialogue, FatalError } from './dialogue.ts';
import { parseMessage } from './frontend-message.ts';
import type { FrontendMessage } from './frontend-message.ts';
import { sendGreeting } from './greeting.ts';
import type { BackendKey, Versions } from './greeting.ts';
import { shakeHands } from './handshake.ts';
import type { HandshakeContext } from './handshake.ts';
import { Inbox } from './inbox.ts';
import { Outbox } from './outbox.ts';
import type { StartupRequest } from './startup.ts';
import { StatementRunner } from './statement-runner.ts';
import type { RunnerObserver } from './statement-runner.ts';
import { TransactionState } from './transaction-state.ts';

/** Bytes of one message; a statement with all its parameters must fit. */
const longestMessage = 64 * 1024 * 1024;
/** How long a cancelled statement may take to give its own account, such as which rows it has written. */
const cancelPatience = 5000;
const shutdownPatience = 1000;
/** How long a client that was told goodbye may take to hang up. */
const linger = 1000;

export interface WireLog {
  (level: 'debug' | 'info' | 'warn' | 'error', message: string): void;
}

export interface ConnectionContext extends HandshakeContext, Versions {
  readonly sessions: SessionFactory;
  /** Milliseconds for the handshake. */
  readonly startupTimeout: number;
  readonly log: WireLog;
  /** Of any connection. */
  readonly stop: Backend['stop'];
  readonly observer: RunnerObserver;
}

export class Connection {
  readonly #socket: Socket;
  readonly #context: ConnectionContext;
  readonly #key: BackendKey;
  readonly #inbox: Inbox;
  readonly #outbox: Outbox;
  readonly #transaction = new TransactionState();
  readonly #runner: StatementRunner;
  /** Opening a session may wait for somebody who signs in. */
  readonly #opening = new AbortController();
  #session: Session | null = null;
  #dialogue: Dialogue | null = null;
  /** Between two messages of the client. */
  #idle = false;
  /** Why it takes no more statements. */
  #ending: DrawbridgeError | null = null;

  constructor(socket: Socket, key: BackendKey, context: ConnectionContext) {
    this.#socket = socket;
    this.#key = key;
    this.#context = context;
    this.#outbox = new Outbox(socket);
    this.#runner = new StatementRunner(this.#outbox, this.#transaction, context.observer);
    this.#inbox = new Inbox(socket, () => {
      this.#opening.abort();
      this.#runner.stop({ error: clientGone(), patience: 0 });
    });
    socket.on('error', (error) => context.log('debug', `Connection ${key.processId}: ${error.message}`));
  }

  get hasSession(): boolean {
    return this.#session !== null;
  }

  get secret(): number {
    return this.#key.secret;
  }

  /** Resolves when the connection is closed and everything it held is free. */
  async run(): Promise<void> {
    try {
      const request = await this.#handshake();
      if (request !== null) await this.#open(request);
    } catch (thrown) {
      this.#sayGoodbye(this.#known(thrown));
    } finally {
      await this.#tearDown();
    }
  }

  /** Stops the statement that runs; a connection that waits for its client is left alone. */
  cancel(): void {
    if (this.#idle) return;
    const error = new DrawbridgeError(SqlState.queryCanceled, 'The statement was cancelled by the client');
    this.#runner.stop({ error, patience: cancelPatience });
  }

  /** Takes no new statements; ends at once when none runs. */
  shutDown(): void {
    this.#end(shuttingDown());
  }

  /** Ends it in mid-statement, too, with 57P01. */
  terminate(): void {
    const error = new DrawbridgeError(
      SqlState.shuttingDown,
      'The connection was ended by pg_terminate_backend',
    );
    this.#end(error);
    if (!this.#idle) this.#runner.stop({ error, patience: cancelPatience, tellsMore: true });
  }

  #end(error: DrawbridgeError): void {
    this.#ending = error;
    this.#opening.abort();
    if (this.#idle || this.#session === null) this.#sayGoodbye(error);
  }

  /** Stops what still runs when the grace is over. */
  abort(): void {
    this.#runner.stop({ error: shuttingDown(), patience: shutdownPatience, tellsMore: true });
  }

  /** Without a word, when nothing else helps. */
  cut(): void {
    this.#socket.destroy();
  }

  async #handshake(): Promise<StartupRequest | null> {
    const timer = setTimeout(() => {
      this.#sayGoodbye(
        new DrawbridgeError(SqlState.protocolViolation, 'The client took too long to connect'),
      );
    }, this.#context.startupTimeout);
    try {
      return await shakeHands(this.#inbox, this.#outbox, this.#context);
    } finally {
      clearTimeout(timer);
    }
  }

  async #open(request: StartupRequest): Promise<void> {
    const backend = { processId: this.#key.processId, stop: this.#context.stop };
    const session = await this.#context.sessions.open({ ...request.session, backend }, this.#opening.signal);
    this.#session = session;
    this.#runner.timeout = () => session.statementTimeout;
    if (this.#ending !== null) throw this.#ending;
    const parts = { outbox: this.#outbox, runner: this.#runner, transaction: this.#transaction };
    const dialogue = new Dialogue(session, parts, request.ofDriver);
    this.#dialogue = dialogue;
    sendGreeting(this.#outbox.writer, request, session, this.#key, this.#context);
    await dialogue.ready();
    this.#idle = true;
    await this.#serve(dialogue);
  }

  async #serve(dialogue: Dialogue): Promise<void> {
    for (;;) {
      await this.#outbox.drained();
      const frame = await this.#inbox.typed(longestMessage, () => this.#beforeWait());
      if (frame === null) return;
      const type = String.fromCharCode(frame.type);
      if (dialogue.skips(type)) continue;
      this.#idle = false;
      try {
        const message = parseMessage(frame);
        if (message.kind === 'terminate') return;
        if (this.#ending !== null && beginsSomething.has(message.kind)) throw this.#ending;
        await dialogue.handle(message);
      } catch (thrown) {
        const error = this.#known(thrown);
        if (error instanceof FatalError || error.sqlState === SqlState.shuttingDown) throw error;
        await dialogue.failed(type, error);
      }
      // Until the next message there is nothing that could be cancelled.
      this.#idle = true;
    }
  }

  #beforeWait(): void {
    this.#outbox.flush();
    if (this.#ending !== null) this.#sayGoodbye(this.#ending);
  }

  #known(thrown: unknown): DrawbridgeError {
    const error = asDrawbridgeError(thrown);
    if (error.sqlState === SqlState.internalError) {
      this.#context.log('error', `Connection ${this.#key.processId}: ${rootTrace(thrown)}`);
    }
    return error;
  }

  #sayGoodbye(error: DrawbridgeError): void {
    sendError(this.#outbox.writer, 'FATAL', error);
    this.#outbox.flush();
    this.#socket.end();
    this.#inbox.close();
  }

  async #tearDown(): Promise<void> {
    const session = this.#session;
    this.#session = null;
    try {
      await this.#dialogue?.close();
      await session?.close();
    } catch (thrown) {
      this.#known(thrown);
    }
    this.#outbox.flush();
    this.#inbox.close();
    await hangUp(this.#socket);
  }
}

const beginsSomething = new Set<FrontendMessage['kind']>([
  'query',
  'parse',
  'bind',
  'execute',
  'functionCall',
]);

function rootTrace(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  return thrown.cause === undefined ? (thrown.stack ?? thrown.message) : rootTrace(thrown.cause);
}

function clientGone(): DrawbridgeError {
  return new DrawbridgeError(SqlState.connectionLost, 'The client has gone');
}

function shuttingDown(): DrawbridgeError {
  return new DrawbridgeError(SqlState.shuttingDown, 'The engine is shutting down', {
    hint: 'Connect again once it has been started.',
  });
}

/** Ends the connection; destroys it when the client doesn't follow. */
async function hangUp(socket: Socket): Promise<void> {
  if (socket.destroyed) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(() => socket.destroy(), linger);
    socket.on('close', () => {
      clearTimeout(timer);
      resolve();
    });
    socket.end();
  });
}
