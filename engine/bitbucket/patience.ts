/**
 * How often one call is made again, and how long it waits before.
 *
 * A failure of the call itself is met a few times. A rate limit is met more often: where several calls share it, one
 * call may be unlucky many times although Bitbucket serves the others; what ends it is the time that was waited, or
 * that none of the calls got through.
 */
import { DrawbridgeError } from '../error.ts';
import type { Again } from './exchange.ts';
import { backoff } from './retry-wait.ts';

const maxFailures = 5;
const maxRefusals = 20;
const firstWait = 250;
const firstRateWait = 1000;
const longestBackoff = 60_000;
/** A statement does not hang for longer than this because of the rate limit, unless AllowOverBudget says so. */
const longestRest = 60_000;
const longestRestOverBudget = 3_600_000;

export interface Limited {
  readonly now: number;
  /** The first refusal since any call got through. */
  readonly refusedSince: number;
}

export class Patience {
  readonly #begun: number;
  readonly #longest: number;
  readonly #random: () => number;
  #failures = 0;
  #refusals = 0;
  #rested = 0;

  /** `begun`: when the call did; what happened to others before is not held against it. */
  constructor(begun: number, allowOverBudget: boolean, random: () => number) {
    this.#begun = begun;
    this.#longest = allowOverBudget ? longestRestOverBudget : longestRest;
    this.#random = random;
  }

  /** Milliseconds until the next attempt; throws when there shall be none. */
  afterFailure({ asked, error }: Again): number {
    if (asked !== null && asked > this.#longest) throw tooLong(error, asked);
    this.#failures += 1;
    if (this.#failures >= maxFailures) throw error;
    return asked ?? backoff(this.#failures, firstWait, longestBackoff, this.#random());
  }

  /** The same after the rate limit was met. */
  afterRefusal({ asked, error }: Again, { now, refusedSince }: Limited): number {
    if (asked !== null && asked > this.#longest) throw tooLong(error, asked);
    this.#refusals += 1;
    const wait = asked ?? backoff(this.#refusals, firstRateWait, longestBackoff, this.#random());
    this.#rested += wait;
    const allRest = now + wait - Math.max(refusedSince, this.#begun);
    if (this.#refusals >= maxRefusals || Math.max(this.#rested, allRest) > this.#longest) throw error;
    return wait;
  }
}

function tooLong(error: DrawbridgeError, asked: number): DrawbridgeError {
  const seconds = Math.ceil(asked / 1000);
  return new DrawbridgeError(error.sqlState, `${error.message}; it asks to wait ${seconds} seconds`, {
    hint: 'Run the statement later, or set AllowOverBudget=true to wait as long as Bitbucket asks.',
    cause: error,
  });
}
