/**
 * What the schema tree and the editor's completion know of a data source. The schemas that are known without a call
 * are read by themselves; the list of all others is asked for only when somebody wants it.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure, Output, SchemaKind, TreeTable } from '../../engine/admin/contract.ts';
import { asFailure } from '../stores/as-failure.ts';
import type { EngineConnection } from '../transport/engine-connection.ts';

export type TreeSchema = Output<'catalog.schemas'>['schemas'][number];

export interface CatalogState {
  readonly dsn: string | null;
  readonly catalog: string;
  readonly defaultSchema: string;
  readonly schemas: readonly TreeSchema[];
  /** The same in every schema of a kind. */
  readonly tables: Readonly<Partial<Record<SchemaKind, readonly TreeTable[]>>>;
  /** `known`: there may be more schemas than these. */
  readonly phase: 'empty' | 'known' | 'listing' | 'listed';
  /** Why the data source could not be looked at. */
  readonly failure: Failure | null;
  /** Why the list of all schemas did not come. */
  readonly listFailure: Failure | null;
}

export interface CatalogStore extends StoreApi<CatalogState> {
  /** Reads what is known without a call; null: of no data source. */
  look(dsn: string | null): Promise<void>;
  /** Asks for all schemas, which may cost calls. */
  listAll(): Promise<void>;
}

const nothing: CatalogState = Object.freeze({
  dsn: null,
  catalog: '',
  defaultSchema: '',
  schemas: [],
  tables: {},
  phase: 'empty',
  failure: null,
  listFailure: null,
});

export function createCatalogStore(engine: EngineConnection): CatalogStore {
  const store = createStore<CatalogState>(() => nothing);
  /** Answers to an earlier look are of no use any more. */
  let turn = 0;

  const read = async (dsn: string, all: boolean): Promise<Partial<CatalogState>> => {
    const { catalog, defaultSchema, schemas } = await engine.call('catalog.schemas', { dsn, all });
    const known = store.getState().tables;
    const missing = [...new Set(schemas.map(({ kind }) => kind))].filter((kind) => !(kind in known));
    const read = await Promise.all(
      missing.map(async (kind) => [kind, (await engine.call('catalog.tables', { kind })).tables] as const),
    );
    return { catalog, defaultSchema, schemas, tables: { ...known, ...Object.fromEntries(read) } };
  };

  return {
    ...store,
    async look(dsn) {
      turn += 1;
      const mine = turn;
      if (dsn !== store.getState().dsn) store.setState({ ...nothing, dsn });
      if (dsn === null) return;
      try {
        const known = await read(dsn, false);
        if (mine === turn) store.setState({ ...known, phase: 'known', failure: null, listFailure: null });
      } catch (error) {
        if (mine === turn) store.setState({ ...nothing, dsn, failure: asFailure(error) });
      }
    },
    async listAll() {
      const { dsn, phase } = store.getState();
      if (dsn === null || phase === 'listing') return;
      turn += 1;
      const mine = turn;
      store.setState({ phase: 'listing', listFailure: null });
      try {
        const all = await read(dsn, true);
        if (mine === turn) store.setState({ ...all, phase: 'listed' });
      } catch (error) {
        if (mine === turn) store.setState({ phase: 'known', listFailure: asFailure(error) });
      }
    },
  };
}
