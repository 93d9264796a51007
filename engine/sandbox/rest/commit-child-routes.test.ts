import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../sandbox.ts';
import { call, readAll, withQuery, type ErrorBody } from '../testing/call.ts';

const repository = '/repositories/lighthouse/api';
type Json = Readonly<Record<string, unknown>>;
let sandbox: Sandbox;
let hashes: readonly string[];
beforeAll(async () => {
  sandbox = await startSandbox();
  const commits = await readAll(sandbox, `${repository}/commits?pagelen=100&fields=values.hash,next`);
  hashes = commits.map(({ hash }) => String(hash));
});
afterAll(() => sandbox.close());

async function ofAll(child: string): Promise<readonly Json[]> {
  const lists = await Promise.all(
    hashes.map((hash) => readAll(sandbox, `${repository}/commit/${hash}/${child}?pagelen=50`)),
  );
  return lists.flat();
}

test('every run of a pipeline leaves a status on its commit', async () => {
  const runs = await readAll(sandbox, `${repository}/pipelines/?pagelen=100`);
  const statuses = await ofAll('statuses');
  for (const run of runs) {
    const { hash } = (run['target'] as { readonly commit: { readonly hash: string } }).commit;
    const url = `/pipelines/results/${String(run['build_number'])}`;
    const found = statuses.filter((status) => String(status['url']).endsWith(url));
    expect(found.map(({ commit }) => (commit as Json)['hash'])).toEqual([hash]);
  }
});

test('statuses of a commit have keys of their own, and are filtered by what the documents name', async () => {
  const address = `${repository}/commit/${hashes[5] ?? ''}/statuses`;
  const statuses = await readAll(sandbox, `${address}?pagelen=100`);
  expect(statuses.length).toBeGreaterThan(100);
  expect(new Set(statuses.map(({ key }) => key)).size).toBe(statuses.length);
  const failed = statuses.filter(({ state }) => state === 'FAILED');
  expect((await call(sandbox, withQuery(address, { q: 'state = "FAILED"' }))).body.size).toBe(failed.length);
  const { refname } = statuses.find(({ refname: name }) => name !== null) ?? {};
  const ofRef = await readAll(sandbox, withQuery(address, { refname: String(refname) }));
  expect(ofRef.length).toBeGreaterThan(0);
  expect(ofRef.every((status) => status['refname'] === refname)).toBe(true);
});

test('comments on commits have ids of their own, apart from those on pull requests', async () => {
  const ids = (await ofAll('comments')).map(({ id }) => Number(id));
  expect(ids.length).toBeGreaterThan(200);
  const others = await Promise.all(
    Array.from({ length: 24 }, (_, index) =>
      readAll(sandbox, `${repository}/pullrequests/${index + 1}/comments?pagelen=100`),
    ),
  );
  // Some are wider than a number here can be.
  const safe = others.flat().flatMap(({ id }) => (Number.isSafeInteger(id) ? [Number(id)] : []));
  expect(new Set([...ids, ...safe]).size).toBe(ids.length + safe.length);
});

test('a commit knows the pull requests that bring it', async () => {
  const commits = await readAll(sandbox, `${repository}/pullrequests/3/commits`);
  for (const { hash } of commits) {
    const found = await readAll(sandbox, `${repository}/commit/${String(hash)}/pullrequests`);
    expect(found.map(({ id }) => id)).toContain(3);
  }
});

test('annotations are had by the UUID of their report or by the name that its maker gave it', async () => {
  const address = `${repository}/commit/${hashes[2] ?? ''}/reports`;
  const [report] = await readAll(sandbox, address);
  const names = [report?.['uuid'], report?.['external_id']].map((name) => encodeURIComponent(String(name)));
  const [byId, byName] = await Promise.all(
    names.map((name) => readAll(sandbox, `${address}/${name}/annotations?pagelen=100`)),
  );
  expect(byId).toHaveLength(140);
  expect(byName).toEqual(byId);
  const { status } = await call<ErrorBody>(sandbox, `${address}/gone/annotations`);
  expect(status).toBe(404);
});

test('files differ between two branches, two commits, or a commit and its parent', async () => {
  const kinds = new Set<unknown>();
  for (const hash of hashes.slice(0, 40)) {
    for (const { status, old, new: now } of await readAll(sandbox, `${repository}/diffstat/${hash}`)) {
      kinds.add(status);
      expect([old === null, now === null]).toEqual([status === 'added', status === 'removed']);
    }
  }
  expect(kinds).toEqual(new Set(['added', 'removed', 'modified', 'renamed']));
  const [first = '', second = ''] = hashes;
  expect(await readAll(sandbox, `${repository}/diffstat/${first}..${second}`)).toEqual(
    await readAll(sandbox, `${repository}/diffstat/${first}`),
  );
  expect((await call(sandbox, `${repository}/diffstat/develop..main`)).status).toBe(200);
  for (const spec of ['gone', 'main..gone', 'main..main..main']) {
    expect((await call(sandbox, `${repository}/diffstat/${spec}`)).status).toBe(404);
  }
});
