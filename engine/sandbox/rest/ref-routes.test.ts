import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../sandbox.ts';
import { call, readAll, withQuery } from '../testing/call.ts';

const harbor = '/repositories/lighthouse/harbor-app';
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

const names = async (path: string): Promise<readonly unknown[]> =>
  (await readAll(sandbox, path)).map((value) => value['name']);

describe('branches and tags', () => {
  test('are listed apart and together', async () => {
    const branches = await names(`${harbor}/refs/branches?pagelen=100`);
    const tags = await names(`${harbor}/refs/tags?pagelen=100`);
    expect(branches).toHaveLength(42);
    expect(tags).toHaveLength(64);
    expect(new Set(branches).size).toBe(42);
    expect(new Set(tags).size).toBe(64);
    expect(await names(`${harbor}/refs?pagelen=100`)).toEqual([...branches, ...tags]);
  });

  test('have names that need encoding, under which they are found', async () => {
    for (const kind of ['branches', 'tags']) {
      for (const name of await names(`${harbor}/refs/${kind}?pagelen=100`)) {
        const path = `${harbor}/refs/${kind}/${encodeURIComponent(String(name))}`;
        expect((await call<Record<string, unknown>>(sandbox, path)).body['name']).toBe(name);
      }
    }
    expect((await call(sandbox, `${harbor}/refs/tags/none`)).status).toBe(404);
  });

  test('lightweight tags have no date, tagger or message', async () => {
    const tags = await readAll(sandbox, `${harbor}/refs/tags?pagelen=100`);
    const lightweight = tags.filter((tag) => tag['date'] === null);
    expect(lightweight.length).toBeGreaterThan(10);
    expect(lightweight.every((tag) => tag['tagger'] === null && tag['message'] === null)).toBe(true);
    expect(tags.filter((tag) => tag['tagger'] !== null).length).toBeGreaterThan(10);
  });

  test('filter by name without regard to case, wildcards being plain text', async () => {
    const path = `${harbor}/refs/branches`;
    expect(await names(withQuery(path, { q: 'name ~ "RELEASE/1.0%"' }))).toEqual(['release/1.0%']);
    expect(await names(withQuery(path, { q: 'name = "it\'s-quoted"' }))).toEqual(["it's-quoted"]);
  });

  test('sort by name in natural order', async () => {
    const sorted = await names(withQuery(`${harbor}/refs/branches`, { q: 'name ~ "release"', sort: 'name' }));
    expect(sorted).toEqual(['release/1.0%', 'release/1.2', 'release/1.10']);
  });
});
