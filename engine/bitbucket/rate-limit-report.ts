/**
 * What Bitbucket itself says about the quota. It does so with some credentials only: X-RateLimit-Limit (calls an
 * hour), -Resource and -NearLimit come with access tokens; -Remaining and -Reset (seconds that are left) were seen
 * with 429. Sources: Bitbucket's page about API request limits, and the replies that clients report.
 */
import type { Headers } from './transport.ts';

export interface RateLimitReport {
  /** Calls an hour. */
  readonly limit: number | null;
  readonly remaining: number | null;
  /** Seconds until the count begins anew. */
  readonly resetSeconds: number | null;
  /** Whether Bitbucket says that little is left. */
  readonly nearLimit: boolean | null;
  /** What the limit is for, in Bitbucket's words. */
  readonly resource: string | null;
}

/** null when a reply says nothing that can be used. */
export function rateLimitReport(headers: Headers): RateLimitReport | null {
  const report: RateLimitReport = {
    limit: count(headers['x-ratelimit-limit']),
    remaining: count(headers['x-ratelimit-remaining']),
    resetSeconds: count(headers['x-ratelimit-reset']),
    nearLimit: flag(headers['x-ratelimit-nearlimit']),
    resource: name(headers['x-ratelimit-resource']),
  };
  return Object.values(report).every((value) => value === null) ? null : report;
}

type Value = string | string[] | undefined;

const single = (value: Value): string => (Array.isArray(value) ? (value[0] ?? '') : (value ?? '')).trim();

function count(value: Value): number | null {
  const text = single(value);
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

function flag(value: Value): boolean | null {
  const text = single(value).toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : null;
}

function name(value: Value): string | null {
  const text = single(value);
  return /^[\w./:-]{1,64}$/.test(text) ? text : null;
}
