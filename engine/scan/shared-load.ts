/**
 * Something that takes calls to find out, kept for a while and found out once for all who ask meanwhile. Who
 * asks may stop waiting; the work itself stops when nobody waits any more.
 */
import { cancellation } from '../bitbucket/cancellation.ts';

interface Running<T> {
  readonly result: Promise<T>;
  readonly controller: AbortController;
  waiting: number;
}

export class SharedLoad<T> {
  readonly #load: (signal: AbortSignal) => Promise<T>;
  readonly #ttlMs: number;
  readonly #now: () => number;
  #kept: { readonly value: T; readonly at: number } | null = null;
  #running: Running<T> | null = null;
  /** How often what was known has been forgotten. */
  #age = 0;

  constructor(load: (signal: AbortSignal) => Promise<T>, ttlMs: number, now: () => number) {
    this.#load = load;
    this.#ttlMs = ttlMs;
    this.#now = now;
  }

  /** What is kept, if it isn't too old. */
  peek(): T | null {
    return this.#kept !== null && this.#now() < this.#kept.at + this.#ttlMs ? this.#kept.value : null;
  }

  /** Rejects with 57014, or the signal's own reason, when it aborts. */
  async get(signal: AbortSignal): Promise<T> {
    return this.peek() ?? this.reload(signal);
  }

  /** Like get, but never takes what is kept. */
  async reload(signal: AbortSignal): Promise<T> {
    if (signal.aborted) throw cancellation(signal);
    const running = (this.#running ??= this.#start());
    running.waiting += 1;
    try {
      return await untilAborted(running.result, signal);
    } finally {
      running.waiting -= 1;
      if (running.waiting === 0) {
        running.controller.abort();
        if (this.#running === running) this.#running = null;
      }
    }
  }

  /** What is kept, and what is being loaded, is out of date. */
  forget(): void {
    this.#kept = null;
    this.#running = null;
    this.#age += 1;
  }

  #start(): Running<T> {
    const age = this.#age;
    const controller = new AbortController();
    const result = this.#load(controller.signal).then((value) => {
      if (age === this.#age) this.#kept = { value, at: this.#now() };
      return value;
    });
    // Those who wait hear of a failure; when all have left, nobody needs to.
    result.catch(() => null);
    return { result, controller, waiting: 0 };
  }
}

function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const aborted = () => {
      reject(cancellation(signal));
    };
    signal.addEventListener('abort', aborted, { once: true });
    promise.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', aborted);
    });
  });
}
