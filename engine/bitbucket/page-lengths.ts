/**
 * Which page length to ask an endpoint for. Bitbucket never shortens a page that is too long for it, it answers
 * 400; its limits differ, are documented in part, and may change at any time. What an endpoint refused is
 * remembered, so that it is asked only once.
 */
import { BitbucketError } from './bitbucket-error.ts';

/** What nearly every endpoint takes. The documentation starts at ten, although shorter pages are answered too. */
const usual = { least: 10, most: 50 };

export class PageLengths {
  readonly #least = new Map<string, number>();
  readonly #most = new Map<string, number>();
  /** Endpoints that are left to their own default. */
  readonly #unasked = new Set<string>();

  /** What `get` gives for the length wanted, or for the next one that the endpoint takes; null sends none. */
  async apply<T>(
    endpoint: string,
    wanted: number | null,
    get: (length: number | null) => Promise<T>,
  ): Promise<T> {
    for (;;) {
      const length = this.taken(endpoint, wanted);
      try {
        return await get(length);
      } catch (error) {
        if (length === null || !refusesPageLength(error)) throw error;
        this.#learn(endpoint, length);
      }
    }
  }

  /** The length that stands for the one wanted, as far as is known. */
  taken(endpoint: string, wanted: number | null): number | null {
    if (wanted === null || this.#unasked.has(endpoint)) return null;
    const most = this.#most.get(endpoint) ?? Infinity;
    return Math.min(most, Math.max(wanted, this.#least.get(endpoint) ?? 0));
  }

  #learn(endpoint: string, refused: number): void {
    if (refused > usual.most) this.#most.set(endpoint, usual.most);
    else if (refused < usual.least) this.#least.set(endpoint, usual.least);
    else this.#unasked.add(endpoint);
  }
}

function refusesPageLength(error: unknown): boolean {
  return error instanceof BitbucketError && error.status === 400 && /pagelen/i.test(error.apiMessage);
}
