/** The engine's state, read after every connect and whenever the engine says that it changed. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Output } from '../../engine/admin/contract.ts';
import type { EngineConnection } from '../transport/engine-connection.ts';

export type EngineStatus = Output<'status.get'>;

interface StatusState {
  readonly status: EngineStatus | null;
}

export interface StatusStore extends StoreApi<StatusState> {
  refresh(): Promise<void>;
}

export function createStatusStore(engine: EngineConnection): StatusStore {
  const store = createStore<StatusState>(() => ({ status: null }));
  const refresh = async () => {
    try {
      store.setState({ status: await engine.call('status.get', {}) });
    } catch {
      // The connection's own state says more about a lost engine than an old status would.
      store.setState({ status: null });
    }
  };
  engine.onConnected(() => void refresh());
  engine.on('status.changed', () => void refresh());
  return { ...store, refresh };
}
