import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { EngineLog } from '../../session/engine-log.ts';
import type { EventPayload } from '../contract.ts';
import { announceLog, logHandlers } from './log.ts';

const context = { signal: new AbortController().signal, onPeerGone: () => undefined, tell: () => undefined };
const add = (log: EngineLog, count: number) => {
  for (let index = 0; index < count; index += 1) log.add('', 'abc', { kind: 'session', event: 'opened' });
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('lists what is kept, or what came after an entry', async () => {
  const log = new EngineLog();
  add(log, 3);
  const list = logHandlers(log)['log.list'];
  expect((await list({}, context)).entries.map(({ id }) => id)).toEqual([1, 2, 3]);
  expect((await list({ after: 2 }, context)).entries.map(({ id }) => id)).toEqual([3]);
});

it('tells of new entries in batches, and of a flood that more was logged than fits', () => {
  const log = new EngineLog();
  const told: EventPayload<'log.added'>[] = [];
  const stop = announceLog(log, (added) => told.push(added));
  add(log, 2);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(1000);
  expect(told.map(({ entries, missed }) => [entries.length, missed])).toEqual([[2, false]]);
  add(log, 1000);
  vi.advanceTimersByTime(1000);
  expect(told.map(({ entries, missed }) => [entries.length, missed])).toEqual([
    [2, false],
    [200, true],
  ]);
  add(log, 1);
  stop();
  vi.advanceTimersByTime(1000);
  expect(told).toHaveLength(2);
});
