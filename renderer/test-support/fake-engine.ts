/**
 * An engine for component tests, built on the contract: it checks input and output of every call with the
 * contract's own schemas, and throws on a procedure that the test has not given a handler for.
 */
import type { AdminTransport } from '../../engine/admin/client.ts';
import {
  procedures,
  type ClientMessage,
  type EventName,
  type EventPayload,
  type Failure,
  type Input,
  type Output,
  type ProcedureName,
  type ServerMessage,
} from '../../engine/admin/contract.ts';
import type { OpenTransport } from '../transport/open-transport.ts';

export type Handlers = {
  readonly [P in ProcedureName]?: (input: Input<P>) => Output<P> | Promise<Output<P>>;
};

/** Thrown by a handler, it reaches the window as the engine's failure. */
export class FakeFailure extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

export interface FakeCall {
  readonly procedure: ProcedureName;
  readonly input: unknown;
}

export class FakeEngine {
  readonly calls: FakeCall[] = [];
  readonly cancelled: number[] = [];
  readonly open: OpenTransport;
  #handlers: Handlers;
  #connections: { deliver(message: ServerMessage): void; lose(): void }[] = [];

  constructor(handlers: Handlers) {
    this.#handlers = handlers;
    this.open = () => Promise.resolve(this.#connect());
  }

  handle(handlers: Handlers): void {
    this.#handlers = { ...this.#handlers, ...handlers };
  }

  emit<E extends EventName>(event: E, payload: EventPayload<E>): void {
    for (const connection of this.#connections) connection.deliver({ kind: 'event', event, payload });
  }

  /** Breaks every connection, as an engine that dies does. */
  lose(): void {
    for (const connection of this.#connections.splice(0)) connection.lose();
  }

  inputsOf<P extends ProcedureName>(procedure: P): Input<P>[] {
    return this.calls.filter((call) => call.procedure === procedure).map((call) => call.input as Input<P>);
  }

  #connect(): AdminTransport {
    const onMessage: ((message: ServerMessage) => void)[] = [];
    const onClose: (() => void)[] = [];
    const deliver = (message: ServerMessage) => {
      for (const listener of onMessage) listener(message);
    };
    const lose = () => {
      for (const listener of onClose) listener();
    };
    this.#connections.push({ deliver, lose });
    return {
      send: (message) => this.#receive(message, deliver),
      onMessage: (listener) => void onMessage.push(listener),
      onClose: (listener) => void onClose.push(listener),
      close: lose,
    };
  }

  #receive(message: ClientMessage, deliver: (message: ServerMessage) => void): void {
    if (message.kind === 'cancel') {
      this.cancelled.push(message.id);
      return;
    }
    const { id, procedure } = message;
    const handler = this.#handlers[procedure] as ((input: unknown) => unknown) | undefined;
    if (handler === undefined) throw new Error(`This test has no handler for ${procedure}.`);
    const input = procedures[procedure].input.parse(message.input);
    this.calls.push({ procedure, input });
    const answer = async () => {
      try {
        const output = procedures[procedure].output.parse(await handler(input));
        deliver({ kind: 'result', id, output });
      } catch (error) {
        if (!(error instanceof FakeFailure)) throw error;
        deliver({ kind: 'failure', id, failure: error.failure });
      }
    };
    void answer();
  }
}
