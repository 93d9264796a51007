/** Waits for a promise, but once the signal is aborted only as long as the reason's patience allows. */
import type { StopReason } from './portal.ts';

export async function settled<T>(
  promise: Promise<T>,
  signal: AbortSignal,
  reason: () => StopReason | null,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    let timer: NodeJS.Timeout | null = null;
    const aborted = (): void => {
      const stop = reason();
      if (stop === null) return;
      timer = setTimeout(() => {
        finish();
        reject(stop.error);
      }, stop.patience);
    };
    const finish = (): void => {
      signal.removeEventListener('abort', aborted);
      if (timer !== null) clearTimeout(timer);
    };
    if (signal.aborted) aborted();
    else signal.addEventListener('abort', aborted);
    promise.then(
      (value) => {
        finish();
        resolve(value);
      },
      (error: unknown) => {
        finish();
        reject(error instanceof Error ? error : new Error(String(error)));
      },
    );
  });
}
