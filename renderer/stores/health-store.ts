/** How the data sources are, kept in step with the engine, and the checks that run now. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DsnHealth, Failure, Input } from '../../engine/admin/contract.ts';
import type { EngineConnection } from '../transport/engine-connection.ts';
import { asFailure } from './as-failure.ts';
import { sameDsn, type DsnKey, type DsnStore } from './dsn-store.ts';

interface HealthState {
  readonly all: readonly DsnHealth[];
  /** Data sources whose test runs now. */
  readonly checking: readonly DsnKey[];
  /** Why the engine could not tell, check or mend; the next attempt takes it away. */
  readonly failure: Failure | null;
}

export interface HealthStore extends StoreApi<HealthState> {
  /** Data sources in files whose health is wanted as well; those of the last call are no longer. */
  watchFiles(paths: readonly string[]): void;
  /** Tests the connections of these data sources. */
  check(keys: readonly DsnKey[]): Promise<void>;
  stopChecking(): void;
  /** Resolves to where the old vault is kept. Fails as the engine does. */
  startNewVault(): Promise<string>;
  mend(key: DsnKey, action: Input<'health.mend'>['action']): Promise<void>;
}

export function createHealthStore(engine: EngineConnection, dsns: DsnStore): HealthStore {
  const store = createStore<HealthState>(() => ({ all: [], checking: [], failure: null }));
  let stop = new AbortController();
  let reading = false;
  let readAgain = false;
  let files: readonly string[] = [];

  /** News come in bursts; one more look after the last is enough. */
  const refresh = async (): Promise<void> => {
    readAgain = reading;
    if (reading) return;
    reading = true;
    try {
      store.setState({ all: (await engine.call('health.list', { files: [...files] })).dsns });
    } catch {
      // The list of data sources, read at the same times, says what is wrong with the engine.
    } finally {
      reading = false;
      if (readAgain) void refresh();
    }
  };
  dsns.subscribe((now, before) => {
    if (now.dsns !== before.dsns && now.dsns !== null) void refresh();
  });
  engine.on('health.changed', () => void refresh());

  return {
    ...store,
    watchFiles(paths) {
      files = paths;
      if (paths.length > 0) void refresh();
    },
    async check(keys) {
      if (stop.signal.aborted) stop = new AbortController();
      const others = store.getState().checking.filter((one) => !keys.some((key) => sameDsn(one, key)));
      store.setState({ checking: [...others, ...keys], failure: null });
      try {
        const wanted = keys.map(({ name, scope }) => ({ name, scope }));
        await engine.call('health.check', { dsns: wanted }, stop.signal);
      } catch (error) {
        if (!stop.signal.aborted) store.setState({ failure: asFailure(error) });
      } finally {
        const rest = store.getState().checking.filter((one) => !keys.some((key) => sameDsn(one, key)));
        await refresh();
        store.setState({ checking: rest });
      }
    },
    stopChecking() {
      stop.abort();
    },
    async startNewVault() {
      const { aside } = await engine.call('vault.startNew', {});
      await refresh();
      return aside;
    },
    async mend({ name, scope }, action) {
      store.setState({ failure: null });
      try {
        await engine.call('health.mend', { name, scope, action });
        await refresh();
      } catch (error) {
        store.setState({ failure: asFailure(error) });
      }
    },
  };
}

export function healthOf({ all }: HealthState, key: DsnKey): DsnHealth | undefined {
  return all.find((one) => sameDsn(one, key));
}
