/** A join drives the fan-out: what is asked of Bitbucket for a child table that is joined with its parent. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type SandboxScan, sandboxScan } from '../scan/test-support/sandbox-scan.ts';
import { openStore, type Store } from '../store/store.ts';
import type { SelectEnvironment } from './select.ts';
import { modelTables } from './table-resolver.ts';
import { prepare, select } from './test-support/select-bench.ts';

let folder: string;
let scan: SandboxScan;
let store: Store;
let environment: SelectEnvironment;
/** Numbers of the pull requests in each state, ascending. */
let numbers: ReadonlyMap<string, readonly number[]>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'driven-join-'));
  // Only in this repository not all of so few pull requests are open.
  scan = await sandboxScan({ generate: { pullRequests: 64 } });
  store = await openStore({
    temporaryFolder: folder,
    memoryLimit: 256 * 1024 * 1024,
    threads: 2,
    macros: [],
  });
  environment = {
    store,
    resolver: modelTables,
    source: scan.source(),
    searchPath: ['harbor-archive', 'Information'],
    functions: { isAllowedFunction: () => true, isAllowedTableFunction: () => true },
  };
  const { rows } = await select({ environment }, 'SELECT State, Id FROM PullRequests ORDER BY Id');
  const states = [...new Set(rows.map(([state = '']) => state))];
  numbers = new Map(
    states.map((state) => [state, rows.filter(([its]) => its === state).map(([, id]) => Number(id))]),
  );
});

beforeEach(() => scan.reset());

test('the pull requests are in several states', () => {
  expect(inState('OPEN').length).toBeGreaterThan(0);
  expect(inState('OPEN').length).toBeLessThan(all().length - 5);
});

afterAll(async () => {
  await store.close();
  await scan.close();
  await rm(folder, { recursive: true, force: true });
});

/** The pull requests whose comments were asked for, each as often as its first page was, ascending. */
async function walks(sql: string): Promise<readonly number[]> {
  await select({ environment }, sql);
  return scan.sandbox.requests
    .filter(({ path, query }) => path.endsWith('/comments') && !/[?&]?page=(?!1\b)/.test(query))
    .map(({ path }) => Number(path.split('/').at(-2)))
    .sort((a, b) => a - b);
}

const listWalks = (): number =>
  scan.sandbox.requests.filter(
    ({ path, query }) => path.endsWith('/pullrequests') && !/page=[2-9]/.test(query),
  ).length;

const inState = (...states: readonly string[]): readonly number[] =>
  states.flatMap((state) => numbers.get(state) ?? []).sort((a, b) => a - b);

const all = (): readonly number[] => inState(...numbers.keys());

