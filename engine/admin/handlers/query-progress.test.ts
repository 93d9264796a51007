import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { progressTeller } from './query-progress.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const at = (done: number) => ({ calls: done, rows: done, bytes: done, pages: { done, expected: 9 } });

function bench() {
  const told: number[] = [];
  const teller = progressTeller(({ pages }) => void told.push(pages.done));
  return { told, teller };
}

it('tells the first at once, then only the latest of each fifth of a second', () => {
  const { told, teller } = bench();
  for (const done of [1, 2, 3]) teller.tell(at(done));
  expect(told).toEqual([1]);
  vi.advanceTimersByTime(200);
  expect(told).toEqual([1, 3]);
  vi.advanceTimersByTime(1000);
  expect(told).toEqual([1, 3]);
  teller.tell(at(4));
  expect(told).toEqual([1, 3, 4]);
  expect(teller.statistics).toEqual({ calls: 4, rows: 4, bytes: 4 });
});

it('says until when calls wait, and no more once they go on', () => {
  const rests: (string | null)[] = [];
  const teller = progressTeller(({ restUntil }) => void rests.push(restUntil));
  const until = Date.now() + 42_000;
  teller.rest(until);
  teller.rest(Date.now() + 1000);
  vi.advanceTimersByTime(2000);
  teller.tell(at(1));
  vi.advanceTimersByTime(40_000);
  teller.tell(at(2));
  const told = new Date(until).toISOString();
  expect(rests).toEqual([told, told, told, null]);
});

it('says nothing more once it is stopped, and keeps counting', () => {
  const { told, teller } = bench();
  teller.tell(at(1));
  teller.tell(at(2));
  teller.stop();
  teller.tell(at(3));
  vi.advanceTimersByTime(1000);
  expect(told).toEqual([1]);
  expect(teller.statistics.calls).toBe(3);
});
