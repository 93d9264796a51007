/** The caller's half of the admin API, the same for every transport. */
import type {
  ClientMessage,
  EventName,
  EventPayload,
  Failure,
  Input,
  Output,
  ProcedureName,
  ServerMessage,
} from './contract.ts';

/** A duplex of messages: a WebSocket, a MessagePort, or a pair in memory. */
export interface AdminTransport {
  send(message: ClientMessage): void;
  onMessage(listener: (message: ServerMessage) => void): void;
  onClose(listener: () => void): void;
  close(): void;
}

/** A failure reported by the engine, with its SQLSTATE and hint. */
export class AdminError extends Error {
  override readonly name = 'AdminError';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

export interface AdminClient {
  call<P extends ProcedureName>(procedure: P, input: Input<P>, signal?: AbortSignal): Promise<Output<P>>;
  /** Returns the function that ends the subscription. */
  on<E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void): () => void;
  onClose(listener: () => void): void;
  close(): void;
}

const lost: Failure = {
  sqlState: '08006',
  message: 'The connection to the Drawbridge engine was lost.',
  hint: 'What was under way has ended. Try again when the engine is back.',
};

export function createAdminClient(transport: AdminTransport): AdminClient {
  const waiting = new Map<number, { resolve(output: unknown): void; reject(error: Error): void }>();
  const listeners = new Map<EventName, Set<(payload: never) => void>>();
  let nextId = 1;
  let closed = false;

  transport.onMessage((message) => {
    if (message.kind === 'event') {
      for (const listener of listeners.get(message.event) ?? []) listener(message.payload as never);
      return;
    }
    const request = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.kind === 'result') request?.resolve(message.output);
    else request?.reject(new AdminError(message.failure));
  });
  transport.onClose(() => {
    closed = true;
    for (const request of waiting.values()) request.reject(new AdminError(lost));
    waiting.clear();
  });

  return {
    call(procedure, input, signal) {
      if (closed) return Promise.reject(new AdminError(lost));
      const id = nextId++;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        signal?.addEventListener('abort', () => transport.send({ kind: 'cancel', id }), { once: true });
        transport.send({ kind: 'request', id, procedure, input });
      });
    },
    on(event, listener) {
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set.add(listener));
      return () => set.delete(listener);
    },
    onClose: (listener) => transport.onClose(listener),
    close: () => transport.close(),
  };
}
