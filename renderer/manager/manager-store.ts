/**
 * The driver manager's settings, read when a view asks for them and kept in step afterwards, and what has been changed
 * in the window without being applied yet: it stays when another tab is opened.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type {
  Failure,
  OdbcDriver,
  Output,
  Pooling,
  PoolTimeout,
  Tracing,
} from '../../engine/admin/contract.ts';
import { asFailure } from '../stores/as-failure.ts';
import type { EngineConnection } from '../transport/engine-connection.ts';

export interface TracingDraft {
  readonly path?: string;
  readonly machineWide?: boolean;
}

export interface PoolingDraft {
  readonly on?: boolean;
  readonly timeouts?: ReadonlyMap<string, PoolTimeout>;
}

interface ManagerState {
  /** null until a view has asked and the engine has answered. */
  readonly drivers: readonly OdbcDriver[] | null;
  readonly tracing: Tracing | null;
  readonly pooling: Pooling | null;
  readonly parts: Output<'about.parts'>['parts'] | null;
  readonly failure: Failure | null;
  readonly tracingDraft: TracingDraft;
  readonly poolingDraft: PoolingDraft;
}

export type ManagerPart = 'drivers' | 'tracing' | 'pooling' | 'parts';

export interface ManagerStore extends StoreApi<ManagerState> {
  /** Reads it, now and whenever it may have changed. */
  read(part: ManagerPart): void;
}

export function createManagerStore(engine: EngineConnection): ManagerStore {
  const store = createStore<ManagerState>(() => ({
    drivers: null,
    tracing: null,
    pooling: null,
    parts: null,
    failure: null,
    tracingDraft: {},
    poolingDraft: {},
  }));
  const wanted = new Set<ManagerPart>();
  const readers: Readonly<Record<ManagerPart, () => Promise<Partial<ManagerState>>>> = {
    drivers: () => engine.call('driver.list', {}),
    tracing: async () => ({ tracing: await engine.call('tracing.get', {}) }),
    pooling: async () => ({ pooling: await engine.call('pooling.get', {}) }),
    parts: () => engine.call('about.parts', {}),
  };
  const refresh = (part: ManagerPart) => {
    readers[part]().then(
      (found) => store.setState({ ...found, failure: null }),
      (error: unknown) => store.setState({ failure: asFailure(error) }),
    );
  };
  const refreshAll = () => {
    for (const part of wanted) refresh(part);
  };
  engine.onConnected(refreshAll);
  engine.on('manager.changed', refreshAll);
  return {
    ...store,
    read(part) {
      wanted.add(part);
      if (engine.state.getState().phase === 'connected') refresh(part);
    },
  };
}