test.each([
  [
    'an inner join',
    'FROM PullRequests p JOIN PullRequestComments c ON c.PullRequestId = p.Id WHERE p.State = $$OPEN$$',
  ],
  [
    'the tables the other way round',
    'FROM PullRequestComments c JOIN PullRequests p ON p.Id = c.PullRequestId WHERE p.State = $$OPEN$$',
  ],
  [
    'a join by commas, in another schema spelling',
    'FROM PullRequests AS x, "Harbor-Archive".PullRequestComments y WHERE x.Id = y.PullRequestId AND x.State = $$OPEN$$',
  ],
  [
    'IN (SELECT …)',
    'FROM PullRequestComments WHERE PullRequestId IN (SELECT Id FROM PullRequests WHERE State = $$OPEN$$)',
  ],
  [
    'a LEFT JOIN that keeps the pull requests',
    'FROM PullRequests p LEFT JOIN PullRequestComments c ON c.PullRequestId = p.Id WHERE p.State = $$OPEN$$',
  ],
  [
    'a RIGHT JOIN that keeps the pull requests',
    'FROM PullRequestComments c RIGHT JOIN PullRequests p ON c.PullRequestId = p.Id WHERE p.State = $$OPEN$$',
  ],
  [
    'a derived table',
    'FROM (SELECT Id AS n FROM PullRequests WHERE State = $$OPEN$$) p JOIN PullRequestComments c ON c.PullRequestId = p.n',
  ],
  [
    'a grouped child',
    'FROM PullRequests p JOIN (SELECT PullRequestId, count(*) AS n FROM PullRequestComments GROUP BY PullRequestId) c ON c.PullRequestId = p.Id WHERE p.State = $$OPEN$$',
  ],
  [
    'a filter on either side',
    'FROM PullRequests p JOIN PullRequestComments c ON c.PullRequestId = p.Id WHERE p.State = $$OPEN$$ AND c.Id > 0',
  ],
  [
    'a further condition of the join',
    'FROM PullRequests p JOIN PullRequestComments c ON c.PullRequestId = p.Id AND c.CreatedOn >= p.CreatedOn WHERE p.State = $$OPEN$$',
  ],
  [
    'a further table',
    'FROM PullRequests p JOIN PullRequestComments c ON c.PullRequestId = p.Id JOIN Users u ON u.UUID = c.UserUUID WHERE p.State = $$OPEN$$',
  ],
])('%s asks once for the comments of each open pull request, and for no others', async (_name, from) => {
  const asked = await walks(`SELECT * ${from.replaceAll('$$', "'")}`);
  expect(asked).toEqual(inState('OPEN'));
  expect(listWalks()).toBe(1);
});

test('two uses of the child table are read once, for the parents of both', async () => {
  const asked = await walks(
    `SELECT a.Id, b.Id FROM PullRequests p JOIN PullRequestComments a ON a.PullRequestId = p.Id
     JOIN PullRequestComments b ON b.PullRequestId = p.Id WHERE p.State = 'OPEN'`,
  );
  expect(asked).toEqual(inState('OPEN'));
});

test('two uses of the parent table drive the child for the rows of either', async () => {
  const asked = await walks(
    `SELECT Id FROM PullRequestComments WHERE PullRequestId IN (SELECT Id FROM PullRequests WHERE State = 'OPEN')
     UNION ALL
     SELECT Id FROM PullRequestComments WHERE PullRequestId IN (SELECT Id FROM PullRequests WHERE State = 'DECLINED')`,
  );
  expect(asked).toEqual(inState('OPEN', 'DECLINED'));
});

test.each([
  "CreatedOn >= TIMESTAMP '2024-01-01 00:00:00' AND Id > 5",
  'CreatedOn < (SELECT max(CreatedOn) FROM PullRequests) AND Id < 4',
  "CAST(UpdatedOn AS DATE) <> DATE '2024-01-01' AND Id IN (3, 60)",
  "IsDraft AND State = 'OPEN'",
  "NOT IsDraft AND Title LIKE '%e%'",
  "Title LIKE 'A%' OR State IN ('DECLINED', 'SUPERSEDED')",
  "Description IS NULL OR SourceBranchName = 'it''s'",
])('whatever the type of its values, a filter chooses the parents: %s', async (filter) => {
  const chosen = `SELECT Id FROM PullRequests WHERE ${filter}`;
  const ids = (await select({ environment }, chosen)).rows.map(([id]) => Number(id));
  scan.reset();
  const asked = await walks(`SELECT Id FROM PullRequestComments WHERE PullRequestId IN (${chosen})`);
  expect(asked).toEqual(expect.arrayContaining(ids));
  expect(asked.length).toBeLessThan(all().length);
});

test('filters that Bitbucket does not have choose the parents as well', async () => {
  const { rows } = await select(
    { environment },
    'SELECT Id FROM PullRequests WHERE CommentCount > 5 ORDER BY Id',
  );
  const busy = rows.map(([id]) => Number(id));
  scan.reset();
  const asked = await walks(
    'SELECT c.Id FROM PullRequests p JOIN PullRequestComments c ON c.PullRequestId = p.Id WHERE p.CommentCount > 5',
  );
  expect(busy.length).toBeGreaterThan(0);
  expect(busy.length).toBeLessThan(all().length);
  expect(asked).toEqual(busy);
});

