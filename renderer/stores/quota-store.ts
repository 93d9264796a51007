/** The quotas of the hour: read after every connect, then told by the engine as they change. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Quota } from '../../engine/admin/contract.ts';
import type { EngineConnection } from '../transport/engine-connection.ts';

interface QuotaState {
  /** The fullest first. */
  readonly quotas: readonly Quota[];
}

export type QuotaStore = StoreApi<QuotaState>;

export function createQuotaStore(engine: EngineConnection): QuotaStore {
  const store = createStore<QuotaState>(() => ({ quotas: [] }));
  const take = ({ quotas }: QuotaState) => store.setState({ quotas });
  engine.onConnected(() => void engine.call('quota.get', {}).then(take, () => take({ quotas: [] })));
  engine.on('quota.changed', take);
  return store;
}
