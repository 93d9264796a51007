/**
 * Addresses whose last word Bitbucket wants with a slash behind it. It answers 404 without one, as clients report, while
 * its OpenAPI document writes them without: a server that was made from the document knows no others. Which form counts is
 * learned from the first answer that is not 404; where none comes, as in a workspace without Pipelines, it is not looked
 * for any longer after some calls.
 */
import { BitbucketError } from './bitbucket-error.ts';

const ending = /\/(pipelines|steps|deployments|environments)\/$/;

/** So many calls are made in vain for a word before the slash is taken to belong there. */
const mostTries = 5;

export class TrailingSlash {
  /** By last word: whether the slash belongs there. */
  readonly #belongs = new Map<string, boolean>();
  readonly #tries = new Map<string, number>();

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
    const tries = (this.#tries.get(word) ?? 0) + 1;
    this.#tries.set(word, tries);
    if (tries >= mostTries) this.#belongs.set(word, true);
    try {
      const answer = await call(withoutSlash(url));
      this.#belongs.set(word, false);
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
