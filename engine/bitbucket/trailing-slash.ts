/**
 * Addresses whose last word Bitbucket wants with a slash behind it. It answers 404 without one, as clients report, while
 * its OpenAPI document writes them without: a server that was made from the document knows no others. Which form counts is
 * learned from the first answer that is not 404.
 */
import { BitbucketError } from './bitbucket-error.ts';

const ending = /\/(pipelines|steps|deployments|environments)\/$/;

export class TrailingSlash {
  /** By last word: whether the slash belongs there. */
  readonly #belongs = new Map<string, boolean>();

  /** What `call` gives for the URL, or else for the one without its slash. A 404 has done nothing, a write neither. */
  async apply<T>(url: URL, call: (url: URL) => Promise<T>): Promise<T> {
    const word = ending.exec(url.pathname)?.[1];
    if (word === undefined) return call(url);
    const belongs = this.#belongs.get(word);
    if (belongs === false) return call(withoutSlash(url));
    try {
      const answer = await call(url);
      this.#belongs.set(word, true);
      return answer;
    } catch (error) {
      if (belongs !== undefined || !isNotFound(error)) throw error;
      return await this.#without(word, url, call, error);
    }
  }

  async #without<T>(word: string, url: URL, call: (url: URL) => Promise<T>, first: unknown): Promise<T> {
    try {
      const answer = await call(withoutSlash(url));
      // Others may have been answered meanwhile.
      if (!this.#belongs.has(word)) this.#belongs.set(word, false);
      return answer;
    } catch (error) {
      throw isNotFound(error) ? first : error;
    }
  }
}

function withoutSlash(url: URL): URL {
  const other = new URL(url);
  other.pathname = url.pathname.slice(0, -1);
  return other;
}

function isNotFound(error: unknown): boolean {
  return error instanceof BitbucketError && error.status === 404;
}
