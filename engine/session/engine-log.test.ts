import { expect, it } from 'vitest';
import { EngineLog } from './engine-log.ts';

const opened = { kind: 'session', event: 'opened' } as const;

it('keeps the latest entries, and never more than its capacity', () => {
  const log = new EngineLog();
  for (let count = 0; count < log.capacity + 3; count += 1)
    log.add('2026-01-01T00:00:00.000Z', 'abc', opened);
  expect(log.entries).toHaveLength(log.capacity);
  expect(log.entries[0]?.id).toBe(4);
  expect(log.entries.at(-1)?.id).toBe(log.capacity + 3);
});

it('keeps the beginning of a long statement only', () => {
  const log = new EngineLog();
  const statement = `SELECT '${'x'.repeat(100_000)}'`;
  log.add('', 'abc', { kind: 'statement', statement, commandTag: 'SELECT 1', milliseconds: 1 });
  expect(JSON.stringify(log.entries).length).toBeLessThan(5000);
});

it('tells its listeners until they have had enough', () => {
  const log = new EngineLog();
  const heard: number[] = [];
  const stop = log.onAdded(({ id }) => heard.push(id));
  log.add('', 'abc', opened);
  stop();
  log.add('', 'abc', opened);
  expect(heard).toEqual([1]);
});
