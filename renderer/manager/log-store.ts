/** The engine's log as the window shows it: kept while a view is open, paused and cleared by its user. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure, LogEntry } from '../../engine/admin/contract.ts';
import { asFailure } from '../stores/as-failure.ts';
import type { EngineConnection } from '../transport/engine-connection.ts';

/** Each level shows those before it, too. */
export type LogLevel = 'error' | 'statement' | 'call' | 'session';

interface LogState {
  /** The oldest first. */
  readonly entries: readonly LogEntry[];
  readonly level: LogLevel;
  readonly filter: string;
  readonly paused: boolean;
  readonly failure: Failure | null;
}

export interface LogStore extends StoreApi<LogState> {
  /** Follows the engine's log until the returned function is called. */
  follow(): () => void;
  clear(): void;
  pause(paused: boolean): void;
}

const kept = 2000;

export function createLogStore(engine: EngineConnection): LogStore {
  const store = createStore<LogState>(() => ({
    entries: [],
    level: 'session',
    filter: '',
    paused: false,
    failure: null,
  }));
  let last = 0;
  const add = (added: readonly LogEntry[]) => {
    const fresh = added.filter(({ id }) => id > last);
    if (fresh.length === 0) return;
    last = fresh.at(-1)?.id ?? last;
    store.setState(({ entries }) => ({ entries: [...entries, ...fresh].slice(-kept) }));
  };
  const catchUp = async () => {
    if (store.getState().paused) return;
    try {
      add((await engine.call('log.list', { after: last })).entries);
      store.setState({ failure: null });
    } catch (error) {
      store.setState({ failure: asFailure(error) });
    }
  };
  /** An engine that was started anew counts from 1 again. */
  const startOver = async () => {
    const { entries } = await engine.call('log.list', {}).catch(() => ({ entries: [] }));
    if ((entries.at(-1)?.id ?? 0) < last) last = 0;
    void catchUp();
  };

  return {
    ...store,
    follow() {
      const ends = [
        engine.on('log.added', ({ entries, missed }) => {
          if (store.getState().paused) return;
          // Those in between are still kept by the engine.
          if (missed || (entries[0]?.id ?? 0) > last + 1) void catchUp();
          else add(entries);
        }),
        engine.onConnected(() => void startOver()),
      ];
      return () => {
        for (const end of ends) end();
      };
    },
    clear: () => store.setState({ entries: [] }),
    pause(paused) {
      store.setState({ paused });
      if (!paused) void catchUp();
    },
  };
}

const ranks = { error: 1, statement: 2, call: 3, notice: 4, session: 4 } as const;

/** The entries that the level and the text of the filter let through. */
export function shownEntries(
  { entries, level, filter }: Pick<LogState, 'entries' | 'level' | 'filter'>,
  textOf: (entry: LogEntry) => string,
): readonly LogEntry[] {
  const wanted = filter.trim().toLowerCase();
  return entries.filter(
    (entry) =>
      ranks[entry.kind] <= ranks[level] &&
      (wanted === '' || `${entry.session} ${textOf(entry)}`.toLowerCase().includes(wanted)),
  );
}
