/**
 * The statements that the engine has run lately, for `sys_queries`: which ran, how they ended, what they cost, and
 * whether a row limit has cut them. Parameters are not kept. A connection sees the statements of connections with the
 * same workspace and credential, so that nobody reads here what he could not ask himself.
 */
import type { QueryFact } from '../catalog/system/system-table.ts';
import { asDrawbridgeError, SqlState } from '../error.ts';
import type { ScanProgress } from '../plan/scan-request.ts';

/** The oldest go first. */
const keptStatements = 1000;
const keptCharacters = 10_000;

export interface StatementRecord {
  progress(progress: ScanProgress): void;
  rows(count: number): void;
  /** Only the first end counts. `closed`: the client wanted no more rows. */
  end(how: { readonly kind: 'done' | 'closed' } | { readonly thrown: unknown }, cut: boolean): void;
}

export class StatementHistory {
  readonly #entries: { readonly owner: string; fact: QueryFact }[] = [];
  readonly #now: () => number;
  #last = 0;

  /** `now`: milliseconds since 1970. */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** `owner`: whoever has the same may read it. */
  begin(owner: string, session: string, statement: string): StatementRecord {
    const began = this.#now();
    this.#last += 1;
    const entry: { readonly owner: string; fact: QueryFact } = {
      owner,
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
      progress: ({ calls, bytes }) => change({ calls, bytes }),
      rows: (count) => change({ rows: entry.fact.rows + count }),
      end: (how, cut) => {
        if (entry.fact.state !== 'running') return;
        change({ ...outcome(how), cut, milliseconds: this.#now() - began });
      },
    };
  }

  /** The oldest first. */
  of(owner: string): readonly QueryFact[] {
    return this.#entries.filter((entry) => entry.owner === owner).map(({ fact }) => fact);
  }
}

function outcome(
  how: { readonly kind: 'done' | 'closed' } | { readonly thrown: unknown },
): Pick<QueryFact, 'state' | 'sqlState' | 'message'> {
  if ('kind' in how) return { state: how.kind, sqlState: null, message: null };
  const { sqlState, message } = asDrawbridgeError(how.thrown);
  return { state: sqlState === SqlState.queryCanceled ? 'cancelled' : 'failed', sqlState, message };
}
