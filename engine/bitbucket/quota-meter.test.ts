import { describe, expect, it } from 'vitest';
import { QuotaMeter } from './quota-meter.ts';
import { rateLimitReport } from './rate-limit-report.ts';

const minute = 60_000;
const hour = 60 * minute;
const start = 5 * hour;

describe('the meter of a credential', () => {
  it('counts each of the last 60 minutes, the latest last', () => {
    const meter = new QuotaMeter();
    for (const age of [61 * minute, 60 * minute - 1, 10 * minute + 1, 10 * minute + 2, 0])
      meter.record(start - age);
    const counts = meter.perMinute(start);
    expect(counts).toHaveLength(60);
    expect([counts[0], counts[49], counts[59]]).toEqual([1, 2, 1]);
    expect(meter.made(start)).toBe(4);
  });

  it('says when calls leave the hour', () => {
    const meter = new QuotaMeter();
    meter.record(start);
    meter.record(start + minute);
    expect(meter.freedAt(1, start + 2 * minute)).toBe(start + hour);
    expect(meter.freedAt(2, start + 2 * minute)).toBe(start + minute + hour);
    expect(meter.freedAt(3, start + 2 * minute)).toBeNull();
    expect(meter.freedAt(1, start + hour)).toBe(start + minute + hour);
  });

  it('keeps the longest rest, until it is over', () => {
    const meter = new QuotaMeter();
    meter.restUntil(start + 10);
    meter.restUntil(start + 5);
    expect(meter.resting(start)).toBe(start + 10);
    expect(meter.resting(start + 10)).toBeNull();
  });

  it('forgets what Bitbucket said after an hour', () => {
    const meter = new QuotaMeter();
    const report = { limit: 1000, remaining: null, resetSeconds: null, nearLimit: false, resource: 'api' };
    meter.hear(report, start);
    expect(meter.said(start + hour - 1)).toEqual({ report, at: start });
    expect(meter.said(start + hour)).toBeNull();
  });
});

describe('what a reply says about the quota', () => {
  it('is nothing with most credentials', () => {
    expect(rateLimitReport({ 'content-type': 'application/json' })).toBeNull();
  });

  it('is read from all headers that are known', () => {
    expect(
      rateLimitReport({
        'x-ratelimit-limit': '2400',
        'x-ratelimit-resource': 'api-repositories',
        'x-ratelimit-nearlimit': 'true',
        'x-ratelimit-remaining': ['12', '13'],
        'x-ratelimit-reset': '30',
      }),
    ).toEqual({
      limit: 2400,
      remaining: 12,
      resetSeconds: 30,
      nearLimit: true,
      resource: 'api-repositories',
    });
  });

  it.each(['', '-1', '1e99', 'many', '99999999999'])('ignores %j as a number', (value) => {
    expect(rateLimitReport({ 'x-ratelimit-limit': value })).toBeNull();
  });

  it.each(['Bearer abc def', '<b>', 'x'.repeat(65)])('ignores %j as a name', (value) => {
    expect(rateLimitReport({ 'x-ratelimit-resource': value })).toBeNull();
  });
});
