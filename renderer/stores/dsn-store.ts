/** The data sources and the catalogue of their properties, kept in step with the engine. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DsnEntry, DsnScope, Failure, Output, Property } from '../../engine/admin/contract.ts';
import type { EngineConnection } from '../transport/engine-connection.ts';
import { asFailure } from './as-failure.ts';

export interface DsnKey {
  readonly name: string;
  readonly scope: DsnScope;
}

export type DsnProblem = NonNullable<Output<'dsn.list'>['problems']>[number];

interface DsnState {
  /** By name, whatever the order in the files; null until the first answer. */
  readonly dsns: readonly DsnEntry[] | null;
  /** Lines of the files that ODBC does not understand. */
  readonly problems: readonly DsnProblem[];
  readonly properties: readonly Property[];
  readonly failure: Failure | null;
}

export interface DsnStore extends StoreApi<DsnState> {
  refresh(): Promise<void>;
  /** Rejects with the engine's failure. */
  remove(key: DsnKey): Promise<void>;
  /** Makes the sample data source, or finds the one that is there. Rejects with the engine's failure. */
  addSandbox(): Promise<DsnEntry>;
}

const byName = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

export function createDsnStore(engine: EngineConnection): DsnStore {
  const store = createStore<DsnState>(() => ({ dsns: null, problems: [], properties: [], failure: null }));
  const refresh = async () => {
    try {
      const [{ dsns, problems = [] }, { properties }] = await Promise.all([
        engine.call('dsn.list', {}),
        engine.call('properties.list', {}),
      ]);
      const sorted = [...dsns].sort((a, b) => byName.compare(a.name, b.name));
      store.setState({ dsns: sorted, problems, properties, failure: null });
    } catch (error) {
      store.setState({ failure: asFailure(error) });
    }
  };
  engine.onConnected(() => void refresh());
  engine.on('dsn.changed', () => void refresh());

  return {
    ...store,
    refresh,
    async remove({ name, scope }) {
      await engine.call('dsn.remove', { name, scope });
      await refresh();
    },
    async addSandbox() {
      const { entry } = await engine.call('dsn.addSandbox', {});
      await refresh();
      return entry;
    },
  };
}

/** ODBC compares names without regard to case. */
export function sameDsn(a: DsnKey, b: DsnKey): boolean {
  // Paths of files are taken as they are.
  if (a.scope === 'file') return b.scope === 'file' && a.name === b.name;
  return a.scope === b.scope && a.name.toLowerCase() === b.name.toLowerCase();
}
