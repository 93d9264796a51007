import { afterEach, describe, expect, it, vi } from 'vitest';
import type { BitbucketClient, ClientOptions } from './client.ts';
import { type CollectionRequest, PageWalker } from './page-walker.ts';
import { failureOf } from './test-support/client-bench.ts';
import { gate, type ListBehaviour, type ListServer, listServer } from './test-support/list-server.ts';
import { sendError, sendJson } from './test-support/scripted-server.ts';
import { testClient } from './test-support/test-client.ts';
import { type FreshPage, type KeyOf, readWhole } from './whole-collection.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

interface Bench {
  readonly server: ListServer;
  readonly client: BitbucketClient;
  readonly pages: (more?: Partial<CollectionRequest>, key?: KeyOf) => AsyncGenerator<FreshPage, void>;
  /** All members, in the order in which they came. */
  readonly members: (more?: Partial<CollectionRequest>, key?: KeyOf) => Promise<readonly unknown[]>;
}

const numberKey: KeyOf = (member) => String((member as { id: number }).id);

async function bench(behaviour: ListBehaviour, options: Partial<ClientOptions> = {}): Promise<Bench> {
  const server = await listServer(behaviour);
  const client = testClient(server.url, options);
  closers.push(
    () => client.close(),
    () => server.close(),
  );
  const walker = new PageWalker(client);
  const pages: Bench['pages'] = (more = {}, key = numberKey) =>
    readWhole(
      walker,
      {
        endpoint: '/things',
        path: '/things',
        parameters: [],
        settling: [],
        pageLength: 10,
        numbered: true,
        wanted: null,
        ...more,
      },
      key,
      { signal: new AbortController().signal },
    );
  return {
    server,
    client,
    pages,
    members: async (more, key) => {
      const all: unknown[] = [];
      for await (const page of pages(more, key)) all.push(...page.values);
      return all;
    },
  };
}

function things(count: number, from = 1): readonly { readonly id: number }[] {
  return Array.from({ length: count }, (_, index) => ({ id: from + index }));
}

describe('a list that stays as it is', () => {
  it('comes whole, page by page, in order', async () => {
    const { server, members } = await bench({ members: () => things(47) });
    expect(await members()).toEqual(things(47));
    expect(server.pagesAsked().toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5]);
  });

  it('may be empty', async () => {
    const { members } = await bench({ members: () => [] });
    expect(await members()).toEqual([]);
  });

  it('is read one page after the other when it has no size', async () => {
    const { server, members } = await bench({ members: () => things(25), size: () => undefined });
    expect(await members()).toEqual(things(25));
    expect(server.pagesAsked()).toEqual([1, 2, 3]);
  });

  it('is read one page after the other when its pages have no numbers', async () => {
    const { server, members } = await bench({ members: () => things(25) });
    expect(await members({ numbered: false })).toEqual(things(25));
    expect(server.pagesAsked()).toEqual([1, 2, 3]);
  });

  it('ends at an empty next link', async () => {
    const { members } = await bench({ members: () => things(7), size: () => undefined, next: () => '' });
    expect(await members()).toEqual(things(7));
  });
});

describe('members without a key', () => {
  const byName: KeyOf = (member) => (member as { name?: string }).name ?? null;

  it('are all there, although some are equal', async () => {
    const list = [{ name: 'a' }, {}, {}, { other: 1 }, { other: 1 }];
    const { members } = await bench({ members: () => list });
    expect(await members({}, byName)).toEqual(list);
  });

  it('come once where a list that grows at its front shows them on two pages', async () => {
    const list = (count: number) => Array.from({ length: count }, (_, index) => ({ other: count - index }));
    const { members } = await bench({ members: (page) => list(page === 1 ? 15 : 16) });
    expect(await members({}, byName)).toEqual(list(15));
  });
});

describe('pages of odd lengths', () => {
  /** Seven members on pages of at most two, some of them short or empty although another follows. */
  const slices = [things(2), [], things(1, 3), things(2, 4), [], things(1, 6), things(1, 7)];
  const odd = (envelope: (page: number) => Record<string, unknown>) =>
    bench({
      members: () => [],
      instead: (page, { path }, response) => {
        const next =
          page < slices.length ? { next: `${oddUrl}${path}?pagelen=2&page=${page + 1}&q=%20a+b` } : {};
        sendJson(response, { values: slices[page - 1] ?? [], pagelen: 2, ...envelope(page), ...next });
        return true;
      },
    });
  let oddUrl = '';

  it.each<[string, (page: number) => Record<string, unknown>]>([
    ['with size and page', (page) => ({ size: 7, page })],
    ['without a size', (page) => ({ page })],
    ['without numbers', () => ({ size: 7 })],
    ['with a size that is null', (page) => ({ size: null, page })],
    ['with a size that is text', (page) => ({ size: '7', page: String(page) })],
  ])('are all read %s', async (_, envelope) => {
    const { members, server } = await odd(envelope);
    oddUrl = server.url;
    expect(await members({ pageLength: 2 })).toEqual(things(7));
  });
});

