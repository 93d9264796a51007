/** Runs one statement: opens it, fetches page after page until the end, closes it. */
import type { AdminNotice, ResultColumn } from '../../engine/admin/contract.ts';
import { asFailure } from '../stores/as-failure.ts';
import type { EngineConnection } from '../transport/engine-connection.ts';
import type { ResultRow, Run } from './run.ts';

export interface RunningQuery {
  /** Resolves when the run has ended, however it did. */
  readonly ended: Promise<void>;
  /** Stops the calls; the rows that have arrived stay. */
  cancel(): void;
}

export type ChangeRun = (part: Partial<Run>) => void;

const pageRows = 1000;
/** Of this window, which alone hears of its runs. */
let runs = 0;
/** By this mark the first paint after the last row is measured; see result-grid.tsx. */
export const lastRowMark = 'preview.last-row';

export function runQuery(
  engine: EngineConnection,
  { dsn, sql, limit }: Pick<Run, 'dsn' | 'sql' | 'limit'>,
  change: ChangeRun,
): RunningQuery {
  const abort = new AbortController();
  const { signal } = abort;
  let openId: string | undefined;
  // It is told while the query opens, too, which takes as long as the first calls do.
  const progressId = String(++runs);

  const fetchAll = async (id: string, columns: readonly ResultColumn[]) => {
    const rows: ResultRow[] = [];
    const readable = readableRows(columns);
    let notices: readonly AdminNotice[] = [];
    let wasCut = false;
    for (let done = false; !done && !signal.aborted;) {
      const page = await engine.call('query.fetch', { id, rows: pageRows });
      for (const row of page.rows) rows.push(readable(row));
      done = page.done;
      wasCut ||= page.cut;
      notices = withNew(notices, page.notices);
      const { statistics, commandTag } = page;
      if (done) performance.mark(lastRowMark);
      change({ rows, rowCount: rows.length, notices, cut: wasCut, statistics, commandTag });
    }
  };

  const run = async () => {
    const stopListening = engine.on('query.progress', (progress) => {
      if (progress.id === progressId) change({ progress });
    });
    try {
      const {
        id,
        columns,
        statementId = null,
      } = await engine.call('query.open', { dsn, sql, limit, progressId }, signal);
      openId = id;
      change({ columns, statementId });
      await fetchAll(id, columns);
      change({ phase: signal.aborted ? 'cancelled' : 'done' });
    } catch (error) {
      if (signal.aborted) change({ phase: 'cancelled' });
      else change({ phase: 'failed', failure: asFailure(error) });
    } finally {
      stopListening();
      if (openId !== undefined) engine.call('query.close', { id: openId }).catch(ignoreLostEngine);
    }
  };
  return {
    ended: run(),
    cancel() {
      if (signal.aborted) return;
      abort.abort();
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
