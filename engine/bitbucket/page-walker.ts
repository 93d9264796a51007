/**
 * Walks of Bitbucket's collections, page by page, in page order.
 *
 *   new PageWalker(client)
 *   walker.walk(request, call): AsyncGenerator<Page>      numbered pages in parallel where that is possible
 *   walker.follow(request, call): AsyncGenerator<Page>    strictly from `next` to `next`
 *   walker.size(request, call): Promise<number | null>    how many members Bitbucket says there are
 *   walker.pageLength(endpoint, wanted): number | null    what a first call would ask for; null: no length
 *
 * A walk reads ahead by no more pages than the client has parallel calls, and makes no call while its reader
 * holds it back. Ending a walk ends its calls. What the pages say of the whole is judged elsewhere
 * (whole-collection.ts).
 */
import { DrawbridgeError, SqlState } from '../error.ts';
import type { CallContext } from './api-attempt.ts';
import { BitbucketError } from './bitbucket-error.ts';
import type { BitbucketClient } from './client.ts';
import { linkedAbort } from './linked-abort.ts';
import { PageLengths } from './page-lengths.ts';

export interface CollectionRequest {
  /** Names the endpoint among all others; page lengths that it refuses are remembered by it. */
  readonly endpoint: string;
  /** Below the API's base, such as `/repositories/acme`. */
  readonly path: string;
  /** Query parameters besides `page` and `pagelen`, not yet encoded. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
  /** Parameters more that keep the members in one order; sent when they turn out not to stay in one. */
  readonly settling: readonly (readonly [name: string, value: string])[];
  /** null: Bitbucket's own default. */
  readonly pageLength: number | null;
  /** Whether pages may be asked for by number. */
  readonly numbered: boolean;
  /** After about how many rows the reader will stop; null: it wants all. */
  readonly wanted: number | null;
}

export type SizeRequest = Pick<CollectionRequest, 'endpoint' | 'path' | 'parameters' | 'pageLength'>;

export interface Page {
  readonly values: readonly unknown[];
  /** How many the collection holds in all; null where Bitbucket doesn't say. */
  readonly size: number | null;
}

interface LinkedPage extends Page {
  readonly page: number | null;
  readonly pageLength: number | null;
  readonly next: string | null;
}

export class PageWalker {
  readonly #client: BitbucketClient;
  readonly #lengths = new PageLengths();

  constructor(client: BitbucketClient) {
    this.#client = client;
  }

  async *walk(request: CollectionRequest, call: CallContext): AsyncGenerator<Page, void> {
    const first = await this.#first(request, call);
    call.onPage?.({ ofPages: pagesOf(request, first) });
    yield first;
    const length = first.pageLength;
    if (!request.numbered || first.size === null || first.page !== 1 || length === null || length < 1) {
      yield* this.#next(request, first, call);
      return;
    }
    if (first.next === null) return;
    const last = Math.max(2, Math.ceil(first.size / length));
    const end = yield* this.#numbered(request, { length, last }, call);
    // The list has grown since the first page.
    yield* this.#next(request, end, call);
  }

  async *follow(request: CollectionRequest, call: CallContext): AsyncGenerator<Page, void> {
    const first = await this.#first(request, call);
    call.onPage?.({ ofPages: pagesOf(request, first) });
    yield first;
    yield* this.#next(request, first, call);
  }

