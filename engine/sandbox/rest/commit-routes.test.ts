import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../sandbox.ts';
import { call, readAll, type ErrorBody } from '../testing/call.ts';

const harbor = '/repositories/lighthouse/harbor-app';
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

describe('commits', () => {
  test('form one history in which every parent exists', async () => {
    const commits = await readAll(sandbox, '/repositories/lighthouse/api/commits?pagelen=100');
    expect(commits).toHaveLength(160);
    const hashes = new Set(commits.map((commit) => commit['hash']));
    const parents = commits.map((commit) => commit['parents'] as readonly { hash: string }[]);
    expect(parents.flat().every((parent) => hashes.has(parent.hash))).toBe(true);
    expect(parents.filter((list) => list.length === 2).length).toBeGreaterThan(10);
    expect(parents.at(-1)).toEqual([]);
  });

  test('are found by hash and by its beginning', async () => {
    const [first] = (await call(sandbox, `${harbor}/commits`)).body.values;
    const hash = String(first?.['hash']);
    for (const name of [hash, hash.slice(0, 12)]) {
      const { body } = await call<Record<string, unknown>>(sandbox, `${harbor}/commit/${name}`);
      expect(body['hash']).toBe(hash);
    }
    expect((await call(sandbox, `${harbor}/commit/0000000`)).status).toBe(404);
  });

  test('of a branch start at its head', async () => {
    const branch = await call<{ target: { hash: string } }>(
      sandbox,
      `${harbor}/refs/branches/${encodeURIComponent('release/1.0%')}`,
    );
    const { body } = await call(sandbox, `${harbor}/commits/${encodeURIComponent('release/1.0%')}`);
    expect(body.values[0]?.['hash']).toBe(branch.body.target.hash);
  });

  test('can be limited to what one revision has and another has not', async () => {
    const all = await readAll(sandbox, `${harbor}/commits?pagelen=100`);
    const from = String(all[5]?.['hash']);
    const to = String(all[45]?.['hash']);
    const range = await readAll(sandbox, `${harbor}/commits?include=${from}&exclude=${to}&pagelen=7`);
    expect(range.map((commit) => commit['hash'])).toEqual(all.slice(5, 45).map((commit) => commit['hash']));
  });

  test('name the revisions that do not exist', async () => {
    const { status, body } = await call<ErrorBody>(sandbox, `${harbor}/commits?include=main&exclude=gone`);
    expect(status).toBe(404);
    expect(body.error.data).toEqual({ shas: ['gone'] });
  });

  test('keep the offset of their author and are not always in order of time', async () => {
    const dates = (await readAll(sandbox, `${harbor}/commits?pagelen=100`)).map((commit) =>
      String(commit['date']),
    );
    expect(dates.some((date) => date.endsWith('+12:45'))).toBe(true);
    expect(dates.some((date) => date.endsWith('-08:00'))).toBe(true);
    const times = dates.map((date) => Date.parse(date));
    expect(times).not.toContain(Number.NaN);
    expect(times).not.toEqual([...times].sort((left, right) => right - left));
  });
});
