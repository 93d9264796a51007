/** Clients for tests: short waits, a clock that doesn't tick, a token that never ends. */
import { BitbucketClient, type ClientOptions, type ClientParts } from '../client.ts';
import type { Clock } from '../clock.ts';
import type { TokenSource } from '../token-source.ts';

export const steadyToken: TokenSource = {
  authorization: () => Promise.resolve('Bearer secret-of-the-test'),
  refused: () => Promise.resolve(false),
};

/** Sleeping moves the time and takes none. */
export class LeapingClock implements Clock {
  readonly sleeps: number[] = [];
  #now = 1_000_000_000_000;

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    this.sleeps.push(ms);
    this.#now += ms;
    return Promise.resolve();
  }

  random(): number {
    return 0.5;
  }

  advance(ms: number): void {
    this.#now += ms;
  }
}

export function testClient(
  apiUrl: string,
  options: Partial<ClientOptions> = {},
  parts: Partial<ClientParts> = {},
): BitbucketClient {
  return new BitbucketClient(
    {
      apiUrl,
      maxConcurrency: 4,
      hourlyBudget: 1000,
      allowOverBudget: false,
      timeoutMs: 10_000,
      proxy: '',
      caCertificate: '',
      ...options,
    },
    { tokens: steadyToken, clock: new LeapingClock(), ...parts },
  );
}