describe('reading ahead', () => {
  it('delivers the pages before one that is held back', async () => {
    const held = gate();
    const { pages } = await bench({
      members: () => things(60),
      wait: (page) => (page === 3 ? held.passed : Promise.resolve()),
    });
    const reading = pages();
    expect((await reading.next()).value?.values).toEqual(things(10));
    expect((await reading.next()).value?.values).toEqual(things(10, 11));
    const third = reading.next();
    held.open();
    expect((await third).value?.values).toEqual(things(10, 21));
    await reading.return();
  });

  it('goes no further than the parallel calls while the reader waits', async () => {
    const { server, client, pages } = await bench({ members: () => things(400) }, { maxConcurrency: 3 });
    const reading = pages();
    await reading.next();
    expect(server.pagesAsked()).toEqual([1]);
    await reading.next();
    await vi.waitFor(() => {
      expect(server.pagesAsked()).toHaveLength(4);
    }, 20_000);
    // A call that was asked for later would have come before this one.
    await client.get('/things?page=40&pagelen=10', { signal: new AbortController().signal });
    expect(server.pagesAsked().toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 40]);
    await reading.return();
  });

  it('asks for the pages that are wanted, and then one more at a time', async () => {
    const { server, pages } = await bench({ members: () => things(400) });
    const reading = pages({ wanted: 25 });
    for (let page = 1; page <= 4; page += 1) await reading.next();
    await reading.return();
    expect(server.pagesAsked().toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4]);
  });

  it('leaves no call under way when the reader stops', async () => {
    const held = gate();
    const { server, client, pages } = await bench({
      members: () => things(100),
      wait: (page) => (page > 2 ? held.passed : Promise.resolve()),
    });
    const reading = pages();
    await reading.next();
    await reading.next();
    await reading.return();
    held.open();
    // All permits are free again: the next call is answered though the server has let the others hang.
    await client.get('/things', { signal: new AbortController().signal });
    expect(server.pagesAsked().length).toBeLessThanOrEqual(6);
  });

  it('fails with the first page that fails, after the pages before it', async () => {
    const { pages } = await bench({
      members: () => things(50),
      instead: (page, _, response) => {
        if (page < 3) return false;
        sendError(response, 500, `page ${page}`);
        return true;
      },
    });
    const reading = pages();
    await reading.next();
    await reading.next();
    expect((await failureOf(reading.next())).message).toContain('page 3');
  });
});

describe('a list that changes while it is read', () => {
  it('that grew at the end is read to its new end', async () => {
    const { members } = await bench({ members: (page) => things(page === 1 ? 20 : 31) });
    expect(await members()).toEqual(things(31));
  });

  it('that grew at the front gives each member once', async () => {
    const { members } = await bench({ members: (page) => (page === 1 ? things(30) : things(31, 0)) });
    expect(await members()).toEqual(things(30));
  });

  it('that lost a member is read again, since another one has slipped to an earlier page', async () => {
    let calls = 0;
    const { members } = await bench({
      members: () => (calls === 0 ? things(30) : things(29, 2)),
      size: () => ((calls += 1) === 1 ? 30 : 29),
    });
    expect(new Set(await members())).toEqual(new Set(things(30)));
  });

  it('that has fewer pages than at first is read again', async () => {
    let shorter = false;
    const { members, server } = await bench({
      members: () => things(shorter ? 20 : 30),
      instead: (page, _, response) => {
        if (page !== 3) return false;
        shorter = true;
        sendError(response, 404, 'Invalid page');
        return true;
      },
    });
    expect(await members()).toEqual(things(20));
    expect(server.pagesAsked().slice(-2)).toEqual([1, 2]);
  });

  it('is read again with the order that settles it', async () => {
    const shuffled = [...things(20, 11), ...things(10)];
    let sorted = 0;
    const { members, server } = await bench({
      // Without an order the second page repeats the first.
      members: (page) => (sorted > 0 ? things(30) : page === 1 ? things(30) : shuffled),
      instead: (_, { query }) => {
        if (query.has('sort')) sorted += 1;
        return false;
      },
    });
    const found = await members({ settling: [['sort', 'id']] });
    expect(new Set(found)).toEqual(new Set(things(30)));
    expect(found).toHaveLength(30);
    expect(server.requests.at(-1)?.query.get('sort')).toBe('id');
  });

  it('fails with 58000 when no reading is whole', async () => {
    const { members, server } = await bench({ members: () => things(15), size: () => 17 });
    const error = await failureOf(members());
    expect(error.sqlState).toBe('58000');
    expect(error.message).toContain('announces 17 rows at /things but gave 15');
    expect(server.pagesAsked()).toEqual([1, 2, 1, 2, 1, 2]);
  });

  it('that always lacks the same rows may be hiding them, and running again is no advice then', async () => {
    const { members } = await bench({ members: () => things(15), size: () => 17 });
    const error = await failureOf(members());
    expect(error.message).toBe('Bitbucket announces 17 rows at /things but gave 15, the same each time');
    expect(error.hint).toContain('this credential cannot see');
    expect(error.hint).not.toContain('Run the statement again');
  });

  it('that shows other rows each time may have changed', async () => {
    let first = 0;
    const { members } = await bench({
      members: (page) => things(15, (first += page === 1 ? 1 : 0)),
      size: () => 30,
    });
    const error = await failureOf(members());
    expect(error.message).toBe('Bitbucket announces 30 rows at /things but gave 15');
    expect(error.hint).toContain('Run the statement again');
  });

  it('that repeats rows instead of others is not taken for one that hides them', async () => {
    const { members } = await bench({ members: () => [...things(10), ...things(5)] });
    const error = await failureOf(members());
    expect(error.message).toBe('Bitbucket announces 15 rows at /things but gave 10');
    expect(error.hint).toContain('Run the statement again');
  });

  it('is not looked for where it announces far more than it has', async () => {
    const { members, server } = await bench({ members: () => things(15), size: () => 1_000_000 });
    expect((await failureOf(members())).sqlState).toBe('58000');
    expect(server.requests.length).toBeLessThanOrEqual(9);
  });

  it('fails at once when its members cannot be told apart', async () => {
    const { members } = await bench({ members: () => things(15), size: () => 17 });
    expect((await failureOf(members({}, null))).sqlState).toBe('58000');
  });

  it('fails when it has no size and keeps repeating members', async () => {
    const { members } = await bench({
      members: () => [...things(10), ...things(10)],
      size: () => undefined,
    });
    expect((await failureOf(members())).message).toContain('repeats rows');
  });
});

