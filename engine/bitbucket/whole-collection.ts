/**
 * All of a collection, each member once, or an error: what Bitbucket's pages say is held against the `size`
 * that they announce. Pages of a list that changes meanwhile repeat members and skip others; such a list is
 * read again, from `next` to `next`, until one reading is whole.
 *
 *   readWhole(walker, request, keyOf, call, seen?): AsyncGenerator<FreshPage>
 */
import { DrawbridgeError, SqlState } from '../error.ts';
import type { CallContext } from './api-attempt.ts';
import { jsonText } from './json.ts';
import type { CollectionRequest, Page, PageWalker } from './page-walker.ts';

export interface FreshPage {
  /** Members that no earlier page had. */
  readonly values: readonly unknown[];
  /** Whether this page had members that came before. */
  readonly repeats: boolean;
}

/**
 * What tells two members apart; null: nothing does, and then a list that changes cannot be read. A member without a key
 * (null) is told by its content, and from its equals by their order in the page, since no page has a member twice.
 */
export type KeyOf = ((member: unknown) => string | null) | null;

/** No reading agrees with the announced size, or all repeat members. */
export class IncompleteCollection extends DrawbridgeError {}

const maxReadings = 3;

/**
 * `seen` holds the keys of members that the reader has already and does not want again; new ones are added.
 * Throws IncompleteCollection (58000) when no reading agrees with the announced size. A reader that stops early learns nothing of it.
 */
export async function* readWhole(
  walker: PageWalker,
  request: CollectionRequest,
  keyOf: KeyOf,
  call: CallContext,
  seen: Set<string> = new Set(),
): AsyncGenerator<FreshPage, void> {
  let reading = new Reading(keyOf, seen);
  let steady = keyOf !== null;
  for (let count = 1; count <= (keyOf === null ? 1 : maxReadings); count += 1) {
    const earlier = reading;
    reading = new Reading(keyOf, seen);
    const pages = count === 1 ? walker.walk(request, call) : walker.follow(settled(request), call);
    for await (const page of pages) yield reading.take(page);
    if (reading.isWhole()) return;
    if (count > 1) steady &&= reading.showsTheSameAs(earlier);
  }
  throw incomplete(request.path, reading, steady);
}

/** `steady`: several readings agreed, so that another one would be no different. */
function incomplete(path: string, { announced, members }: Reading, steady: boolean): IncompleteCollection {
  if (announced !== null && steady) {
    return new IncompleteCollection(
      SqlState.sourceFailed,
      `Bitbucket announces ${announced} rows at ${path} but gave ${members}, the same each time`,
      {
        hint: 'It may count rows that this credential cannot see. Use a credential that sees them all, or a WHERE that leaves them out; running the statement again is unlikely to help.',
      },
    );
  }
  return new IncompleteCollection(
    SqlState.sourceFailed,
    announced === null
      ? `Bitbucket repeats rows at ${path}, so that others may be missing`
      : `Bitbucket announces ${announced} rows at ${path} but gave ${members}`,
    { hint: 'The list may have changed while it was read. Run the statement again.' },
  );
}

function settled(request: CollectionRequest): CollectionRequest {
  return { ...request, parameters: [...request.parameters, ...request.settling] };
}

function keysOf(members: readonly unknown[], keyOf: NonNullable<KeyOf>): readonly string[] {
  const equals = new Map<string, number>();
  return members.map((member) => {
    const key = keyOf(member);
    if (key !== null) return key;
    const content = jsonText(member);
    const earlier = equals.get(content) ?? 0;
    equals.set(content, earlier + 1);
    return earlier === 0 ? content : `${content} ${earlier}`;
  });
}

/** One pass over the pages. */
class Reading {
  readonly #keyOf: KeyOf;
  readonly #seen: Set<string>;
  /** Keys of this pass; the same set as `#seen` for a first pass, as long lists have many keys. */
  readonly #own: Set<string>;
  #withoutKey = 0;
  #firstSize: number | null = null;
  #lastSize: number | null = null;
  #shrunk = false;
  #repeats = false;

  constructor(keyOf: KeyOf, seen: Set<string>) {
    this.#keyOf = keyOf;
    this.#seen = seen;
    this.#own = seen.size === 0 ? seen : new Set();
  }

  get members(): number {
    return this.#own.size + this.#withoutKey;
  }

  /** null when no page says. */
  get announced(): number | null {
    return this.#firstSize === null ? null : Math.max(this.#firstSize, this.#lastSize ?? 0);
  }

  take(page: Page): FreshPage {
    this.#note(page.size);
    const keyOf = this.#keyOf;
    if (keyOf === null) {
      this.#withoutKey += page.values.length;
      return { values: page.values, repeats: false };
    }
    const before = this.#own.size;
    const keys = keysOf(page.values, keyOf);
    const values = page.values.filter((_, index) => this.#isFresh(keys[index] ?? ''));
    const repeats = this.#own.size - before < page.values.length;
    this.#repeats ||= repeats;
    return { values, repeats };
  }

  #isFresh(key: string): boolean {
    if (this.#own.has(key)) return false;
    this.#own.add(key);
    if (this.#own === this.#seen) return true;
    if (this.#seen.has(key)) return false;
    this.#seen.add(key);
    return true;
  }

  /**
   * A list that only grew has moved members to later pages, where they were read (again); one that became
   * shorter has moved members to pages that were read before. Without a size only repeats tell.
   */
  isWhole(): boolean {
    if (this.#firstSize === null) return !this.#repeats;
    return !this.#shrunk && this.members >= this.#firstSize;
  }

  /** That nothing moved, neither in one of them nor between them. */
  showsTheSameAs(other: Reading): boolean {
    return (
      [this, other].every((reading) => !reading.#repeats && !reading.#shrunk) &&
      this.announced === other.announced &&
      this.members === other.members &&
      [...this.#own].every((key) => other.#own.has(key))
    );
  }

  #note(size: number | null): void {
    if (size === null) return;
    this.#firstSize ??= size;
    if (this.#lastSize !== null && size < this.#lastSize) this.#shrunk = true;
    this.#lastSize = size;
  }
}
