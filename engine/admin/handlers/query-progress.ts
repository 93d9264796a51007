/** Tells windows how far a query has come, five times a second at most, however fast pages arrive. */
import type { PageCount, ScanProgress } from '../../plan/scan-request.ts';
import type { EventPayload } from '../contract.ts';

export type QueryProgress = EventPayload<'query.progress'>;

/** Milliseconds between two tellings. */
const pause = 200;

const noPages: PageCount = Object.freeze({ done: 0, expected: 0 });

export interface ProgressTeller {
  readonly statistics: Pick<ScanProgress, 'calls' | 'rows' | 'bytes'>;
  tell(progress: ScanProgress): void;
  /** Calls wait until then, in milliseconds since 1970. */
  rest(until: number): void;
  /** What has not been told yet is told no more. */
  stop(): void;
}

export function progressTeller(
  emit: (progress: Omit<QueryProgress, 'id' | 'callsLeft'>) => void,
): ProgressTeller {
  const startedAt = performance.now();
  let latest: ScanProgress = { calls: 0, rows: 0, bytes: 0 };
  let restUntil = 0;
  let timer: NodeJS.Timeout | null = null;
  let isTold = true;
  let isStopped = false;
  const emitLatest = (): void => {
    isTold = true;
    const { calls, rows, bytes, pages = noPages } = latest;
    emit({
      calls,
      rows,
      bytes,
      pages,
      milliseconds: Math.round(performance.now() - startedAt),
      restUntil: restUntil > Date.now() ? new Date(restUntil).toISOString() : null,
    });
    timer = setTimeout(() => {
      timer = null;
      if (!isTold) emitLatest();
    }, pause);
    timer.unref();
  };
  const change = (): void => {
    isTold = false;
    if (timer === null && !isStopped) emitLatest();
  };
  return {
    get statistics() {
      const { calls, rows, bytes } = latest;
      return { calls, rows, bytes };
    },
    tell(progress) {
      latest = progress;
      change();
    },
    rest(until) {
      restUntil = Math.max(restUntil, until);
      change();
    },
    stop() {
      isStopped = true;
      isTold = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
}
