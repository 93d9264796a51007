import { DrawbridgeError, SqlState } from '../error.ts';

/**
 * Waits for shared work until the signal aborts (57014). The work itself goes on: others wait for it too, and a
 * refresh that is cut off would lose the new refresh token.
 */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(new DrawbridgeError(SqlState.queryCanceled, 'The statement was cancelled.'));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    const done = () => signal.removeEventListener('abort', stop);
    work.finally(done).then(resolve, reject);
  });
}
