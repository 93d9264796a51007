/** The quotas that the engine has touched: one meter for each credential, shared by all its clients. */
import type { QuotaFact } from '../catalog/system/facts.ts';
import { QuotaMeter } from '../bitbucket/quota-meter.ts';

/** Who counts against a quota, and how much he allows himself. */
export interface QuotaUser {
  /** The same for all whom Bitbucket counts together; it never leaves the engine. */
  readonly credential: string;
  /** '' for a connection string without a data source. */
  readonly dataSource: string;
  readonly hourlyBudget: number;
  readonly allowOverBudget: boolean;
}

export interface QuotaState extends QuotaFact {
  /** Calls in each of the last 60 minutes, the oldest minute first. */
  readonly perMinute: readonly number[];
}

interface Entry {
  readonly id: number;
  readonly meter: QuotaMeter;
  readonly dataSources: Set<string>;
  budget: number;
  overBudgetAllowed: boolean;
}

const hour = 3_600_000;

export class Quotas {
  readonly #entries = new Map<string, Entry>();
  readonly #now: () => number;
  /** When the engine began to count, in milliseconds since 1970. */
  readonly #since: number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
    this.#since = now();
  }

  meter(user: QuotaUser): QuotaMeter {
    return this.#entry(user).meter;
  }

  /** That of the user's credential, with calls or without, as his own budget has it. */
  of(user: QuotaUser): QuotaState {
    const entry = this.#entries.get(user.credential) ?? this.#entry(user);
    const { hourlyBudget: budget, allowOverBudget: overBudgetAllowed } = user;
    return this.#state({ ...entry, budget, overBudgetAllowed }, this.#now());
  }

  #entry({ credential, dataSource, hourlyBudget, allowOverBudget }: QuotaUser): Entry {
    const entry = this.#entries.get(credential) ?? {
      id: this.#entries.size + 1,
      meter: new QuotaMeter(),
      dataSources: new Set<string>(),
      budget: hourlyBudget,
      overBudgetAllowed: allowOverBudget,
    };
    this.#entries.set(credential, entry);
    if (dataSource !== '') entry.dataSources.add(dataSource);
    entry.budget = hourlyBudget;
    entry.overBudgetAllowed = allowOverBudget;
    return entry;
  }

  /** Those with calls in the last hour; the fullest first. */
  list(): readonly QuotaState[] {
    const now = this.#now();
    return [...this.#entries.values()]
      .map((entry) => this.#state(entry, now))
      .filter(({ used, said }) => used > 0 || said !== null)
      .sort((a, b) => b.used / b.budget - a.used / a.budget || a.id - b.id);
  }

  #state(entry: Entry, now: number): QuotaState {
    return { ...stateOf(entry, now), since: this.#since > now - hour ? this.#since : null };
  }
}

function stateOf(
  { id, meter, dataSources, budget, overBudgetAllowed }: Entry,
  now: number,
): Omit<QuotaState, 'since'> {
  const used = meter.made(now);
  return {
    id,
    dataSources: [...dataSources].sort((a, b) => a.localeCompare(b)),
    used,
    budget,
    overBudgetAllowed,
    nextFreeAt: meter.freedAt(1, now),
    fitsAgainAt: used >= budget ? meter.freedAt(used - budget + 1, now) : null,
    restUntil: meter.resting(now),
    perMinute: meter.perMinute(now),
    said: meter.said(now),
  };
}
