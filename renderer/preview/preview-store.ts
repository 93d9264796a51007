/**
 * What Preview holds: the chosen data source, the statement, the row limit, and the run. It lives outside of the
 * view so that a look at another tab loses nothing. Rows are fetched until the end or the limit; nothing starts
 * by itself.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AdminNotice, Failure, Output, ResultColumn } from '../../engine/admin/contract.ts';
import { messages } from '../messages.ts';
import { asFailure } from '../stores/as-failure.ts';
import type { EngineConnection } from '../transport/engine-connection.ts';
import { keepDraft, keptDraft, type DraftStorage } from './kept-draft.ts';

type Page = Output<'query.fetch'>;
export type ResultRow = Page['rows'][number];

export interface Run {
  readonly phase: 'idle' | 'running' | 'done' | 'failed' | 'cancelled';
  /** The statement that runs or ran; an error's position counts in it. */
  readonly sql: string;
  readonly limit: number;
  /** By the window's own clock, in milliseconds, for as long as the engine has not told its own. */
  readonly startedAt: number;
  readonly columns: readonly ResultColumn[];
  /** Grows in place, since copying 100,000 rows a hundred times would freeze the window; see `rowCount`. */
  readonly rows: readonly ResultRow[];
  readonly rowCount: number;
  readonly notices: readonly AdminNotice[];
  readonly cut: boolean;
  readonly commandTag: string;
  readonly statistics: Page['statistics'] | null;
  readonly failure: Failure | null;
}

interface PreviewState {
  readonly dsn: string | null;
  readonly sql: string;
  readonly limit: string;
  readonly run: Run;
}

export interface PreviewStore extends StoreApi<PreviewState> {
  chooseDsn(name: string): void;
  setSql(sql: string): void;
  /** Fills an empty editor; what someone has typed stays. */
  suggestSql(sql: string): void;
  setLimit(text: string): void;
  /** Does nothing while a statement runs, without a data source, or with a wrong limit. */
  run(): Promise<void>;
  cancel(): void;
}

const pageRows = 1000;
const highestLimit = 1_000_000;

const idle: Run = Object.freeze({
  phase: 'idle',
  sql: '',
  limit: 0,
  startedAt: 0,
  columns: [],
  rows: [],
  rowCount: 0,
  notices: [],
  cut: false,
  commandTag: '',
  statistics: null,
  failure: null,
});

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
    run: idle,
  }));
  store.subscribe((state, { dsn, sql, limit }) => {
    const isSame = state.dsn === dsn && state.sql === sql && state.limit === limit;
    if (!isSame) keepDraft(drafts, state);
  });
  let abort: AbortController | undefined;
  let openId: string | undefined;

  const change = (part: Partial<Run>) => store.setState(({ run }) => ({ run: { ...run, ...part } }));

  const fetchAll = async (id: string, signal: AbortSignal) => {
    const rows: ResultRow[] = [];
    const readable = readableRows(store.getState().run.columns);
    for (let done = false; !done && !signal.aborted;) {
      const page = await engine.call('query.fetch', { id, rows: pageRows });
      for (const row of page.rows) rows.push(readable(row));
      done = page.done;
      const { statistics, commandTag } = page;
      const cut = page.cut || store.getState().run.cut;
      const notices = withNew(store.getState().run.notices, page.notices);
      change({ rows, rowCount: rows.length, notices, cut, statistics, commandTag });
    }
  };

  return {
    ...store,
    chooseDsn: (dsn) => store.setState({ dsn }),
    setSql: (sql) => store.setState({ sql }),
    suggestSql: (sql) => store.setState((state) => (state.sql.trim() === '' ? { sql } : {})),
    setLimit: (limit) => store.setState({ limit }),
    async run() {
      const { dsn, sql, limit: limitText } = store.getState();
      const limit = rowLimit(limitText);
      if (dsn === null || sql.trim() === '' || limit === undefined || abort !== undefined) return;
      abort = new AbortController();
      const { signal } = abort;
      store.setState({ run: { ...idle, phase: 'running', sql, limit, startedAt: performance.now() } });
      try {
        const { id, columns } = await engine.call('query.open', { dsn, sql, limit }, signal);
        openId = id;
        change({ columns });
        await fetchAll(id, signal);
        change({ phase: signal.aborted ? 'cancelled' : 'done' });
      } catch (error) {
        if (signal.aborted) change({ phase: 'cancelled' });
        else change({ phase: 'failed', failure: asFailure(error) });
      } finally {
        abort = undefined;
        if (openId !== undefined) engine.call('query.close', { id: openId }).catch(ignoreLostEngine);
        openId = undefined;
      }
    },
    cancel() {
      abort?.abort();
      if (openId !== undefined) engine.call('query.cancel', { id: openId }).catch(ignoreLostEngine);
    },
  };
}

/** PostgreSQL writes booleans as t and f, which nobody wants to read. */
function readableRows(columns: readonly ResultColumn[]): (row: ResultRow) => ResultRow {
  if (columns.every(({ type }) => type !== 'boolean')) return (row) => row;
  return (row) =>
    row.map((value, index) => {
      if (value === null || columns[index]?.type !== 'boolean') return value;
      return value === 't' ? 'true' : 'false';
    });
}

/** A run that ends with the connection needs neither cancel nor close; the run itself has shown the failure. */
function ignoreLostEngine(): void {}

function withNew(known: readonly AdminNotice[], arrived: readonly AdminNotice[]): readonly AdminNotice[] {
  const fresh = arrived.filter(({ message }) => known.every((notice) => notice.message !== message));
  return fresh.length === 0 ? known : [...known, ...fresh];
}

/** The sentence for a cut that the engine has not explained by a notice of its own. */
export function cutSentence({ cut, notices, rowCount, limit }: Run): string | null {
  if (!cut || notices.some(({ sqlState }) => sqlState === '01000')) return null;
  return rowCount >= limit ? messages.preview.cutByLimit(limit) : messages.preview.cut;
}
