import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../sandbox.ts';
import { call, readAll, withQuery, type ErrorBody } from '../testing/call.ts';

const harbor = '/repositories/lighthouse/harbor-app';
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(() => sandbox.resetModes());
afterAll(() => sandbox.close());

async function count(parameters: string): Promise<number | undefined> {
  return (await call(sandbox, `${harbor}/pullrequests?pagelen=1&fields=size&${parameters}`)).body.size;
}

test('only open pull requests are listed unless states are named', async () => {
  const values = await readAll(sandbox, `${harbor}/pullrequests?pagelen=50`);
  expect(values.length).toBeGreaterThan(50);
  expect(values.every((pull) => pull['state'] === 'OPEN')).toBe(true);
});

test('the four states add up to all 2,000', async () => {
  const counts = await Promise.all(
    ['OPEN', 'MERGED', 'DECLINED', 'SUPERSEDED'].map((state) => count(`state=${state}`)),
  );
  expect(counts.every((size) => size !== undefined && size > 0)).toBe(true);
  expect(counts.reduce<number>((sum, size) => sum + (size ?? 0), 0)).toBe(2000);
  expect(await count('state=OPEN&state=MERGED&state=DECLINED&state=SUPERSEDED')).toBe(2000);
  expect(await count('state=all')).toBe(2000);
  expect(await count('state=merged&state=open')).toBe((counts[0] ?? 0) + (counts[1] ?? 0));
});

test('an unknown state is refused', async () => {
  const { status, body } = await call<ErrorBody>(sandbox, `${harbor}/pullrequests?state=SLEEPING`);
  expect(status).toBe(400);
  expect(body.error).toMatchObject({ fields: { state: ['Invalid state: SLEEPING'] } });
});

test('ids run from 1 to 2,000 without gaps, newest first', async () => {
  const values = await readAll(sandbox, `${harbor}/pullrequests?state=all&pagelen=50&fields=values.id,next`);
  expect(values.map((pull) => pull['id'])).toEqual(Array.from({ length: 2000 }, (_, index) => 2000 - index));
});

test('q filters, and sort orders what is left', async () => {
  const q = 'state = "MERGED" AND created_on >= 2022-01-01 AND created_on < 2022-07-01';
  const values = await readAll(
    sandbox,
    withQuery(`${harbor}/pullrequests`, { state: 'MERGED', q, sort: '-created_on', pagelen: '50' }),
  );
  const times = values.map((pull) => String(pull['created_on']));
  expect(times.length).toBeGreaterThan(50);
  expect(times.every((time) => time.startsWith('2022-0'))).toBe(true);
  expect(times.map((time) => Date.parse(time))).toEqual(
    times.map((time) => Date.parse(time)).sort((left, right) => right - left),
  );
});

test.each([
  [{ q: 'nothing = 1' }, 'Invalid query: unknown field "nothing"'],
  [{ q: 'title = ' }, 'Invalid query: unexpected end'],
  [{ sort: 'title' }, 'Invalid sort attribute'],
  [{ sort: 'created_on,id' }, 'Invalid sort attribute'],
])('refuses %j', async (parameters, message) => {
  const { status, body } = await call<ErrorBody>(sandbox, withQuery(`${harbor}/pullrequests`, parameters));
  expect(status).toBe(400);
  expect(body).toEqual({ type: 'error', error: { message } });
});

test('the list leaves reviewers and participants out, the object has them', async () => {
  const listed = await call(sandbox, `${harbor}/pullrequests?pagelen=1`);
  expect(listed.body.values[0]).not.toHaveProperty('reviewers');
  const added = await call(
    sandbox,
    withQuery(`${harbor}/pullrequests`, { fields: '+values.reviewers,+values.participants' }),
  );
  expect(added.body.values[0]).toHaveProperty('reviewers');
  expect(added.body.values[0]).toHaveProperty('title');
  const single = await call<Record<string, unknown>>(sandbox, `${harbor}/pullrequests/2000`);
  expect(single.body['id']).toBe(2000);
  expect(single.body).toHaveProperty('participants');
});

