/** Calls that work which has begun is going to make: they are as good as spent for whoever asks what is left. */

export interface CallPromise {
  /** So many of them have been made. */
  made(calls: number): void;
  /** No more will be made. */
  end(): void;
}

export class CallPromises {
  readonly #open = new Map<CallPromise, number>();

  get total(): number {
    return [...this.#open.values()].reduce((sum, calls) => sum + calls, 0);
  }

  promise(calls: number): CallPromise {
    const promise: CallPromise = {
      made: (some) => {
        if (this.#open.has(promise)) this.#open.set(promise, Math.max(0, calls - some));
      },
      end: () => {
        this.#open.delete(promise);
      },
    };
    this.#open.set(promise, calls);
    return promise;
  }
}
