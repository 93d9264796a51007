import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../sandbox.ts';
import { call, readAll, withQuery, type ErrorBody } from '../testing/call.ts';

const pulls = '/repositories/lighthouse/api/pullrequests';
type Json = Readonly<Record<string, unknown>>;
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

async function one(id: number): Promise<Json> {
  return (await call<Json>(sandbox, `${pulls}/${id}`)).body;
}

const ids = Array.from({ length: 24 }, (_, index) => index + 1);

test('as many tasks are open as the pull request says, and those that are done say when and by whom', async () => {
  for (const id of ids) {
    const tasks = await readAll(sandbox, `${pulls}/${id}/tasks?pagelen=100`);
    const open = tasks.filter(({ state }) => state === 'UNRESOLVED');
    expect(open).toHaveLength(Number((await one(id))['task_count']));
    expect(open.every((task) => task['resolved_on'] === null && task['resolved_by'] === null)).toBe(true);
    const done = tasks.filter(({ state }) => state === 'RESOLVED');
    expect(done.every((task) => task['resolved_on'] !== null && task['resolved_by'] !== null)).toBe(true);
  }
});

test('tasks are filtered by their state, and their comments are those of the pull request', async () => {
  const address = withQuery(`${pulls}/7/tasks`, { q: 'state = "RESOLVED"', pagelen: '100' });
  expect((await call(sandbox, address)).body.size).toBeGreaterThan(100);
  const tasks = await readAll(sandbox, `${pulls}/7/tasks?pagelen=100`);
  const comments = await readAll(sandbox, `${pulls}/7/comments?pagelen=100&fields=values.id,next`);
  const known = new Set(comments.map(({ id }) => id));
  const named = tasks.flatMap((task) => (task['comment'] as Json | undefined)?.['id'] ?? []);
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((id) => !known.has(id))).toEqual([]);
});

test('the newest commit of a pull request is its source, and the others follow in the history', async () => {
  for (const id of ids.filter((number) => number !== 7 && number !== 17)) {
    const commits = await readAll(sandbox, `${pulls}/${id}/commits`);
    const { commit } = (await one(id))['source'] as { readonly commit: { readonly hash: string } };
    expect(String(commits[0]?.['hash'])).toMatch(new RegExp(`^${commit.hash}`));
    const [first] = (commits[0]?.['parents'] ?? []) as readonly Json[];
    if (commits.length > 1) expect(commits[1]?.['hash']).toBe(first?.['hash']);
  }
  expect(await readAll(sandbox, `${pulls}/7/commits?pagelen=100`)).toHaveLength(130);
});

test('where the fork is gone there are no commits, and no history in common', async () => {
  expect((await one(17))['source']).toMatchObject({ repository: null });
  expect((await call(sandbox, `${pulls}/17/commits`)).body.values).toEqual([]);
  const { status, body } = await call<ErrorBody>(sandbox, `${pulls}/17/diffstat`);
  expect([status, body.error.message]).toEqual([400, 'No common ancestor']);
});

test('statuses are those of the source commit', async () => {
  for (const id of ids) {
    const { commit } = (await one(id))['source'] as { readonly commit: { readonly hash: string } };
    const ofPull = await readAll(sandbox, `${pulls}/${id}/statuses`);
    expect(ofPull).toEqual(
      await readAll(sandbox, `/repositories/lighthouse/api/commit/${commit.hash}/statuses`),
    );
  }
});

describe('the log of a pull request', () => {
  test('has every comment and every vote, the newest first, in pages that only cursors lead to', async () => {
    const first = await call(sandbox, `${pulls}/7/activity?pagelen=50`);
    expect(first.body).not.toHaveProperty('size');
    const entries = await readAll(sandbox, `${pulls}/7/activity?pagelen=50`);
    const comments = await readAll(sandbox, `${pulls}/7/comments?pagelen=100`);
    const told = entries.flatMap(({ comment }) => (comment === undefined ? [] : [comment as Json]));
    expect(new Set(told.map(({ id }) => id))).toEqual(new Set(comments.map(({ id }) => id)));
    const times = entries.map((entry) => {
      const [, of = {}] = Object.entries(entry).find(([kind]) => kind !== 'pull_request') ?? [];
      return Date.parse(String((of as Json)['date'] ?? (of as Json)['created_on']));
    });
    expect(times).toEqual([...times].sort((left, right) => right - left));
    expect((await call(sandbox, `${pulls}/7/activity?pagelen=51`)).status).toBe(400);
  });

  test('says who approved and who asked for changes, as the participants do', async () => {
    const seen = new Set<string>();
    for (const id of ids) {
      const entries = await readAll(sandbox, `${pulls}/${id}/activity?pagelen=50`);
      const participants = (await one(id))['participants'] as readonly Json[];
      for (const [kind, state] of [
        ['approval', 'approved'],
        ['changes_requested', 'changes_requested'],
      ] as const) {
        const voters = entries.flatMap((entry) =>
          entry[kind] === undefined ? [] : [(entry[kind] as { readonly user: Json }).user],
        );
        const expected = participants.filter((one) => one['state'] === state).map(({ user }) => user as Json);
        expect(voters.map(({ uuid }) => String(uuid)).sort()).toEqual(
          expected.map(({ uuid }) => String(uuid)).sort(),
        );
        if (voters.length > 0) seen.add(kind);
      }
    }
    expect(seen).toEqual(new Set(['approval', 'changes_requested']));
  });

  test('begins with the opening, and ends the open state where it is closed', async () => {
    for (const id of ids) {
      const entries = await readAll(sandbox, `${pulls}/${id}/activity?pagelen=50`);
      const states = entries.flatMap(({ update }) =>
        update === undefined ? [] : [(update as Json)['state']],
      );
      const { state } = await one(id);
      expect(states).toEqual(state === 'OPEN' ? ['OPEN'] : [state, 'OPEN']);
    }
  });
});

test('whoever has commented takes part', async () => {
  for (const id of ids) {
    const { participants } = await one(id);
    const known = new Set((participants as readonly Json[]).map(({ user }) => (user as Json)['uuid']));
    const comments = await readAll(sandbox, `${pulls}/${id}/comments?pagelen=100`);
    const writers = comments
      .filter(({ deleted }) => deleted === false)
      .map(({ user }) => (user as Json)['uuid']);
    expect(writers.filter((uuid) => !known.has(uuid))).toEqual([]);
  }
});

test('the files are at the comparison of both ends, which the reply leads to', async () => {
  const response = await fetch(`${sandbox.apiUrl}${pulls}/3/diffstat?fields=size`, {
    headers: { authorization: `Bearer ${sandbox.accessToken}` },
    redirect: 'manual',
  });
  expect(response.status).toBe(302);
  const { source, destination } = await one(3);
  const [from, to] = [source, destination].map((end) => (end as { commit: { hash: string } }).commit.hash);
  const location = new URL(response.headers.get('location') ?? '');
  expect(location.pathname).toBe(`/2.0/repositories/lighthouse/api/diffstat/${from}..${to}`);
  expect(location.searchParams.has('fields')).toBe(false);
});