test.each(['0', '2001', 'x', '1e3'])('there is no pull request %s', async (id) => {
  const { status, body } = await call<ErrorBody>(sandbox, `${harbor}/pullrequests/${id}`);
  expect(status).toBe(404);
  expect(body.error.message).toBe(`Pull request ${id} not found`);
});

test('the same pull request reads the same from the list and by its id', async () => {
  const [listed] = await readAll(
    sandbox,
    withQuery(`${harbor}/pullrequests`, { q: 'id = 1234', state: 'all', fields: 'values.*' }),
  );
  const single = await call<Record<string, unknown>>(sandbox, `${harbor}/pullrequests/1234`);
  expect(listed).toEqual(single.body);
});

test('unknown filters may be ignored, or all of them', async () => {
  sandbox.modes.filters = 'unknown-ignored';
  expect(await count(new URLSearchParams({ state: 'all', q: 'nothing = 1 AND id < 11' }).toString())).toBe(
    10,
  );
  sandbox.modes.filters = 'all-ignored';
  expect(await count(new URLSearchParams({ state: 'all', q: 'id < 11' }).toString())).toBe(2000);
});

test('a q may switch state off', async () => {
  const parameters = new URLSearchParams({ q: 'id <= 300' }).toString();
  expect(await count(parameters)).toBeLessThan(300);
  sandbox.modes.stateBesideQuery = 'ignored';
  expect(await count(parameters)).toBe(300);
});

test('sort with several states may fail', async () => {
  sandbox.modes.sortWithStates = 'fails';
  const path = `${harbor}/pullrequests?state=OPEN&sort=id`;
  expect((await call(sandbox, path)).status).toBe(200);
  expect((await call(sandbox, `${path}&state=MERGED`)).status).toBe(500);
});

test('comments come oldest first, some deleted and empty, some on lines, some as replies', async () => {
  const values = await readAll(sandbox, `${harbor}/pullrequests/7/comments?pagelen=100`);
  expect(values).toHaveLength(230);
  const times = values.map((comment) => Date.parse(String(comment['created_on'])));
  expect(times).toEqual([...times].sort((left, right) => left - right));
  const deleted = values.filter((comment) => comment['deleted'] === true);
  expect(deleted.length).toBeGreaterThan(5);
  expect(deleted.every((comment) => (comment['content'] as { raw: string }).raw === '')).toBe(true);
  expect(values.some((comment) => 'inline' in comment)).toBe(true);
  expect(values.some((comment) => 'parent' in comment)).toBe(true);
  const pull = await call<Record<string, unknown>>(sandbox, `${harbor}/pullrequests/7`);
  expect(pull.body['comment_count']).toBe(230 - deleted.length);
  const q = withQuery(`${harbor}/pullrequests/7/comments`, { q: 'deleted = true' });
  expect((await call(sandbox, q)).body.size).toBe(deleted.length);
});

test('some comment ids are too wide for a double', async () => {
  const response = await fetch(`${sandbox.apiUrl}${harbor}/pullrequests/11/comments`, {
    headers: { authorization: `Bearer ${sandbox.accessToken}` },
  });
  const text = await response.text();
  expect(text).toContain('"id":9007199254740993,');
  expect(text).toContain('"id":9007199254740995,');
});

test('the archive has as many pull requests as were ordered', async () => {
  const archive = await startSandbox({ generate: { pullRequests: 12_345 } });
  try {
    const path = '/repositories/lighthouse/harbor-archive/pullrequests?state=all&pagelen=50&page=247';
    const { body } = await call(archive, path);
    expect(body.size).toBe(12_345);
    expect(body.values.map((pull) => pull['id'])).toHaveLength(45);
    expect(body.values.at(-1)).toHaveProperty('id', 1);
  } finally {
    await archive.close();
  }
});
