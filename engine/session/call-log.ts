/**
 * The latest API calls of the engine, for the window's list of requests. It is a ring of a fixed size; a log with
 * everything is what LogFile is for. Addresses come without credentials (those travel in headers, which nobody keeps);
 * should one ever carry a parameter that is named like a secret, its value is left out.
 */
import type { ApiAttempt } from '../bitbucket/api-attempt.ts';

/** Why a call is made. `schemas`: the list of schemas, which statements share. */
export type CallPurpose = 'statement' | 'schemas' | 'test' | 'signIn' | 'setup';

/** Of a client that makes calls. */
export interface CallOrigin {
  /** Whoever has the same may read of its calls; '': nobody but the window. */
  readonly owner: string;
  /** The data source's name; '' for a connection string without one. */
  readonly dataSource: string;
  /** Of calls that belong to no statement. */
  readonly purpose: Exclude<CallPurpose, 'statement'>;
}

export interface LoggedCall extends Pick<
  ApiAttempt,
  'method' | 'target' | 'status' | 'bytes' | 'attempt' | 'cancelled' | 'problem'
> {
  /** Counts up from 1 with every call of the engine. */
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly milliseconds: number;
  readonly dataSource: string;
  readonly purpose: CallPurpose;
  /** As in the history of statements. */
  readonly statementId: number | null;
}

interface Entry {
  readonly owner: string;
  readonly call: LoggedCall;
}

/** The oldest go first. */
export const keptCalls = 5000;

export class CallLog {
  readonly #calls: Entry[] = [];
  readonly #listeners = new Set<() => void>();
  readonly #now: () => number;
  readonly #dataSourceOf: (statementId: number) => string | undefined;
  #last = 0;

  /** `dataSourceOf`: data sources that ask the same share a client, so only the statement knows its own. */
  constructor(
    dataSourceOf: (statementId: number) => string | undefined = () => undefined,
    now: () => number = Date.now,
  ) {
    this.#dataSourceOf = dataSourceOf;
    this.#now = now;
  }

  /** What enters the calls of one client. */
  observer(origin: CallOrigin): (attempt: ApiAttempt) => void {
    return (attempt) => this.#add(attempt, origin);
  }

  /** Hears that calls have been added; returns the function that ends it. */
  onAdded(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Those after the call `id` that are still kept, the oldest first. */
  after(id: number): readonly LoggedCall[] {
    const first = this.#calls[0]?.call.id ?? 0;
    return this.#calls.slice(Math.max(0, id + 1 - first)).map(({ call }) => call);
  }

  /** The oldest first. */
  of(owner: string): readonly LoggedCall[] {
    return this.#calls.filter((entry) => entry.owner === owner).map(({ call }) => call);
  }

  #add(attempt: ApiAttempt, origin: CallOrigin): void {
    const { method, target, status, ms, bytes, attempt: ordinal, cancelled, problem } = attempt;
    const statementId = attempt.statementId === null ? null : Number(attempt.statementId);
    this.#last += 1;
    const call = {
      id: this.#last,
      startedAt: this.#now() - ms,
      method,
      target: withoutSecrets(target),
      status,
      milliseconds: Math.round(ms),
      bytes,
      attempt: ordinal,
      cancelled,
      problem,
      statementId,
      purpose: statementId === null ? origin.purpose : ('statement' as const),
      dataSource: (statementId === null ? undefined : this.#dataSourceOf(statementId)) ?? origin.dataSource,
    };
    this.#calls.push({ owner: origin.owner, call });
    if (this.#calls.length > keptCalls) this.#calls.shift();
    for (const listener of this.#listeners) listener();
  }
}

const secretName = /token|secret|password|passwd|signature|credential|authorization|api_?key/i;

function withoutSecrets(target: string): string {
  const mark = target.indexOf('?');
  const query = target.slice(mark + 1);
  if (mark === -1 || !secretName.test(query)) return target;
  const parts = query.split('&').map((part) => {
    const [name = ''] = part.split('=', 1);
    return secretName.test(name) ? `${name}=…` : part;
  });
  return `${target.slice(0, mark)}?${parts.join('&')}`;
}