test('a third table thins out the parents that drive', async () => {
  const author = `SELECT UUID FROM Users ORDER BY UUID LIMIT 1`;
  const [[uuid = ''] = []] = (await select({ environment }, author)).rows;
  const { rows } = await select(
    { environment },
    `SELECT Id FROM PullRequests WHERE AuthorUUID = '${uuid}' ORDER BY Id`,
  );
  scan.reset();
  const asked = await walks(
    `SELECT c.Id FROM Users u JOIN PullRequests p ON p.AuthorUUID = u.UUID
     JOIN PullRequestComments c ON c.PullRequestId = p.Id WHERE u.UUID = '${uuid}'`,
  );
  expect(asked).toEqual(rows.map(([id]) => Number(id)));
});

test('a third table that waits for nothing thins them out with all its rows', async () => {
  const kept = `SELECT Id FROM PullRequests WHERE SourceBranchName IN (SELECT Name FROM Branches) ORDER BY Id`;
  const ids = (await select({ environment }, kept)).rows.map(([id]) => Number(id));
  scan.reset();
  const asked = await walks(
    `SELECT c.Id, b.Name FROM PullRequests p JOIN PullRequestComments c ON c.PullRequestId = p.Id
     JOIN Branches b ON b.Name = p.SourceBranchName`,
  );
  expect(ids.length).toBeLessThan(all().length);
  expect(asked).toEqual(ids);
});

test('a third table that adds to the rows thins out nothing', async () => {
  const asked = await walks(
    `SELECT c.Id, b.Name FROM PullRequests p JOIN PullRequestComments c ON c.PullRequestId = p.Id
     LEFT JOIN Branches b ON b.Name = p.SourceBranchName`,
  );
  expect(asked).toEqual(all());
});

test.each([
  ['Branches', 'TargetCommitHash', 'CommitStatuses', 'CommitHash', '/statuses', '/commits'],
  ['Deployments', 'PipelineUUID', 'PipelineSteps', 'PipelineUUID', '/steps/', '/pipelines/'],
])('%s.%s names the parents that %s is read for', async (from, key, child, own, children, parents) => {
  const named = await select({ environment }, `SELECT DISTINCT ${key} FROM ${from}`);
  const keys = named.rows.map(([value = '']) => value);
  const pick = 'SELECT count(*), count(DISTINCT s.Name)';
  const list = keys.map((value) => `'${value}'`).join(', ');
  const expected = await select(
    { environment },
    `${pick} FROM ${from} b JOIN ${child} s ON s.${own} || '' = b.${key} WHERE s.${own} IN (${list})`,
  );
  scan.reset();
  const { rows } = await select(
    { environment },
    `${pick} FROM ${from} b JOIN ${child} s ON s.${own} = b.${key}`,
  );
  const asked = scan.sandbox.requests.filter(
    ({ path, query }) => path.endsWith(children) && !/\bpage=/.test(query),
  );
  expect(keys.length).toBeGreaterThan(0);
  expect(asked).toHaveLength(keys.length);
  expect(scan.sandbox.requests.filter(({ path }) => path.endsWith(parents))).toEqual([]);
  expect(rows).toEqual(expected.rows);
});

test('no parent, no call for children', async () => {
  const asked = await walks(
    "SELECT c.Id FROM PullRequests p JOIN PullRequestComments c ON c.PullRequestId = p.Id WHERE p.Title = 'no such title'",
  );
  expect(asked).toEqual([]);
});

