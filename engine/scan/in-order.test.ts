import { describe, expect, it } from 'vitest';
import { gate } from '../bitbucket/test-support/list-server.ts';
import { inOrder } from './in-order.ts';

async function* seedsOf(count: number): AsyncGenerator<number, void> {
  for (let seed = 0; seed < count; seed += 1) yield seed;
}

async function* failing(seed: number): AsyncGenerator<number, void> {
  if (seed === 1) throw new Error('second');
  yield seed;
}

async function collect<T>(source: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const piece of source) all.push(piece);
  return all;
}

describe('sources in order', () => {
  it('come one after the other whichever is ready first', async () => {
    const late = gate();
    async function* source(seed: number): AsyncGenerator<string, void> {
      if (seed === 0) await late.passed;
      else if (seed === 2) late.open();
      yield `${seed}a`;
      yield `${seed}b`;
    }
    expect(await collect(inOrder(seedsOf(3), source, () => 3))).toEqual(['0a', '0b', '1a', '1b', '2a', '2b']);
  });

  it('are begun as far ahead as the window allows', async () => {
    const begun: number[] = [];
    async function* source(seed: number): AsyncGenerator<number, void> {
      begun.push(seed);
      yield seed;
    }
    const merged = inOrder(seedsOf(10), source, (done) => done + 2);
    await merged.next();
    expect(begun).toEqual([0, 1]);
    await merged.next();
    expect(begun).toEqual([0, 1, 2, 3]);
    await merged.return();
  });

  it('tell a failure when its turn has come', async () => {
    const merged = inOrder(seedsOf(2), failing, () => 2);
    expect((await merged.next()).value).toBe(0);
    await expect(merged.next()).rejects.toThrow('second');
  });

  it('are all ended when the reader stops', async () => {
    const ended: number[] = [];
    async function* source(seed: number): AsyncGenerator<number, void> {
      try {
        yield seed;
        yield seed;
      } finally {
        ended.push(seed);
      }
    }
    const merged = inOrder(seedsOf(5), source, () => 3);
    await merged.next();
    await merged.return();
    expect(ended).toEqual([0, 1, 2]);
  });
});
