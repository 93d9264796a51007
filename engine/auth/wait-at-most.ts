import { setTimeout as delay } from 'node:timers/promises';

/** Waits until all work has ended, well or not, or so many milliseconds have passed. Never rejects. */
export async function waitAtMost(patienceMs: number, work: Iterable<Promise<unknown>>): Promise<void> {
  const patience = new AbortController();
  await Promise.race([
    Promise.allSettled(work),
    delay(patienceMs, undefined, { signal: patience.signal }).catch(() => undefined),
  ]);
  patience.abort();
}
