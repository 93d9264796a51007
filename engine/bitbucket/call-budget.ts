/** How many calls an hour a client allows itself, over what its credential has made. */
import { QuotaMeter } from './quota-meter.ts';

export interface BudgetState {
  readonly limit: number;
  /** Calls of the last hour. */
  readonly made: number;
  readonly left: number;
}

const hour = 3_600_000;

export class CallBudget {
  readonly #limit: number;
  readonly #meter: QuotaMeter;

  constructor(limit: number, meter: QuotaMeter = new QuotaMeter()) {
    this.#limit = limit;
    this.#meter = meter;
  }

  record(now: number): void {
    this.#meter.record(now);
  }

  state(now: number): BudgetState {
    const made = this.#meter.made(now);
    return { limit: this.#limit, made, left: Math.max(0, this.#limit - made) };
  }

  /** Milliseconds until one more call fits, 0 when it fits now. */
  waitFor(now: number): number {
    return this.waitForAll(1, now) ?? hour;
  }

  /** Milliseconds until so many more calls fit; null: never, as the whole budget is smaller. */
  waitForAll(calls: number, now: number): number | null {
    const { left, made } = this.state(now);
    if (calls <= left) return 0;
    const freed = this.#meter.freedAt(made + calls - this.#limit, now);
    return freed === null ? null : freed - now;
  }
}
