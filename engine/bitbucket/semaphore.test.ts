import { describe, expect, it } from 'vitest';
import { Semaphore } from './semaphore.ts';

const never = new AbortController().signal;

describe('permits', () => {
  it('are given in the order of the requests', async () => {
    const semaphore = new Semaphore(1);
    const order: number[] = [];
    const first = await semaphore.acquire(never);
    const others = [1, 2, 3].map(async (number) => {
      const release = await semaphore.acquire(never);
      order.push(number);
      release();
    });
    first();
    await Promise.all(others);
    expect(order).toEqual([1, 2, 3]);
  });

  it('go to the next in line when one stops waiting', async () => {
    const semaphore = new Semaphore(1);
    const controller = new AbortController();
    const first = await semaphore.acquire(never);
    const impatient = semaphore.acquire(controller.signal);
    const patient = semaphore.acquire(never);
    controller.abort();
    await expect(impatient).rejects.toThrow(/abort/i);
    first();
    (await patient)();
    expect(await semaphore.acquire(never)).toBeTypeOf('function');
  });

  it('can be given back only once', async () => {
    const semaphore = new Semaphore(1);
    const release = await semaphore.acquire(never);
    release();
    release();
    await semaphore.acquire(never);
    const controller = new AbortController();
    const second = semaphore.acquire(controller.signal);
    controller.abort();
    await expect(second).rejects.toThrow(/abort/i);
  });

  it('are not taken by who is cancelled beforehand', async () => {
    const semaphore = new Semaphore(1);
    await expect(semaphore.acquire(AbortSignal.abort())).rejects.toThrow(/abort/i);
    expect(await semaphore.acquire(never)).toBeTypeOf('function');
  });
});
