/** Reading scans on behalf of one execution: their notices, progress and cancellation. */
import { DrawbridgeError, SqlState } from '../error.ts';
import type {
  CountResult,
  RowBatch,
  ScanContext,
  ScanProgress,
  ScanRequest,
  ScanSource,
} from '../plan/scan-request.ts';
import { canceled } from '../store/translate-error.ts';
import type { ExecuteOptions } from './session.ts';

export interface ScanRunner {
  readonly signal: AbortSignal;
  /** The batches of a scan. Stopping early, an error and cancellation call the source's return(). */
  read(request: ScanRequest): AsyncGenerator<RowBatch | CountResult, void, undefined>;
}

/** `signal` ends every scan; it is the execution's own, and fires when the client cancels or closes. */
export function scanRunner(
  source: ScanSource,
  signal: AbortSignal,
  options: Pick<ExecuteOptions, 'onNotice' | 'onProgress' | 'statementId' | 'beforeCalls'>,
): ScanRunner {
  const progress = new Map<ScanRequest, ScanProgress>();
  const contextOf = (request: ScanRequest): ScanContext => ({
    signal,
    ...(options.statementId === undefined ? {} : { statementId: options.statementId }),
    beforeCalls: () => options.beforeCalls?.(),
    notice: (notice) => options.onNotice(notice),
    progress(latest) {
      progress.set(request, latest);
      const all = [...progress.values()];
      const pages = all.map((one) => one.pages ?? { done: 0, expected: 0 });
      const expected = pages.map((one) => one.expected);
      options.onProgress?.({
        calls: sum(all.map(({ calls }) => calls)),
        rows: sum(all.map(({ rows }) => rows)),
        bytes: sum(all.map(({ bytes }) => bytes)),
        pages: {
          done: sum(pages.map(({ done }) => done)),
          expected: expected.some((count) => count === null)
            ? null
            : sum(expected.map((count) => count ?? 0)),
        },
      });
    },
  });
  return {
    signal,
    async *read(request) {
      // A scan that has said nothing yet may have any number of pages.
      progress.set(request, { calls: 0, rows: 0, bytes: 0, pages: { done: 0, expected: null } });
      const iterator = source.scan(request, contextOf(request))[Symbol.asyncIterator]();
      let ended = false;
      try {
        for (;;) {
          const step = await orCanceled(iterator.next(), signal);
          if (step.done === true) {
            ended = true;
            return;
          }
          yield step.value;
        }
      } finally {
        if (!ended) await stop(iterator, signal);
      }
    },
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** A source that does not heed the signal must not keep the client waiting. */
async function orCanceled<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) throw canceled(signal.reason);
  let onAbort: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(canceled(signal.reason));
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    if (onAbort !== undefined) signal.removeEventListener('abort', onAbort);
    work.catch(() => undefined);
  }
}

async function stop(iterator: AsyncIterator<unknown>, signal: AbortSignal): Promise<void> {
  const stopped = Promise.resolve(iterator.return?.()).catch(() => undefined);
  // After a cancel the pending page ends in its own time; return() waits for it in an async generator.
  if (!signal.aborted) await stopped;
}

/** The rows of a scan that was not asked to count. */
export function rowsOf(batch: RowBatch | CountResult): RowBatch {
  if ('count' in batch) {
    throw new DrawbridgeError(SqlState.internalError, 'A scan counted where rows were asked for.');
  }
  return batch;
}
