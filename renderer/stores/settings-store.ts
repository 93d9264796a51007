/** The window's settings. A change shows at once and is kept behind it; when that fails the window says so. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure, Settings, SettingsChange } from '../../engine/admin/contract.ts';
import { asFailure } from './as-failure.ts';
import type { SettingsBackend } from './settings-backend.ts';

interface SettingsState {
  /** null until they are known. */
  readonly settings: Settings | null;
  /** Why the last change was not kept. */
  readonly failure: Failure | null;
}

export interface SettingsStore extends StoreApi<SettingsState> {
  change(change: SettingsChange): Promise<void>;
}

export function createSettingsStore(backend: SettingsBackend): SettingsStore {
  const store = createStore<SettingsState>(() => ({ settings: null, failure: null }));
  // What is told meanwhile may be older than what was chosen since.
  const underWay = new Set<SettingsChange>();
  backend.follow((settings) => store.setState({ settings: Object.assign({ ...settings }, ...underWay) }));
  return {
    ...store,
    async change(change) {
      const { settings: before } = store.getState();
      const settings = before === null ? null : { ...before, ...change };
      store.setState({ settings, failure: null });
      underWay.add(change);
      try {
        await backend.set(change);
      } catch (error) {
        store.setState({ failure: asFailure(error) });
      } finally {
        underWay.delete(change);
      }
    },
  };
}
