/**
 * The statements that the engine has run lately, for `sys_queries`: which ran, how they ended, what they cost, and
 * whether a row limit has cut them. Parameters are not kept. A connection sees the statements of connections with the
 * same workspace and credential, so that nobody reads here what he could not ask himself.
 */
import type { QueryFact } from '../catalog/system/system-table.ts';
import { SqlState } from '../error.ts';
import type { StatementObserver, StatementOutcome } from './observed-statement.ts';

interface Entry {
  readonly owner: string;
  readonly dataSource: string;
  fact: QueryFact;
}

/** A statement with the data source that it was sent to; '' for a connection string without one. */
export interface StatementRecord extends QueryFact {
  readonly dataSource: string;
}

/** The oldest go first. */
const keptStatements = 1000;
const keptCharacters = 10_000;

export class StatementHistory {
  readonly #entries: Entry[] = [];
  readonly #now: () => number;
  #last = 0;

  /** `now`: milliseconds since 1970. */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** `owner`: whoever has the same may read it. Of several ends the first counts. */
  begin(
    owner: string,
    session: string,
    statement: string,
    dataSource = '',
  ): Required<Omit<StatementObserver, 'notice'>> {
    const began = this.#now();
    this.#last += 1;
    const entry: Entry = {
      owner,
      dataSource,
      fact: {
        id: this.#last,
        session,
        startedAt: began,
        statement: statement.slice(0, keptCharacters),
        state: 'running',
        rows: 0,
        calls: 0,
        bytes: 0,
        milliseconds: null,
        cut: false,
        sqlState: null,
        message: null,
      },
    };
    this.#entries.push(entry);
    if (this.#entries.length > keptStatements) this.#entries.shift();
    const change = (changed: Partial<QueryFact>): void => {
      entry.fact = { ...entry.fact, ...changed };
    };
    return {
      id: this.#last,
      progress: ({ calls, bytes }) => change({ calls, bytes }),
      rows: (count) => change({ rows: entry.fact.rows + count }),
      end: (outcome) => {
        if (entry.fact.state !== 'running') return;
        change({ ...stateOf(outcome), cut: outcome.cut, milliseconds: this.#now() - began });
      },
    };
  }

  /** null when there is none, or none any more. */
  find(id: number): StatementRecord | null {
    const entry = this.#entries[id - (this.#entries[0]?.fact.id ?? 0)];
    return entry === undefined ? null : { ...entry.fact, dataSource: entry.dataSource };
  }

  /** The oldest first. */
  of(owner: string): readonly QueryFact[] {
    return this.#entries.filter((entry) => entry.owner === owner).map(({ fact }) => fact);
  }
}

function stateOf(outcome: StatementOutcome): Pick<QueryFact, 'state' | 'sqlState' | 'message'> {
  if (outcome.kind !== 'failed') return { state: outcome.kind, sqlState: null, message: null };
  const { sqlState, message } = outcome.error;
  return { state: sqlState === SqlState.queryCanceled ? 'cancelled' : 'failed', sqlState, message };
}
