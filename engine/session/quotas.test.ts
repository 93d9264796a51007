import { describe, expect, it } from 'vitest';
import { Quotas } from './quotas.ts';

const hour = 3_600_000;

function clocked(): { quotas: Quotas; now: () => number; wait: (milliseconds: number) => void } {
  let now = 10 * hour;
  return {
    quotas: new Quotas(() => now),
    now: () => now,
    wait: (milliseconds) => void (now += milliseconds),
  };
}

const user = { credential: 'one', dataSource: 'Harbor', hourlyBudget: 10, allowOverBudget: false };

describe('the quotas', () => {
  it('are one for each credential, with all data sources that use it', () => {
    const { quotas, now } = clocked();
    quotas.meter(user).record(now());
    quotas.meter({ ...user, dataSource: 'Pier', hourlyBudget: 20 }).record(now());
    quotas.meter({ ...user, credential: 'two', dataSource: '' }).record(now());
    expect(quotas.list()).toMatchObject([
      { id: 1, dataSources: ['Harbor', 'Pier'], used: 2, budget: 20 },
      { id: 2, dataSources: [], used: 1, budget: 10 },
    ]);
  });

  it('are told to a connection by its own budget, which changes nothing for others', () => {
    const { quotas, now } = clocked();
    expect(quotas.of(user)).toMatchObject({ id: 1, used: 0, budget: 10, nextFreeAt: null });
    quotas.meter(user).record(now());
    expect(quotas.of({ ...user, hourlyBudget: 1, allowOverBudget: true })).toMatchObject({
      id: 1,
      used: 1,
      budget: 1,
      overBudgetAllowed: true,
      fitsAgainAt: now() + hour,
    });
    expect(quotas.list()).toMatchObject([{ id: 1, budget: 10, overBudgetAllowed: false }]);
  });

  it('begin with the fullest, and leave out what nobody has used for an hour', () => {
    const { quotas, now, wait } = clocked();
    quotas.meter(user).record(now());
    wait(1000);
    const two = quotas.meter({ ...user, credential: 'two' });
    two.record(now());
    two.record(now());
    expect(quotas.list().map(({ id }) => id)).toEqual([2, 1]);
    wait(hour - 1000);
    expect(quotas.list().map(({ id }) => id)).toEqual([2]);
  });

  it('say when one more call fits, only where none fits now', () => {
    const { quotas, now, wait } = clocked();
    const began = now();
    const meter = quotas.meter({ ...user, hourlyBudget: 2 });
    meter.record(now());
    expect(quotas.list()).toMatchObject([{ nextFreeAt: began + hour, fitsAgainAt: null }]);
    wait(1);
    meter.record(now());
    meter.record(now());
    expect(quotas.list()).toMatchObject([{ used: 3, fitsAgainAt: began + 1 + hour }]);
  });

  it('tell since when they count for the first hour', () => {
    const { quotas, now, wait } = clocked();
    const began = now();
    wait(hour - 1);
    quotas.meter(user).record(now());
    expect(quotas.list()[0]?.since).toBe(began);
    wait(1);
    expect(quotas.list()[0]?.since).toBeNull();
  });
});
