/**
 * What Preview holds: the chosen data source, the statement, the row limit, and the tabs of results. It lives outside
 * of the view so that a look at another tab loses nothing. One statement runs at a time; nothing starts by itself.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { asFailure } from '../stores/as-failure.ts';
import type { EngineConnection } from '../transport/engine-connection.ts';
import type { ChartSpec } from './chart-spec.ts';
import { keepDraft, keptDraft, type DraftStorage } from './kept-draft.ts';
import {
  activeTab,
  changeTab,
  closeTab,
  noTabs,
  settleReplaced,
  withNewTab,
  type ResultTab,
  type ResultTabs,
  type ResultView,
} from './result-tabs.ts';
import { runQuery, type RunningQuery } from './run-query.ts';
import { idleRun, type Run } from './run.ts';

interface PreviewState extends ResultTabs {
  readonly dsn: string | null;
  readonly sql: string;
  readonly limit: string;
}

export interface PreviewStore extends StoreApi<PreviewState> {
  /** The name of a data source, or a connection string. */
  chooseDsn(name: string): void;
  setSql(sql: string): void;
  /** Fills an empty editor; what someone has typed stays. */
  suggestSql(sql: string): void;
  setLimit(text: string): void;
  /**
   * Runs `part` of the statement, or all of it. Does nothing while a statement runs, without a data source, or with a
   * wrong limit.
   */
  run(part?: string): Promise<void>;
  /** Shows what the statement would ask of Bitbucket, without running it. */
  explain(part?: string): void;
  cancel(): void;
  showTab(id: string): void;
  /** Ends the statement where it still runs. */
  closeTab(id: string): void;
  pinTab(id: string, pinned: boolean): void;
  /** The plan is asked for when it is shown first. */
  showView(id: string, view: ResultView): void;
  setChart(id: string, chart: ChartSpec): void;
}

const highestLimit = 1_000_000;

/** The row limit as a number, or undefined when the text is none that Preview accepts. */
export function rowLimit(text: string): number | undefined {
  if (!/^\d{1,7}$/.test(text)) return undefined;
  const limit = Number(text);
  return limit >= 1 && limit <= highestLimit ? limit : undefined;
}

export function createPreviewStore(engine: EngineConnection, drafts: DraftStorage): PreviewStore {
  const store = createStore<PreviewState>(() => ({
    dsn: null,
    sql: '',
    limit: '1000',
    ...keptDraft(drafts),
    ...noTabs,
  }));
  store.subscribe((state, { dsn, sql, limit }) => {
    const isSame = state.dsn === dsn && state.sql === sql && state.limit === limit;
    if (!isSame) keepDraft(drafts, state);
  });
  let running: { readonly tab: string; readonly query: RunningQuery } | undefined;
  let count = 0;

  const change = (id: string, part: Partial<ResultTab>) =>
    store.setState((state) => changeTab(state, id, () => part));
  const changeRun = (id: string, part: Partial<Run>) =>
    store.setState((state) => changeTab(state, id, ({ run }) => ({ run: { ...run, ...part } })));

  /** What would run now, or null when nothing can. */
  const asked = (part: string | undefined): Pick<Run, 'dsn' | 'sql' | 'limit'> | null => {
    const { dsn, sql: whole, limit: text } = store.getState();
    const sql = part ?? whole;
    const limit = rowLimit(text);
    return dsn === null || sql.trim() === '' || limit === undefined ? null : { dsn, sql, limit };
  };

  const openTab = (run: Run, view: ResultView): ResultTab => {
    count += 1;
    const current = activeTab(store.getState());
    const isPlanned = current?.run.phase === 'idle' && sameStatement(current.run, run);
    const tab: ResultTab = {
      id: `result-${count}`,
      number: count,
      pinned: false,
      view,
      run,
      // An estimate is one only when it was made beforehand.
      plan: isPlanned ? current.plan : null,
      chart: null,
      replaced: null,
    };
    store.setState((state) => withNewTab(state, tab));
    return tab;
  };

  const loadPlan = async ({ id, run: { dsn, sql, limit } }: ResultTab) => {
    change(id, { plan: { phase: 'loading' } });
    try {
      const { scans } = await engine.call('query.plan', { dsn, sql, limit });
      change(id, { plan: { phase: 'ready', scans } });
    } catch (error) {
      change(id, { plan: { phase: 'failed', failure: asFailure(error) } });
    }
  };

  const cancel = () => running?.query.cancel();

  return {
    ...store,
    chooseDsn: (dsn) => store.setState({ dsn }),
    setSql: (sql) => store.setState({ sql }),
    suggestSql: (sql) => store.setState((state) => (state.sql.trim() === '' ? { sql } : {})),
    setLimit: (limit) => store.setState({ limit }),
    async run(part) {
      const statement = asked(part);
      if (statement === null || running !== undefined) return;
      const startedAt = performance.now();
      const { id } = openTab({ ...idleRun, ...statement, phase: 'running', startedAt }, 'rows');
      const query = runQuery(engine, statement, (changed) => changeRun(id, changed));
      running = { tab: id, query };
      await query.ended;
      running = undefined;
      store.setState((state) => settleReplaced(state, id));
    },
    explain(part) {
      const statement = asked(part);
      if (statement === null || running !== undefined) return;
      const tab = openTab({ ...idleRun, ...statement }, 'plan');
      // A plan is no reason to let go of a result.
      store.setState((state) => settleReplaced(state, tab.id));
      void loadPlan({ ...tab, plan: null });
    },
    cancel,
    showTab: (active) => store.setState({ active }),
    closeTab(id) {
      if (running?.tab === id) cancel();
      store.setState((state) => closeTab(state, id));
    },
    pinTab: (id, pinned) => change(id, { pinned }),
    showView(id, view) {
      change(id, { view });
      const tab = store.getState().tabs.find((one) => one.id === id);
      if (view === 'plan' && tab !== undefined && (tab.plan === null || tab.plan.phase === 'failed')) {
        void loadPlan(tab);
      }
    },
    setChart: (id, chart) => change(id, { chart }),
  };
}

function sameStatement(one: Run, other: Run): boolean {
  return one.dsn === other.dsn && one.sql === other.sql && one.limit === other.limit;
}
