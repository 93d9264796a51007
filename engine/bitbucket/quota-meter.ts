/**
 * What is known of one credential's quota: the calls of the last hour, what Bitbucket last said about its own
 * count, and until when it has asked for rest. Bitbucket counts in a rolling window of one hour, and counts retries
 * like any other call. All clients of a credential share one meter, since Bitbucket counts them together.
 */
import type { RateLimitReport } from './rate-limit-report.ts';

const hour = 3_600_000;
const minute = 60_000;

export class QuotaMeter {
  /** Times of calls, oldest first; those before `#start` are over. */
  #times: number[] = [];
  #start = 0;
  /** What Bitbucket said last, and when, in milliseconds since 1970. */
  #said: { readonly report: RateLimitReport; readonly at: number } | null = null;
  #restUntil = 0;

  record(now: number): void {
    this.#times.push(now);
  }

  /** Calls of the last hour. */
  made(now: number): number {
    this.#expire(now);
    return this.#times.length - this.#start;
  }

  /** When the `count`-th oldest call of the last hour leaves it, counted from 1; null when there are not so many. */
  freedAt(count: number, now: number): number | null {
    this.#expire(now);
    const time = count < 1 ? undefined : this.#times[this.#start + count - 1];
    return time === undefined ? null : time + hour;
  }

  /** Calls in each of the last 60 minutes, the oldest minute first. */
  perMinute(now: number): number[] {
    this.#expire(now);
    const counts = Array.from({ length: 60 }, () => 0);
    for (let index = this.#start; index < this.#times.length; index += 1) {
      const age = Math.floor((now - (this.#times[index] ?? 0)) / minute);
      const place = 59 - Math.min(59, Math.max(0, age));
      counts[place] = (counts[place] ?? 0) + 1;
    }
    return counts;
  }

  hear(report: RateLimitReport, now: number): void {
    this.#said = { report, at: now };
  }

  /** What Bitbucket said in the last hour; what is older says nothing any more. */
  said(now: number): { readonly report: RateLimitReport; readonly at: number } | null {
    return this.#said !== null && this.#said.at > now - hour ? this.#said : null;
  }

  restUntil(time: number): void {
    this.#restUntil = Math.max(this.#restUntil, time);
  }

  /** Until when no call starts, since Bitbucket asked for rest; null when it has not, or that is over. */
  resting(now: number): number | null {
    return this.#restUntil > now ? this.#restUntil : null;
  }

  #expire(now: number): void {
    while ((this.#times[this.#start] ?? now) <= now - hour) this.#start += 1;
    if (this.#start > 1024) {
      this.#times = this.#times.slice(this.#start);
      this.#start = 0;
    }
  }
}
