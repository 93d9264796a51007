/** Faults on demand: latency, replies that are held back, and replies that are wrong. Switchable at run time. */

/** How a 429 or 503 says when to come back; without one it does not say. */
export interface RetryAfter {
  /** Retry-After as seconds or as an HTTP date, or X-RateLimit-Remaining: 0 and -Reset: seconds left. */
  readonly form: 'seconds' | 'date' | 'reset';
  readonly seconds: number;
}

export type Fault =
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: RetryAfter }
  /** The connection ends before the first byte, or after half of the body. */
  | { readonly kind: 'cut'; readonly when: 'before' | 'mid-body' }
  /** Complete for HTTP, but the JSON stops half-way. */
  | { readonly kind: 'truncated' }
  | { readonly kind: 'html' }
  /** JSON that is not what the endpoint answers. */
  | { readonly kind: 'wrong-json' }
  | { readonly kind: 'empty'; readonly status: number };

export interface RequestMatch {
  /** The path ends in this; a trailing slash does not matter. Left out: any path. */
  readonly path?: string;
  readonly method?: string;
  /** 1 for a request without `page`; of cursors, the ordinal. Left out: any page. */
  readonly page?: number;
}

export interface FaultRule {
  readonly match: RequestMatch;
  readonly fault: Fault;
  /** The first matching request that fails, from 1 (the default). */
  readonly from?: number;
  /** How many fail; once by default. */
  readonly times?: number | 'always';
}

/** A request as faults see it. */
export interface FaultTarget {
  readonly method: string;
  readonly path: string;
  readonly page: number;
}

export interface Hold {
  /** Resolves when the first matching request has arrived and waits. */
  readonly reached: Promise<void>;
  /** Lets the waiting requests go, and all later ones. */
  readonly release: () => void;
}

export interface RateLimit {
  readonly requests: number;
  readonly retryAfter?: RetryAfter;
}

interface ActiveRule {
  readonly rule: FaultRule;
  seen: number;
  fired: number;
}

interface ActiveHold {
  readonly match: RequestMatch;
  readonly arrived: () => void;
  readonly released: Promise<void>;
}

/** A promise with its resolver outside (Promise.withResolvers is younger than Node 20). */
function gate(): { readonly passed: Promise<void>; readonly open: () => void } {
  let resolvePassed: (() => void) | undefined;
  const passed = new Promise<void>((resolve) => {
    resolvePassed = resolve;
  });
  return { passed, open: () => resolvePassed?.() };
}

export class Faults {
  readonly #rules = new Set<ActiveRule>();
  readonly #holds = new Set<ActiveHold>();
  readonly #releases = new Set<() => void>();
  #latency = 0;
  #limit: RateLimit | undefined;
  #counted = 0;

  /** Every reply waits this long, in milliseconds. */
  setLatency(milliseconds: number): void {
    this.#latency = milliseconds;
  }

  get latency(): number {
    return this.#latency;
  }

  /** The requests after the first `requests` get 429; undefined lifts the limit. The count starts anew. */
  setRateLimit(limit: RateLimit | undefined): void {
    this.#limit = limit;
    this.#counted = 0;
  }

  /** Returns a function that takes the rule away. */
  add(rule: FaultRule): () => void {
    const active: ActiveRule = { rule, seen: 0, fired: 0 };
    this.#rules.add(active);
    return () => this.#rules.delete(active);
  }

  /** Holds matching requests back until they are released. */
  hold(match: RequestMatch): Hold {
    const arrival = gate();
    const end = gate();
    const active: ActiveHold = { match, arrived: arrival.open, released: end.passed };
    const release = (): void => {
      this.#holds.delete(active);
      this.#releases.delete(release);
      end.open();
    };
    this.#holds.add(active);
    this.#releases.add(release);
    return { reached: arrival.passed, release };
  }

  /** Back to a sandbox without faults; what is held is released. */
  clear(): void {
    this.#rules.clear();
    this.setLatency(0);
    this.setRateLimit(undefined);
    this.releaseAll();
  }

  /** Lets everything go that is held. */
  releaseAll(): void {
    for (const release of this.#releases) release();
  }

  /** Resolves when nothing holds the request any more. */
  async waitFor(target: FaultTarget): Promise<void> {
    for (const hold of this.#holds) {
      if (!matches(hold.match, target)) continue;
      hold.arrived();
      await hold.released;
    }
  }

  /** The fault that this request shall meet. Counts it, so ask once per request. */
  next(target: FaultTarget): Fault | undefined {
    let found: Fault | undefined;
    for (const active of this.#rules) {
      if (!matches(active.rule.match, target)) continue;
      active.seen += 1;
      const { from = 1, times = 1 } = active.rule;
      if (found !== undefined || active.seen < from || (times !== 'always' && active.fired >= times))
        continue;
      active.fired += 1;
      found = active.rule.fault;
    }
    return found ?? this.#overLimit();
  }

  #overLimit(): Fault | undefined {
    if (this.#limit === undefined) return undefined;
    this.#counted += 1;
    if (this.#counted <= this.#limit.requests) return undefined;
    const { retryAfter } = this.#limit;
    return { kind: 'status', status: 429, ...(retryAfter === undefined ? {} : { retryAfter }) };
  }
}

function matches(match: RequestMatch, target: FaultTarget): boolean {
  const path = target.path.replace(/\/$/, '');
  return (
    (match.path === undefined || path.endsWith(match.path.replace(/\/$/, ''))) &&
    (match.method === undefined || match.method === target.method) &&
    (match.page === undefined || match.page === target.page)
  );
}
