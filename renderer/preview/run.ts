/** One run of a statement, as the window follows it. */
import type {
  AdminNotice,
  EventPayload,
  Failure,
  Output,
  ResultColumn,
} from '../../engine/admin/contract.ts';
import { messages } from '../messages.ts';

type Page = Output<'query.fetch'>;
export type ResultRow = Page['rows'][number];
export type RunProgress = EventPayload<'query.progress'>;

export interface Run {
  /** `idle`: it has not been started; only its plan was asked for. */
  readonly phase: 'idle' | 'running' | 'done' | 'failed' | 'cancelled';
  readonly dsn: string;
  /** The statement that runs or ran; an error's position counts in it. */
  readonly sql: string;
  readonly limit: number;
  /** By the window's own clock, in milliseconds, for as long as the engine has not told its own. */
  readonly startedAt: number;
  readonly columns: readonly ResultColumn[];
  /** By which the list of requests tells its API calls; null for a statement that makes none. */
  readonly statementId: number | null;
  /** Grows in place, since copying 100,000 rows a hundred times would freeze the window; see `rowCount`. */
  readonly rows: readonly ResultRow[];
  readonly rowCount: number;
  readonly notices: readonly AdminNotice[];
  readonly cut: boolean;
  readonly commandTag: string;
  readonly statistics: Page['statistics'] | null;
  readonly progress: RunProgress | null;
  readonly failure: Failure | null;
}

export const idleRun: Run = Object.freeze({
  phase: 'idle',
  dsn: '',
  sql: '',
  limit: 0,
  startedAt: 0,
  columns: [],
  statementId: null,
  rows: [],
  rowCount: 0,
  notices: [],
  cut: false,
  commandTag: '',
  statistics: null,
  progress: null,
  failure: null,
});

/** Whether it has something to show that would be missed. */
export function hasResult({ phase, rowCount }: Run): boolean {
  return rowCount > 0 || phase === 'done';
}

/** The sentence for a cut that the engine has not explained by a notice of its own. */
export function cutSentence({ cut, notices, rowCount, limit }: Run): string | null {
  if (!cut || notices.some(({ sqlState }) => sqlState === '01000')) return null;
  return rowCount >= limit ? messages.preview.cutByLimit(limit) : messages.preview.cut;
}
