/**
 * How the latest test of a form went whose values were not saved yet. Once just these are saved, it holds for the
 * data source; a wizard tests before it saves.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { DsnKey } from '../../dsn/dsn-store.ts';
import type { TestEnd } from '../handlers/test-handlers.ts';

/** What a form tests or saves. */
export interface Draft extends DsnKey {
  readonly values?: Readonly<Record<string, string>> | undefined;
  readonly secrets?: Readonly<Record<string, string | null>> | undefined;
}

/** The book's times may be this much out. */
const longestMilliseconds = 600_000;

export class TestedDrafts {
  readonly #now: () => number;
  readonly #salt = randomBytes(16);
  #latest: { readonly print: string; readonly end: TestEnd; readonly until: number } | null = null;

  /** `now`: milliseconds since 1970. */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  remember(draft: Draft, end: TestEnd): void {
    this.#latest = { print: this.#printOf(draft), end, until: this.#now() + longestMilliseconds };
  }

  /** How the test of just this went, if it was the latest and not long ago. */
  take(draft: Draft): TestEnd | null {
    const latest = this.#latest;
    this.#latest = null;
    return latest?.print === this.#printOf(draft) && this.#now() <= latest.until ? latest.end : null;
  }

  forget(): void {
    this.#latest = null;
  }

  /** No secret is kept for it. */
  #printOf({ name, scope, values = {}, secrets = {} }: Draft): string {
    const sorted = [values, secrets].map((pairs) =>
      Object.entries(pairs).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    );
    return createHash('sha256')
      .update(this.#salt)
      .update(JSON.stringify([scope, name.toLowerCase(), sorted]))
      .digest('hex');
  }
}
