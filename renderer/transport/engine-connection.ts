/**
 * One lasting connection to the engine for the whole window. It opens a transport, opens another one whenever
 * it breaks, and keeps event subscriptions across the break. Calls are never repeated: what was under way when
 * the engine went away fails with 08006, because only the caller knows whether it may be done twice.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { AdminError, createAdminClient, type AdminClient } from '../../engine/admin/client.ts';
import type { EventName, EventPayload, Input, Output, ProcedureName } from '../../engine/admin/contract.ts';
import { messages } from '../messages.ts';
import { SessionRefused, type OpenTransport } from './open-transport.ts';

type ConnectionState =
  | { readonly phase: 'connecting' }
  | { readonly phase: 'connected' }
  /** The engine was there before, or never answered; another attempt follows by itself. */
  | { readonly phase: 'lost' }
  /** The host does not know this window, or not any more; only a new address helps. */
  | { readonly phase: 'refused'; readonly wasConnected: boolean };

export interface EngineConnection {
  readonly state: StoreApi<ConnectionState>;
  call<P extends ProcedureName>(procedure: P, input: Input<P>, signal?: AbortSignal): Promise<Output<P>>;
  on<E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void): () => void;
  /** Calls the listener after every connect, and at once when the connection already stands. */
  onConnected(listener: () => void): () => void;
  /** Stops waiting and tries at once. */
  retry(): void;
  close(): void;
}

const firstDelay = 500;
const longestDelay = 5_000;

export function createEngineConnection(open: OpenTransport): EngineConnection {
  const state = createStore<ConnectionState>(() => ({ phase: 'connecting' }));
  const subscriptions = new Set<(client: AdminClient) => void>();
  const connectedListeners = new Set<() => void>();
  let client: AdminClient | undefined;
  let delay = firstDelay;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;
  let wasConnected = false;

  const retryLater = () => {
    if (closed) return;
    state.setState({ phase: 'lost' });
    timer = setTimeout(() => void connect(), delay);
    delay = Math.min(delay * 2, longestDelay);
  };
  const adopt = (next: AdminClient) => {
    client = next;
    delay = firstDelay;
    wasConnected = true;
    next.onClose(() => {
      client = undefined;
      retryLater();
    });
    for (const subscribe of subscriptions) subscribe(next);
    state.setState({ phase: 'connected' });
    for (const listener of connectedListeners) listener();
  };
  const connect = async () => {
    timer = undefined;
    try {
      const next = createAdminClient(await open());
      if (closed) next.close();
      else adopt(next);
    } catch (error) {
      if (error instanceof SessionRefused) state.setState({ phase: 'refused', wasConnected });
      else retryLater();
    }
  };
  void connect();

  return {
    state,
    call(procedure, input, signal) {
      if (client !== undefined) return client.call(procedure, input, signal);
      return Promise.reject(new AdminError({ sqlState: '08006', ...messages.connection.notConnected }));
    },
    on(event, listener) {
      let end: (() => void) | undefined;
      const subscribe = (to: AdminClient) => {
        end = to.on(event, listener);
      };
      subscriptions.add(subscribe);
      if (client !== undefined) subscribe(client);
      return () => {
        subscriptions.delete(subscribe);
        end?.();
      };
    },
    onConnected(listener) {
      connectedListeners.add(listener);
      if (client !== undefined) listener();
      return () => connectedListeners.delete(listener);
    },
    retry() {
      const { phase } = state.getState();
      // While an attempt is under way there is nothing to hurry.
      if (phase !== 'refused' && timer === undefined) return;
      clearTimeout(timer);
      void connect();
    },
    close() {
      closed = true;
      clearTimeout(timer);
      client?.close();
    },
  };
}
