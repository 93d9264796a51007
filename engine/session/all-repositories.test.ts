/** The schema AllRepositories through SQL: which repositories are asked, and that their rows are those of each. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { failureOf } from '../bitbucket/test-support/client-bench.ts';
import { findTable } from '../catalog/tables.ts';
import { ApiScanSource } from '../scan/api-scan-source.ts';
import { CombinedScanSource } from '../scan/combined-scan-source.ts';
import { RollUpScanSource } from '../scan/roll-up-scan-source.ts';
import { SchemaDirectory } from '../scan/schema-directory.ts';
import { type SandboxScan, sandboxScan } from '../scan/test-support/sandbox-scan.ts';
import { openStore, type Store } from '../store/store.ts';
import type { SelectEnvironment } from './select.ts';
import { modelTables } from './table-resolver.ts';
import { prepare, select } from './test-support/select-bench.ts';

let folder: string;
let scan: SandboxScan;
let store: Store;
let environment: SelectEnvironment;

const all = [
  'api',
  'beacon',
  'dock-tools',
  'empty-bay',
  'harbor-app',
  'harbor-archive',
  'information',
  'lighthouse.io',
  'main',
  'node.js-client',
  'temp',
  'tide.tables',
  'tide_tables',
];
const ops = ['dock-tools', 'harbor-archive', 'information', 'lighthouse.io', 'temp'];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'all-repositories-'));
  scan = await sandboxScan({ generate: { pullRequests: 64 } });
  store = await openStore({
    temporaryFolder: folder,
    memoryLimit: 256 * 1024 * 1024,
    threads: 2,
    macros: [],
  });
  environment = environmentOf({});
  await rows('SELECT count(*) FROM Branches');
});

beforeEach(() => scan.reset());

afterAll(async () => {
  await store.close();
  await scan.close();
  await rm(folder, { recursive: true, force: true });
});

function environmentOf(options: Parameters<SandboxScan['client']>[0]): SelectEnvironment {
  const { workspace } = scan.sandbox;
  const client = scan.client(options);
  const schemas = new SchemaDirectory(client, { workspace, cacheTtlMs: 300_000, browsableSchemas: '' });
  const parts = {
    client,
    schemas,
    findTable,
    options: { workspace, pageSize: 0, includeDeleted: false, retiredTables: 'error' as const },
  };
  const api = new ApiScanSource(parts);
  return {
    store,
    resolver: modelTables,
    source: new CombinedScanSource(api, api, new RollUpScanSource(parts)),
    searchPath: ['AllRepositories', 'Information'],
    functions: { isAllowedFunction: () => true, isAllowedTableFunction: () => true },
  };
}

const rows = async (sql: string): Promise<readonly (readonly string[])[]> =>
  (await select({ environment }, sql)).rows;

/** The repositories that were asked for something, each once, by name. */
function asked(what = ''): readonly string[] {
  const slugs = scan.sandbox.requests
    .filter(({ path }) => path.includes(what))
    .flatMap(({ path }) => /\/repositories\/[^/]+\/([^/]+)\//.exec(path)?.[1] ?? []);
  return [...new Set(slugs)].sort((a, b) => (a < b ? -1 : 1));
}

test('every repository is asked, and its rows are those of its own schema', async () => {
  const found = await rows('SELECT RepositorySlug, ProjectKey, Name FROM Branches ORDER BY ALL');
  expect(asked()).toEqual(all);
  const inOne = await rows('SELECT Name FROM "dock-tools".Branches ORDER BY Name');
  expect(found.filter(([slug]) => slug === 'dock-tools').map(([, , name]) => [name])).toEqual(inOne);
  expect(new Set(found.filter(([, key]) => key === 'OPS').map(([slug]) => slug))).toEqual(new Set(ops));
});

test.each([
  ['=', "RepositorySlug = 'api'", ['api']],
  ['IN', "RepositorySlug IN ('api', 'temp', 'nowhere')", ['api', 'temp']],
  ['a project', "ProjectKey = 'OPS'", ops],
  ['both', "ProjectKey = 'OPS' AND RepositorySlug <> 'temp'", ops.filter((slug) => slug !== 'temp')],
  ['LIKE', "RepositorySlug LIKE 'tide%'", ['tide.tables', 'tide_tables']],
  [
    'an OR with another column',
    "RepositorySlug = 'api' OR (RepositorySlug = 'temp' AND Name = 'main')",
    ['api', 'temp'],
  ],
  ['another case, which is another name', "RepositorySlug = 'API'", []],
  ['NULL', 'ProjectKey IS NULL', []],
])('a filter by %s asks only the repositories that it admits', async (_name, filter, expected) => {
  await rows(`SELECT Name FROM Branches WHERE ${filter}`);
  expect(asked()).toEqual(expected);
});

test('a join with Repositories chooses the repositories', async () => {
  const found = await rows(
    `SELECT b.RepositorySlug, count(*) FROM Repositories r JOIN Branches b ON b.RepositorySlug = r.Slug
     WHERE r.Language = 'python' GROUP BY 1 ORDER BY 1`,
  );
  expect(asked('/refs/branches')).toEqual(['information', 'tide.tables', 'tide_tables']);
  expect(found.map(([slug]) => slug)).toEqual(['information', 'tide.tables', 'tide_tables']);
});

test('COUNT is one call for each repository', async () => {
  const [[total] = []] = await rows("SELECT count(*) FROM Branches WHERE ProjectKey = 'OPS'");
  expect(scan.sandbox.requests).toHaveLength(ops.length);
  expect(scan.queries().every((query) => query.get('pagelen') === '1')).toBe(true);
  const listed = await rows("SELECT Name FROM Branches WHERE ProjectKey = 'OPS'");
  expect(total).toBe(String(listed.length));
});

test('ORDER BY and LIMIT ask each repository for so many rows', async () => {
  const newest = 'SELECT RepositorySlug, Id, CreatedOn FROM PullRequests ORDER BY CreatedOn DESC LIMIT 3';
  const found = await rows(newest);
  // Further pages are those of rows that equal the third one.
  expect(asked('/pullrequests')).toEqual(all);
  expect(new Set(scan.queries().map((query) => query.get('pagelen')))).toEqual(new Set(['10']));
  expect(found.map(([, , created]) => created)).toEqual(
    (
      await rows(
        'SELECT max(CreatedOn) FROM PullRequests UNION ALL SELECT CreatedOn FROM PullRequests ORDER BY 1 DESC LIMIT 4',
      )
    )
      .slice(1)
      .map(([created]) => created),
  );
});

test('a commit that is named is asked for by its address', async () => {
  const hashes = await rows("SELECT Hash FROM Commits WHERE RepositorySlug = 'api'");
  const named = hashes.at(-1)?.[0];
  scan.reset();
  const where = `WHERE RepositorySlug = 'api' AND Hash = '${named}' LIMIT 5`;
  expect(await rows(`SELECT RepositorySlug, Hash FROM Commits ${where}`)).toEqual([['api', named]]);
  expect(asked(`/commit/${named}`)).toEqual(['api']);
  expect(scan.sandbox.requests).toHaveLength(1);
});

test('LIMIT alone asks no more repositories than it takes', async () => {
  await rows('SELECT * FROM Branches LIMIT 3');
  expect(asked()).toEqual(['api']);
});

test('a child is read for the parents of its own repository, driven by them', async () => {
  const found = await rows(
    `SELECT p.RepositorySlug, p.Id, c.Id FROM PullRequests p
     JOIN PullRequestComments c ON c.RepositorySlug = p.RepositorySlug AND c.PullRequestId = p.Id
     WHERE p.State = 'MERGED' AND p.ProjectKey = 'OPS' ORDER BY ALL`,
  );
  const merged = await rows(
    "SELECT RepositorySlug, Id FROM PullRequests WHERE State = 'MERGED' AND ProjectKey = 'OPS' ORDER BY ALL",
  );
  const walked = scan.sandbox.requests
    .filter(({ query }) => !/[?&]?page=(?!1\b)/.test(query))
    .flatMap(({ path }) => /\/([^/]+)\/pullrequests\/(\d+)\/comments$/.exec(path)?.slice(1) ?? []);
  const pairs = (values: readonly string[]): readonly string[] =>
    values.flatMap((slug, index) => (index % 2 === 0 ? [`${slug} ${values[index + 1]}`] : [])).sort();
  expect(merged.length).toBeGreaterThan(0);
  expect(pairs(walked)).toEqual(pairs(merged.flat()));
  expect(found.length).toBeGreaterThan(0);
});

test('pairs of repository and number choose the parents', async () => {
  await rows(
    `SELECT Id FROM PullRequestComments WHERE (RepositorySlug, PullRequestId) IN
     (SELECT RepositorySlug, Id FROM PullRequests WHERE Id = 3 AND RepositorySlug = 'api' OR Id = 5 AND RepositorySlug = 'temp')`,
  );
  const walked = scan.sandbox.requests.map(({ path }) => path).filter((path) => path.endsWith('/comments'));
  expect([...new Set(walked)].map((path) => path.split('/').slice(4).join('/')).sort()).toEqual([
    'api/pullrequests/3/comments',
    'temp/pullrequests/5/comments',
  ]);
});

test('a number that few repositories have is asked for in those only, without a warning', async () => {
  const { rows: found, notices } = await select(
    { environment },
    'SELECT DISTINCT RepositorySlug FROM PullRequestComments WHERE PullRequestId = 40 ORDER BY 1',
  );
  const has = await rows('SELECT RepositorySlug FROM PullRequests WHERE Id = 40 ORDER BY 1');
  expect(has.map(([slug]) => slug)).toEqual(['harbor-app', 'harbor-archive']);
  expect(asked('/40/comments')).toEqual(['harbor-app', 'harbor-archive']);
  expect(has.map(String)).toEqual(expect.arrayContaining(found.map(String)));
  expect(notices).toEqual([]);
});

test('the parent of one repository is asked for at once', async () => {
  await rows("SELECT Id FROM PullRequestComments WHERE RepositorySlug = 'api' AND PullRequestId = 3");
  expect(new Set(scan.sandbox.requests.map(({ path }) => path.split('/').slice(4).join('/')))).toEqual(
    new Set(['api/pullrequests/3/comments']),
  );
});

test('a join by the number alone drives nothing but gives the right rows', async () => {
  const filter = "p.RepositorySlug = 'api' AND c.RepositorySlug = 'temp'";
  const [[joined] = []] = await rows(
    `SELECT count(*) FROM PullRequests p JOIN PullRequestComments c ON c.PullRequestId = p.Id WHERE ${filter}`,
  );
  const [[counted] = []] = await rows(
    "SELECT count(*) FROM PullRequestComments WHERE RepositorySlug = 'temp'",
  );
  expect(joined).toBe(counted);
});

test.each([403, 404])(
  'a repository that answers %i is left out with a warning that names it',
  async (status) => {
    scan.sandbox.faults.add({
      match: { path: '/temp/refs/branches' },
      fault: { kind: 'status', status },
      times: 'always',
    });
    const { rows: found, notices } = await select({ environment }, 'SELECT RepositorySlug FROM Branches');
    expect(found.some(([slug]) => slug === 'temp')).toBe(false);
    expect(found.some(([slug]) => slug === 'api')).toBe(true);
    expect(notices).toMatchObject([{ sqlState: '01000' }]);
    expect(notices[0]?.message).toContain('Branches of the repository temp were left out');
  },
);

test('a later page that is refused is an error', async () => {
  scan.sandbox.faults.add({
    match: { path: '/harbor-app/pullrequests', page: 2 },
    fault: { kind: 'status', status: 403 },
    times: 'always',
  });
  const error = await failureOf(rows('SELECT Id FROM PullRequests'));
  expect(error.sqlState).toBe('42501');
});

test('what may be read in no repository is an error', async () => {
  for (const slug of ops) {
    scan.sandbox.faults.add({
      match: { path: `/${slug}/refs/branches` },
      fault: { kind: 'status', status: 403 },
      times: 'always',
    });
  }
  const error = await failureOf(rows("SELECT Name FROM Branches WHERE ProjectKey = 'OPS'"));
  expect(error.sqlState).toBe('42501');
});

test('issues come from the repositories that have a tracker, and the others are named', async () => {
  const { rows: found, notices } = await select(
    { environment },
    'SELECT RepositorySlug, count(*) FROM Issues GROUP BY ALL ORDER BY ALL',
  );
  expect(found.map(([slug]) => slug)).toEqual(['api', 'dock-tools', 'harbor-app']);
  expect(notices.length).toBeGreaterThan(0);
});

test('the list of repositories is read once', async () => {
  const fresh = environmentOf({});
  await select({ environment: fresh }, "SELECT Name FROM Branches WHERE RepositorySlug = 'api'");
  const before = scan.sandbox.requests.length;
  await select({ environment: fresh }, "SELECT Name FROM Tags WHERE RepositorySlug = 'api'");
  expect(scan.sandbox.requests.length - before).toBe(1);
});

test('EXPLAIN tells the repositories, without a call', async () => {
  const prepared = await prepare({ environment }, "SELECT Name FROM Branches WHERE ProjectKey = 'OPS'");
  const [row] = await prepared.explain([], 0);
  expect(row).toMatchObject({
    endpoint: 'GET /repositories/lighthouse/{repository}/refs/branches',
    callsDependOn: expect.stringContaining('for each of 5 repositories'),
  });
  expect(row?.pushed).toContain("only in repositories with ProjectKey = 'OPS'");
  const counting = await prepare({ environment }, "SELECT count(*) FROM Branches WHERE ProjectKey = 'OPS'");
  expect(await counting.explain([], 0)).toMatchObject([{ estimatedCalls: 5, execution: 'counted' }]);
  expect(scan.sandbox.requests).toEqual([]);
});
