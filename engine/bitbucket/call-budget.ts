/**
 * How many calls were made in the last hour. Bitbucket counts in a rolling window of one hour, and counts
 * retries like any other call.
 */
export interface BudgetState {
  readonly limit: number;
  /** Calls of the last hour. */
  readonly made: number;
  readonly left: number;
}

const hour = 3_600_000;

export class CallBudget {
  readonly #limit: number;
  /** Times of calls, oldest first; those before `#start` are over. */
  #times: number[] = [];
  #start = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  record(now: number): void {
    this.#times.push(now);
  }

  state(now: number): BudgetState {
    this.#expire(now);
    const made = this.#times.length - this.#start;
    return { limit: this.#limit, made, left: Math.max(0, this.#limit - made) };
  }

  /** Milliseconds until one more call fits, 0 when it fits now. */
  waitFor(now: number): number {
    const { left, made } = this.state(now);
    if (left > 0) return 0;
    const freed = this.#times[this.#start + made - this.#limit];
    return freed === undefined ? hour : freed + hour - now;
  }

  #expire(now: number): void {
    while ((this.#times[this.#start] ?? now) <= now - hour) this.#start += 1;
    if (this.#start > 1024) {
      this.#times = this.#times.slice(this.#start);
      this.#start = 0;
    }
  }
}
