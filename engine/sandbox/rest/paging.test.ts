import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../sandbox.ts';
import { call, readAll, withQuery, type ErrorBody, type Page } from '../testing/call.ts';

const harbor = '/repositories/lighthouse/harbor-app';
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(() => sandbox.resetModes());
afterAll(() => sandbox.close());

async function openIds(): Promise<readonly unknown[]> {
  const path = `${harbor}/pullrequests?state=OPEN&sort=created_on&pagelen=50`;
  return (await readAll(sandbox, path)).map((pull) => pull['id']);
}

describe('page numbers', () => {
  test('tell size, page and the neighbours', async () => {
    const { body } = await call(sandbox, `${harbor}/refs/tags?pagelen=30&page=2`);
    expect(body).toMatchObject({ size: 64, page: 2, pagelen: 30 });
    expect(body.values).toHaveLength(30);
    expect(body.next).toBe(`${sandbox.apiUrl}${harbor}/refs/tags?pagelen=30&page=3`);
    expect(body.previous).toBe(`${sandbox.apiUrl}${harbor}/refs/tags?pagelen=30&page=1`);
  });

  test('end without next', async () => {
    const { body } = await call(sandbox, `${harbor}/refs/tags?pagelen=30&page=3`);
    expect(body.values).toHaveLength(4);
    expect(body.next).toBeUndefined();
  });

  test('beyond the end are empty', async () => {
    const { status, body } = await call(sandbox, `${harbor}/refs/tags?page=900`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ values: [], size: 64 });
    expect(body.next).toBeUndefined();
  });

  test('keep the other parameters in next', async () => {
    const q = 'title ~ "tide" AND created_on > 2020-01-01T00:00:00+00:00';
    const first = await call(sandbox, withQuery(`${harbor}/pullrequests`, { q, state: 'MERGED' }));
    const next = new URL(first.body.next ?? '');
    expect(next.searchParams.get('q')).toBe(q);
    expect(next.searchParams.get('state')).toBe('MERGED');
    expect(next.searchParams.get('page')).toBe('2');
  });

  test.each(['0', '-1', 'two', '1.5', ''])('refuse page=%s', async (page) => {
    const { status, body } = await call<ErrorBody>(sandbox, `${harbor}/refs/tags?page=${page}`);
    expect(status).toBe(400);
    expect(body.error.message).toBe('Invalid page');
  });

  test('refuse a parameter that comes twice', async () => {
    const { body } = await call(sandbox, `${harbor}/refs/tags?pagelen=30`);
    expect((await call(sandbox, `${body.next}&pagelen=30`)).status).toBe(400);
  });

  test('count without reading', async () => {
    const { body } = await call(sandbox, `${harbor}/pullrequests?state=ALL&pagelen=1&fields=size`);
    expect(body).toEqual({ size: 2000 });
  });

  test('may not tell the size', async () => {
    sandbox.modes.size = 'absent';
    const { body } = await call(sandbox, `${harbor}/pullrequests`);
    expect(body.size).toBeUndefined();
    expect(body.next).toBeDefined();
  });
});

describe('cursors', () => {
  test('lead through the whole history once, without size or page', async () => {
    const { body } = await call(sandbox, `${harbor}/commits?pagelen=100`);
    expect(body.size).toBeUndefined();
    expect(body.page).toBeUndefined();
    const all = await readAll(sandbox, `${harbor}/commits?pagelen=100`);
    expect(all).toHaveLength(3000);
    expect(new Set(all.map((commit) => commit['hash'])).size).toBe(3000);
  });

  test.each(['2', 'nonsense', '!'])('cannot be made up: %s', async (page) => {
    const { status, body } = await call<ErrorBody>(sandbox, `${harbor}/commits?page=${page}`);
    expect(status).toBe(400);
    expect(body.error.message).toBe('Invalid page');
  });
});

describe('the length of pages', () => {
  test.each([
    ['/user/workspaces', 25, 100],
    ['/workspaces/lighthouse/members', 10, 100],
    ['/workspaces/lighthouse/projects', 10, 100],
    ['/repositories/lighthouse', 10, 100],
    [`${harbor}/refs`, 10, 100],
    [`${harbor}/refs/branches`, 10, 100],
    [`${harbor}/refs/tags`, 10, 100],
    [`${harbor}/commits`, 30, 100],
    [`${harbor}/pullrequests`, 10, 50],
    [`${harbor}/pullrequests/7/comments`, 10, 100],
    [`${harbor}/pipelines/`, 10, 100],
    [`${harbor}/issues`, 10, 100],
  ])('of %s is %i by default and at most %i', async (path, usual, longest) => {
    expect((await call(sandbox, path)).body.pagelen).toBe(usual);
    expect((await call(sandbox, `${path}?pagelen=${longest}`)).body.pagelen).toBe(longest);
    const over = await call<ErrorBody>(sandbox, `${path}?pagelen=${longest + 1}`);
    expect(over.status).toBe(400);
    expect(over.body.error.message).toBe('Invalid pagelen');
  });

  test.each(['0', '-5', 'ten'])('is not %s', async (length) => {
    const { status } = await call(sandbox, `${harbor}/refs?pagelen=${length}`);
    expect(status).toBe(400);
  });
});

describe('the order of ties', () => {
  test('can be shuffled so that pages still fit together', async () => {
    const plain = await openIds();
    sandbox.modes.ties = 'shuffled';
    const shuffled = await openIds();
    expect(shuffled).not.toEqual(plain);
    expect(new Set(shuffled)).toEqual(new Set(plain));
    sandbox.modes.tieSeed = 2;
    expect(await openIds()).not.toEqual(shuffled);
  });

  test('can change with every request', async () => {
    sandbox.modes.ties = 'unstable';
    const page = async (): Promise<Page> =>
      (await call(sandbox, `${harbor}/pullrequests?state=ALL&pagelen=50`)).body;
    expect((await page()).values).not.toEqual((await page()).values);
  });

  test('of commits never changes', async () => {
    const plain = await call(sandbox, `${harbor}/commits`);
    sandbox.modes.ties = 'unstable';
    expect((await call(sandbox, `${harbor}/commits`)).body).toEqual(plain.body);
  });
});
