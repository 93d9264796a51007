/**
 * The list of API calls: what the engine has kept, then what it tells of, up to a bound. It begins when the tab is
 * first opened and lives outside of the view. A paused list holds back what arrives and shows it when it goes on.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ApiCall, Failure, StatementInfo } from '../../engine/admin/contract.ts';
import { asFailure } from '../stores/as-failure.ts';
import type { EngineConnection } from '../transport/engine-connection.ts';
import { everything, type CallFilter } from './call-filter.ts';

interface Batch {
  readonly calls: readonly ApiCall[];
  readonly statements: readonly StatementInfo[];
}

export interface RequestsState {
  /** The oldest first. */
  readonly calls: readonly ApiCall[];
  readonly statements: ReadonlyMap<number, StatementInfo>;
  readonly filter: CallFilter;
  readonly grouped: boolean;
  readonly paused: boolean;
  /** What has arrived since the list was paused. */
  readonly held: Batch;
  readonly failure: Failure | null;
}

export interface RequestsStore extends StoreApi<RequestsState> {
  /** Begins to follow the engine; further calls change nothing. */
  follow(): void;
  setFilter(change: Partial<CallFilter>): void;
  /** Shows the calls of one statement and nothing else. */
  showStatement(id: number): void;
  setGrouped(grouped: boolean): void;
  setPaused(paused: boolean): void;
  /** Empties this window's list; the engine's stays. */
  clear(): void;
}

const keptCalls = 5000;
const nothing: Batch = Object.freeze({ calls: [], statements: [] });

export function createRequestsStore(engine: EngineConnection): RequestsStore {
  const store = createStore<RequestsState>(() => ({
    calls: [],
    statements: new Map(),
    filter: everything,
    grouped: false,
    paused: false,
    held: nothing,
    failure: null,
  }));
  let following = false;
  /** The last call that is known, and the last that was cleared away. */
  let last = 0;
  let cleared = 0;

  const take = (batch: Batch) => {
    // What was just listed may be told of once more.
    const fresh = batch.calls.filter(({ id }) => id > last);
    last = fresh.at(-1)?.id ?? last;
    store.setState((state) =>
      state.paused
        ? { held: merged(state.held, { ...batch, calls: fresh }) }
        : shown(state, { ...batch, calls: fresh }),
    );
  };
  const list = async () => {
    try {
      const batch = await engine.call('requests.list', { after: 0 });
      // An engine that was started anew counts anew.
      if ((batch.calls.at(-1)?.id ?? 0) < last) cleared = 0;
      last = cleared;
      store.setState({ calls: [], statements: new Map(), held: nothing, failure: null });
      take(batch);
    } catch (error) {
      store.setState({ failure: asFailure(error) });
    }
  };

  return {
    ...store,
    follow() {
      if (following) return;
      following = true;
      engine.on('requests.added', take);
      engine.onConnected(() => void list());
    },
    setFilter: (change) => store.setState(({ filter }) => ({ filter: { ...filter, ...change } })),
    showStatement: (statementId) => store.setState({ filter: { ...everything, statementId } }),
    setGrouped: (grouped) => store.setState({ grouped }),
    setPaused(paused) {
      store.setState((state) =>
        paused ? { paused } : { paused, held: nothing, ...shown(state, state.held) },
      );
    },
    clear() {
      cleared = last;
      store.setState({ calls: [], statements: new Map(), held: nothing });
    },
  };
}

function merged(held: Batch, { calls, statements }: Batch): Batch {
  return {
    calls: [...held.calls, ...calls].slice(-keptCalls),
    statements: [...held.statements, ...statements].slice(-keptCalls),
  };
}

function shown(
  { calls, statements }: RequestsState,
  added: Batch,
): Pick<RequestsState, 'calls' | 'statements'> {
  const all = [...calls, ...added.calls].slice(-keptCalls);
  const known = new Map(statements);
  for (const statement of added.statements) known.set(statement.id, statement);
  const named = new Set(all.map(({ statementId }) => statementId));
  for (const id of known.keys()) if (!named.has(id)) known.delete(id);
  return { calls: all, statements: known };
}