describe('links', () => {
  it('that repeat end the walk with 58000', async () => {
    const { members } = await bench({
      members: () => things(50),
      size: () => undefined,
      next: (_, base) => `${base}/things?page=2`,
    });
    expect((await failureOf(members())).message).toContain('in a circle');
  });

  it('to another origin are not followed', async () => {
    const other = await listServer({ members: () => things(5) });
    closers.push(() => other.close());
    const { members } = await bench({
      members: () => things(50),
      size: () => undefined,
      next: () => `${other.url}/things?page=2`,
    });
    const error = await failureOf(members());
    expect(error.sqlState).toBe('58000');
    expect(error.message).toContain('was not followed');
    expect(other.requests).toHaveLength(0);
  });
});

describe('a page length that is refused', () => {
  const refusing = (refuses: (length: string | null) => boolean) =>
    bench({
      members: () => things(120),
      instead: (_, { query }, response) => {
        if (!refuses(query.get('pagelen'))) return false;
        sendError(response, 400, 'Invalid pagelen');
        return true;
      },
    });
  const lengthsAsked = (server: ListServer) => server.requests.map(({ query }) => query.get('pagelen'));

  it('is replaced by 50 once, and never sent to that endpoint again', async () => {
    const { members, server } = await refusing((length) => Number(length) > 50);
    expect(await members({ pageLength: 100 })).toHaveLength(120);
    expect(await members({ pageLength: 100 })).toHaveLength(120);
    expect(lengthsAsked(server).filter((length) => length === '100')).toHaveLength(1);
  });

  it("is left to Bitbucket's default when 50 is refused too", async () => {
    const { members, server } = await refusing((length) => Number(length) > 20);
    expect(await members({ pageLength: 100 })).toHaveLength(120);
    expect(await members({ pageLength: 100 })).toHaveLength(120);
    const lengths = lengthsAsked(server);
    expect(lengths.slice(0, 3)).toEqual(['100', '50', null]);
    expect(lengths.filter((length) => Number(length) > 20)).toHaveLength(2);
  });

  it('is replaced by 10 when it was too short', async () => {
    const { members, server } = await refusing((length) => length !== null && Number(length) < 10);
    expect(await members({ pageLength: 3, wanted: 3 })).toHaveLength(120);
    expect(lengthsAsked(server).slice(0, 2)).toEqual(['3', '10']);
  });

  it('does not fail a count either', async () => {
    const { server, client } = await refusing((length) => length !== null && Number(length) < 10);
    const request = { endpoint: '/things', path: '/things', parameters: [], pageLength: 50 };
    const never = new AbortController().signal;
    const walker = new PageWalker(client);
    expect(walker.pageLength('/things', 1)).toBe(1);
    expect(await walker.size(request, { signal: never })).toBe(120);
    expect(walker.pageLength('/things', 1)).toBe(10);
    expect(lengthsAsked(server)).toEqual(['1', '10']);
  });
});
