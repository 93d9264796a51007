/** The engine's log for windows: what is kept, and what is added, in batches. */
import type { EngineLog, LogEntry } from '../../session/engine-log.ts';
import type { EventPayload } from '../contract.ts';
import type { Handlers } from '../dispatcher.ts';

/** A few times a second, however much is logged. */
const interval = 250;
/** A window that misses some asks for the list. */
const largestBatch = 200;

export function logHandlers(log: EngineLog): Pick<Handlers, 'log.list'> {
  return {
    'log.list': ({ after = 0 }) =>
      Promise.resolve({ entries: log.entries.filter(({ id }) => id > after), capacity: log.capacity }),
  };
}

/** Tells of new entries until the returned function is called. */
export function announceLog(log: EngineLog, emit: (added: EventPayload<'log.added'>) => void): () => void {
  let batch: LogEntry[] = [];
  let missed = false;
  let timer: NodeJS.Timeout | undefined;
  const send = (): void => {
    timer = undefined;
    emit({ entries: batch, missed });
    batch = [];
    missed = false;
  };
  const stop = log.onAdded((entry) => {
    if (batch.length < largestBatch) batch.push(entry);
    else missed = true;
    // News for a window is no reason to keep the process alive.
    timer ??= setTimeout(send, interval).unref();
  });
  return () => {
    stop();
    clearTimeout(timer);
  };
}
