import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { compare, text } from './test-support/predicates.ts';
import { readScan, requestFor } from './test-support/read-scan.ts';
import { type SandboxScan, sandboxScan, tableNamed } from './test-support/sandbox-scan.ts';

let scan: SandboxScan;
beforeAll(async () => {
  scan = await sandboxScan();
});
afterEach(() => {
  scan.reset();
});
afterAll(() => scan.close());

const commits = tableNamed('Commits');
const byHash = (hash: string) =>
  requestFor('harbor-app', commits, { predicate: compare('Hash', '=', text(hash)) });
const pathsAsked = () =>
  scan.sandbox.requests.map(({ path }) => path).filter((path) => path.includes('/commit'));

it('a commit that is named is read by its address, and is the one of the list', async () => {
  const source = scan.source();
  const { rows } = await readScan(source, requestFor('harbor-app', commits));
  const oldest = rows.at(-1);
  scan.reset();
  const hash = String(oldest?.['Hash']);
  expect((await readScan(source, byHash(hash))).rows).toEqual([oldest]);
  expect(pathsAsked()).toEqual([expect.stringMatching(new RegExp(`/harbor-app/commit/${hash}$`))]);
  expect(source.explain(byHash(hash))).toMatchObject({ estimatedCalls: 1, local: [] });
});

it('is not there where its address leads nowhere and those of others do not, which is found out once', async () => {
  const source = scan.source();
  for (const calls of [3, 1]) {
    scan.reset();
    const { rows, notices } = await readScan(source, byHash('0'.repeat(40)));
    expect([rows, notices]).toEqual([[], []]);
    expect(pathsAsked()).toHaveLength(calls);
  }
});

it('is looked for in the list where no commit has an address', async () => {
  const source = scan.source();
  const { rows } = await readScan(source, requestFor('harbor-app', commits, { limit: 1 }));
  const hash = String(rows[0]?.['Hash']);
  scan.sandbox.faults.add({
    match: { path: `/commit/${hash}` },
    fault: { kind: 'status', status: 404 },
    times: 'always',
  });
  scan.sandbox.clearRequests();
  const found = await readScan(source, { ...byHash(hash), limit: 1 });
  expect(pathsAsked()[0]).toMatch(/\/commit\/\w+$/);
  expect(pathsAsked().at(-1)).toMatch(/\/commits$/);
  expect(found.rows.map((row) => row['Hash'])).toContain(hash);
  expect(found.notices).toEqual([]);
});

it('is one of several, or named in another way: then the list is read', async () => {
  const request = requestFor('harbor-app', commits, { limit: 3 });
  const { rows } = await readScan(scan.source(), request);
  const values = rows.map((row) => text(String(row['Hash'])));
  scan.reset();
  await readScan(scan.source(), { ...request, predicate: { kind: 'in', column: 'Hash', values } });
  expect(pathsAsked().every((path) => path.endsWith('/commits'))).toBe(true);
});
