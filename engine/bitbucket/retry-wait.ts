/**
 * How long to wait before a call is made again.
 *
 * Source of the forms of the headers: RFC 9110 section 10.2.3 for Retry-After; X-RateLimit-Reset carries the
 * seconds that are left, as clients of Bitbucket report.
 */
import type { Headers } from './transport.ts';

/**
 * What the server asks for, in milliseconds; null when it says nothing usable. No wait at all, or until a time
 * that is over, says nothing either: it would be asked again at once.
 */
export function askedWait(headers: Headers, now: number): number | null {
  const asked =
    retryAfter(single(headers['retry-after']), now) ?? seconds(single(headers['x-ratelimit-reset']));
  return asked === null || asked <= 0 ? null : asked;
}

/** Exponential with jitter: between half and all of `base * 2^(attempt - 1)`, at most `cap`; milliseconds. */
export function backoff(attempt: number, base: number, cap: number, random: number): number {
  return Math.min(cap, base * 2 ** (attempt - 1)) * (0.5 + random / 2);
}

function retryAfter(value: string | undefined, now: number): number | null {
  const fromSeconds = seconds(value);
  // Date.parse takes much for a date that is none, such as -1.
  if (fromSeconds !== null || value === undefined || !/[a-z]{3}/i.test(value)) return fromSeconds;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : at - now;
}

function seconds(value: string | undefined): number | null {
  return value !== undefined && /^\s*\d{1,9}(\.\d+)?\s*$/.test(value) ? Number(value) * 1000 : null;
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