test.each([
  [
    'OR across the tables',
    "SELECT c.Id FROM PullRequestComments c JOIN PullRequests p ON c.PullRequestId = p.Id OR p.State = 'OPEN'",
  ],
  [
    'a LEFT JOIN that keeps the comments',
    "SELECT c.Id, p.Id FROM PullRequestComments c LEFT JOIN PullRequests p ON c.PullRequestId = p.Id AND p.State = 'OPEN'",
  ],
  [
    'a FULL JOIN',
    "SELECT c.Id, p.Id FROM PullRequestComments c FULL JOIN (SELECT Id FROM PullRequests WHERE State = 'OPEN') p ON c.PullRequestId = p.Id",
  ],
  [
    'NOT IN',
    "SELECT Id FROM PullRequestComments WHERE PullRequestId NOT IN (SELECT Id FROM PullRequests WHERE State = 'OPEN')",
  ],
  [
    'NOT EXISTS',
    "SELECT Id FROM PullRequestComments c WHERE NOT EXISTS (SELECT 1 FROM PullRequests p WHERE p.Id = c.PullRequestId AND p.State = 'OPEN')",
  ],
  [
    'an IN that is only one arm of an OR',
    "SELECT Id FROM PullRequestComments WHERE Id = 3 OR PullRequestId IN (SELECT Id FROM PullRequests WHERE State = 'OPEN')",
  ],
  [
    'a second use without the join',
    "SELECT a.Id FROM PullRequests p JOIN PullRequestComments a ON a.PullRequestId = p.Id, (SELECT max(Id) AS m FROM PullRequestComments) b WHERE p.State = 'OPEN'",
  ],
  [
    'a LIMIT between the join and the comments',
    "SELECT c.Id FROM (SELECT * FROM PullRequestComments ORDER BY ContentRaw LIMIT 50) c JOIN PullRequests p ON c.PullRequestId = p.Id WHERE p.State = 'OPEN'",
  ],
])('%s is not driven', async (_name, sql) => {
  expect(await walks(sql)).toEqual(all());
});

test('a column that only looks like the key drives nothing', async () => {
  const asked = await walks(
    'SELECT c.Id FROM PullRequests p JOIN PullRequestComments c ON c.PullRequestId = p.CommentCount',
  );
  expect(asked).toEqual(all());
});

test('a list of comments counted through IN (SELECT …) is driven', async () => {
  const count =
    "SELECT count(*) FROM PullRequestComments WHERE PullRequestId IN (SELECT Id FROM PullRequests WHERE State = 'OPEN')";
  expect(await walks(count)).toEqual(inState('OPEN'));
});

test('EXPLAIN says what drives a scan', async () => {
  const prepared = await prepare(
    { environment },
    "SELECT * FROM PullRequests p JOIN PullRequestComments c ON c.PullRequestId = p.Id WHERE p.State = 'OPEN'",
  );
  const rows = await prepared.explain([], 0);
  expect(rows.find(({ table }) => table === 'PullRequestComments')).toMatchObject({
    estimatedCalls: null,
    callsDependOn: expect.stringContaining(
      'at least 1 for each row of PullRequests that the statement keeps',
    ),
    pushed: expect.arrayContaining(['driven by PullRequests (PullRequestId = PullRequests.Id)']),
  });
  expect(rows.find(({ table }) => table === 'PullRequests')?.sent.map(({ kind }) => kind)).not.toContain(
    'driver',
  );
  expect(scan.sandbox.requests).toEqual([]);
});

test('EXPLAIN says what a scan costs that a foreign key drives', async () => {
  const prepared = await prepare(
    { environment },
    'SELECT * FROM Branches b JOIN CommitStatuses s ON s.CommitHash = b.TargetCommitHash',
  );
  const rows = await prepared.explain([], 0);
  expect(rows.find(({ table }) => table === 'CommitStatuses')).toMatchObject({
    callsDependOn:
      '1 for each page of up to 100 rows, at least 1 for each row of Commits that those of Branches name',
    pushed: expect.arrayContaining(['driven by Branches (CommitHash = Branches.TargetCommitHash)']),
  });
});