  /** One call with the shortest page; null when Bitbucket doesn't say. */
  async size(request: SizeRequest, call: CallContext): Promise<number | null> {
    const wanted = request.pageLength === null ? null : 1;
    const { body } = await this.#lengths.apply(request.endpoint, wanted, (length) =>
      this.#client.get(targetOf(request, lengthParameter(length)), call),
    );
    return typeof body === 'object' && body !== null ? count((body as { size?: unknown }).size) : null;
  }

  pageLength(endpoint: string, wanted: number | null): number | null {
    return this.#lengths.taken(endpoint, wanted);
  }

  async *#next(
    { path }: CollectionRequest,
    from: LinkedPage | null,
    call: CallContext,
  ): AsyncGenerator<Page, void> {
    const seen = new Set<string>();
    for (let link = from?.next ?? null; link !== null;) {
      if (seen.has(link)) throw repeatedLink(path);
      seen.add(link);
      const page = await this.#fetch(link, call);
      call.onPage?.({});
      yield page;
      link = page.next;
    }
  }

  /** Pages 2 to `last`; returns the last one when there is one after it. */
  async *#numbered(
    request: CollectionRequest,
    pages: { readonly length: number; readonly last: number },
    call: CallContext,
  ): AsyncGenerator<Page, LinkedPage | null> {
    const linked = linkedAbort(call.signal);
    const inner: CallContext = { ...call, signal: linked.signal };
    const pending: Promise<LinkedPage | null>[] = [];
    let asked = 1;
    let latest: LinkedPage | null = null;
    try {
      for (let delivered = 1; delivered < pages.last; delivered += 1) {
        const window = this.#window(request.wanted, pages.length, delivered);
        while (asked < pages.last && pending.length < window) {
          asked += 1;
          const page = this.#byNumber(request, asked, pages.length, inner);
          // A failure is told when its turn comes; until then nobody listens.
          page.catch(() => null);
          pending.push(page);
        }
        latest = (await pending.shift()) ?? null;
        yield latest ?? { values: [], size: null };
        // The list ends before its announced size: what is still asked for would be empty.
        if (latest === null || latest.next === null) return null;
      }
      return latest;
    } finally {
      linked.abort();
      await Promise.allSettled(pending);
      linked.unlink();
    }
  }

  /** How many pages may be under way: all that are surely wanted, then one more after each page in vain. */
  #window(wanted: number | null, pageLength: number, delivered: number): number {
    if (wanted === null) return this.#client.concurrency;
    const missing = Math.ceil(wanted / pageLength) - delivered;
    return Math.min(this.#client.concurrency, missing > 0 ? missing : 1 - missing);
  }

  /** null when the page isn't there any more: the list has become shorter. */
  async #byNumber(
    request: CollectionRequest,
    number: number,
    pageLength: number,
    call: CallContext,
  ): Promise<LinkedPage | null> {
    try {
      const target = targetOf(request, [
        ['pagelen', String(pageLength)],
        ['page', String(number)],
      ]);
      const page = await this.#fetch(target, call);
      call.onPage?.({});
      return page;
    } catch (error) {
      if (error instanceof BitbucketError && error.status === 404) return null;
      throw error;
    }
  }

  #first(request: CollectionRequest, call: CallContext): Promise<LinkedPage> {
    return this.#lengths.apply(request.endpoint, request.pageLength, (length) =>
      this.#fetch(targetOf(request, lengthParameter(length)), call),
    );
  }

  async #fetch(target: string, call: CallContext): Promise<LinkedPage> {
    const { body } = await this.#client.get(target, call, isPage);
    const { values, size, page, pagelen, next } = body as PageBody;
    return {
      values,
      size: count(size),
      page: count(page),
      pageLength: count(pagelen),
      next: typeof next === 'string' && next !== '' ? next : null,
    };
  }
}

/** How many pages a reader will see, judged by the first one; null where Bitbucket does not say. */
function pagesOf({ wanted }: CollectionRequest, { size, pageLength, next }: LinkedPage): number | null {
  if (next === null) return 1;
  if (size === null || pageLength === null || pageLength < 1) return null;
  return Math.max(1, Math.ceil(Math.min(size, wanted ?? size) / pageLength));
}

/** What only `values` is promised of. */
interface PageBody {
  readonly values: readonly unknown[];
  readonly size?: unknown;
  readonly page?: unknown;
  readonly pagelen?: unknown;
  readonly next?: unknown;
}

function isPage(body: unknown): body is PageBody {
  return typeof body === 'object' && body !== null && Array.isArray((body as { values?: unknown }).values);
}

/** Path and query of a collection with some parameters more. */
export function targetOf(
  request: Pick<CollectionRequest, 'path' | 'parameters'>,
  more: readonly (readonly [string, string])[],
): string {
  const query = [...request.parameters, ...more]
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
  return query === '' ? request.path : `${request.path}?${query}`;
}

function lengthParameter(length: number | null): readonly (readonly [string, string])[] {
  return length === null ? [] : [['pagelen', String(length)]];
}

function count(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

function repeatedLink(path: string): DrawbridgeError {
  return new DrawbridgeError(SqlState.sourceFailed, `Bitbucket's pages lead in a circle (${path})`, {
    hint: 'Run the statement again; if it stays, the API or a server in front of it is at fault.',
  });
}
