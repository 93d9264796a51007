/**
 * What the engine has done lately, as the logs of its connections say it: the latest entries are kept in memory for
 * the administrator's live view, whether or not a connection writes a file.
 */
import type { LogFacts } from './session-log.ts';

export type LogEntry = LogFacts & {
  /** Counts up from 1. */
  readonly id: number;
  /** ISO 8601. */
  readonly at: string;
  /** The first digits of the session's key; '' for what no single session did. */
  readonly session: string;
};

const keptEntries = 2000;
const keptCharacters = 4000;

export class EngineLog {
  readonly capacity = keptEntries;
  readonly #entries: LogEntry[] = [];
  readonly #listeners = new Set<(entry: LogEntry) => void>();
  #last = 0;

  /** The oldest first. */
  get entries(): readonly LogEntry[] {
    return this.#entries;
  }

  add(at: string, session: string, facts: LogFacts): void {
    this.#last += 1;
    const entry: LogEntry = { id: this.#last, at, session, ...shortened(facts) };
    this.#entries.push(entry);
    if (this.#entries.length > keptEntries) this.#entries.shift();
    for (const listener of this.#listeners) listener(entry);
  }

  /** Returns the function that ends it. */
  onAdded(listener: (entry: LogEntry) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

function shortened(facts: LogFacts): LogFacts {
  if (!('statement' in facts) || facts.statement.length <= keptCharacters) return facts;
  return { ...facts, statement: `${facts.statement.slice(0, keptCharacters)}…` };
}
