import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchCounts } from './status-watch.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('a change of any count is told once, and no change is not told', () => {
  let counts = [0, 0];
  const changed = vi.fn();
  const end = watchCounts(() => counts, changed);
  vi.advanceTimersByTime(3000);
  expect(changed).not.toHaveBeenCalled();
  counts = [0, 1];
  vi.advanceTimersByTime(3000);
  expect(changed).toHaveBeenCalledOnce();
  end();
});

test('after its end the watch is silent', () => {
  let counts = [0];
  const changed = vi.fn();
  watchCounts(() => counts, changed)();
  counts = [1];
  vi.advanceTimersByTime(3000);
  expect(changed).not.toHaveBeenCalled();
});
