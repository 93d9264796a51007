import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CallBudget } from './call-budget.ts';

const hour = 3_600_000;

describe('the budget', () => {
  it('counts the calls of the last hour, whenever they were made', () => {
    const pauses = fc.array(fc.oneof(fc.nat(10), fc.nat(2 * hour), fc.constant(hour)), { maxLength: 60 });
    fc.assert(
      fc.property(pauses, fc.integer({ min: 1, max: 20 }), (steps, limit) => {
        const budget = new CallBudget(limit);
        const times: number[] = [];
        let now = 5 * hour;
        for (const step of steps) {
          now += step;
          budget.record(now);
          times.push(now);
          const made = times.filter((time) => time > now - hour).length;
          expect(budget.state(now)).toEqual({ limit, made, left: Math.max(0, limit - made) });
          const wait = budget.waitFor(now);
          expect(wait > 0).toBe(made >= limit);
          if (wait > 0) {
            expect(budget.state(now + wait - 1).left).toBe(0);
            expect(budget.state(now + wait).left).toBeGreaterThan(0);
            now += wait;
          }
        }
      }),
    );
  });

  it('forgets what is long over', () => {
    const budget = new CallBudget(10);
    for (let call = 0; call < 5000; call += 1) budget.record(call);
    expect(budget.state(5000 + hour).made).toBe(0);
    budget.record(5000 + hour);
    expect(budget.state(5000 + hour).made).toBe(1);
  });
});
