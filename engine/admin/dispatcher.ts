/**
 * The engine's half of the admin API: one dispatcher for every transport. Input is checked against the
 * contract before a handler sees it; whatever a handler throws leaves as a Failure with a SQLSTATE.
 */
import type { z } from 'zod';
import { asDrawbridgeError, type DrawbridgeError } from '../error.ts';
import {
  procedures,
  type ClientMessage,
  type EventName,
  type EventPayload,
  type Failure,
  type Output,
  type ProcedureName,
  type ServerMessage,
} from './contract.ts';

/** One caller: a browser window, the desktop, a command. What it leaves open is closed with it. */
export interface AdminPeer {
  send(message: ServerMessage): void;
}

/** What a handler gets besides its input. */
export interface CallContext {
  /** Aborted when the caller cancels the call or goes away. */
  readonly signal: AbortSignal;
  /** Runs when the caller goes away, at once where it has gone. */
  onPeerGone(task: () => void): void;
  /** Reaches the caller alone; see `emit` for what all shall hear. */
  tell<E extends EventName>(event: E, payload: EventPayload<E>): void;
}

type ParsedInput<P extends ProcedureName> = z.output<(typeof procedures)[P]['input']>;

export type Handlers = {
  readonly [P in ProcedureName]: (input: ParsedInput<P>, context: CallContext) => Promise<Output<P>>;
};

export interface AdminConnection {
  receive(message: ClientMessage): void;
  /** The caller is gone: its calls are cancelled. */
  gone(): void;
}

export interface AdminDispatcher {
  connect(peer: AdminPeer): AdminConnection;
  emit<E extends EventName>(event: E, payload: EventPayload<E>): void;
}

export function failureOf(error: DrawbridgeError): Failure {
  return {
    sqlState: error.sqlState,
    message: error.message,
    ...(error.hint === undefined ? {} : { hint: error.hint }),
    ...(error.detail === undefined ? {} : { detail: error.detail }),
    ...(error.position === undefined ? {} : { position: error.position }),
    ...(error.elevation === undefined
      ? {}
      : { elevation: { ...error.elevation, lines: error.elevation.lines.map((line) => ({ ...line })) } }),
  };
}

export function createDispatcher(handlers: Handlers): AdminDispatcher {
  const peers = new Set<AdminPeer>();

  async function answer(
    message: ClientMessage & { kind: 'request' },
    context: CallContext,
  ): Promise<ServerMessage> {
    const { id, procedure } = message;
    if (!Object.hasOwn(procedures, procedure)) {
      const text = `There is no admin procedure named ${JSON.stringify(procedure)}.`;
      return { kind: 'failure', id, failure: { sqlState: '08P01', message: text } };
    }
    const input = procedures[procedure].input.safeParse(message.input);
    if (!input.success) {
      const issue = input.error.issues[0];
      const where = issue?.path.join('.') ?? '';
      const text = `${procedure}: ${where === '' ? 'the input' : where} is not as the contract says (${issue?.message}).`;
      return { kind: 'failure', id, failure: { sqlState: '08P01', message: text } };
    }
    try {
      // The contract ties each input to its handler; the union of all handlers cannot express that.
      const handler = handlers[procedure] as (input: unknown, context: CallContext) => Promise<unknown>;
      return { kind: 'result', id, output: await handler(input.data, context) };
    } catch (thrown) {
      return { kind: 'failure', id, failure: failureOf(asDrawbridgeError(thrown)) };
    }
  }

  return {
    connect(peer) {
      peers.add(peer);
      const running = new Map<number, AbortController>();
      const tasks = new Set<() => void>();
      // A call may outlive its caller: what it leaves open then ends at once.
      const tell: CallContext['tell'] = (event, payload) => {
        if (peers.has(peer)) peer.send({ kind: 'event', event, payload });
      };
      const onPeerGone = (task: () => void): void => (peers.has(peer) ? void tasks.add(task) : task());
      return {
        receive(message) {
          if (message.kind === 'cancel') {
            running.get(message.id)?.abort();
            return;
          }
          const controller = new AbortController();
          running.set(message.id, controller);
          void answer(message, { signal: controller.signal, onPeerGone, tell }).then((reply) => {
            running.delete(message.id);
            if (peers.has(peer)) peer.send(reply);
          });
        },
        gone() {
          peers.delete(peer);
          for (const controller of running.values()) controller.abort();
          for (const task of tasks) task();
        },
      };
    },
    emit(event, payload) {
      for (const peer of peers) peer.send({ kind: 'event', event, payload });
    },
  };
}
