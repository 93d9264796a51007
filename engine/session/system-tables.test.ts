/** The system tables of a connection over the sandbox: what they cost, and that they tell what has happened. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Session } from './session.ts';
import { failure, run, writtenBench, type WrittenBench } from './test-support/written-bench.ts';

let bench: WrittenBench;
let session: Session;

beforeAll(async () => {
  bench = await writtenBench();
  session = await bench.open('Schema=harbor-app');
});
afterAll(() => bench.close());
beforeEach(() => bench.sandbox.clearRequests());

const asked = (): readonly string[] => bench.sandbox.requests.map(({ path }) => path.slice('/2.0'.length));

async function firstColumn(of: Session, sql: string): Promise<readonly unknown[]> {
  return (await run(of, sql)).rows.map(([value]) => value);
}

describe('metadata', () => {
  const tables = ['sys_tables', 'sys_tablecolumns', 'sys_primarykeys', 'sys_foreignkeys', 'sys_keycolumns'];
  const all = [...tables, 'sys_indexes', 'sys_procedures', 'sys_procedureparameters'];

  it('of all schemas costs one walk over projects and repositories, which is kept', async () => {
    const fresh = await bench.open('CacheTTL=77');
    await run(fresh, 'SELECT * FROM sys_schemas');
    const walk = asked();
    // Each page once, of two lists.
    expect(new Set(walk)).toEqual(new Set(['/workspaces/lighthouse/projects', '/repositories/lighthouse']));
    const pages = bench.sandbox.requests.map(({ path, query }) => `${path}?${query}`);
    expect(new Set(pages).size).toBe(pages.length);
    bench.sandbox.clearRequests();
    for (const table of all) await run(fresh, `SELECT count(*) FROM ${table}`);
    expect(asked()).toEqual([]);
  });

  it.each(all.filter((name) => !name.startsWith('sys_procedure')))(
    'of one schema costs no call: %s',
    async (table) => {
      const fresh = await bench.open(`CacheTTL=78;Schema=harbor-app`);
      for (const schema of ['Information', 'AllRepositories']) {
        const [count] = await firstColumn(
          fresh,
          `SELECT count(*) FROM ${table} WHERE SchemaName = '${schema}'`,
        );
        expect(Number(count)).toBeGreaterThan(10);
      }
      expect(asked()).toEqual([]);
    },
  );

  it('of a repository that is known costs no call', async () => {
    await run(session, 'SELECT * FROM sys_schemas');
    bench.sandbox.clearRequests();
    const keys = await firstColumn(
      session,
      `SELECT ForeignKeyName FROM sys_foreignkeys
       WHERE SchemaName = 'harbor-app' AND ReferencedTableName = 'PullRequests'`,
    );
    expect(keys).toContain('PullRequestComments_PullRequestId_fkey');
    expect(asked()).toEqual([]);
  });

  it('joins what its foreign keys say', async () => {
    const { rows } = await run(
      session,
      `SELECT TableName, ColumnName, ReferencedTableName, ReferencedColumnName FROM sys_foreignkeys
       WHERE SchemaName = 'Information' AND TableName = 'Repositories' AND ColumnName = 'ProjectKey'`,
    );
    expect(rows).toEqual([['Repositories', 'ProjectKey', 'Projects', 'Key']]);
    const [[count] = []] = (
      await run(session, 'SELECT count(*) FROM Repositories r JOIN Projects p ON r.ProjectKey = p.Key')
    ).rows;
    expect(Number(count)).toBeGreaterThan(0);
  });
});

describe('sys_requests', () => {
  it('has the calls that the sandbox has answered, each with its statement', async () => {
    const [before = 0n] = await firstColumn(session, 'SELECT max(RequestId) FROM sys_requests');
    const statement = "SELECT Id FROM PullRequests WHERE State = 'OPEN' ORDER BY Id LIMIT 1";
    await run(session, statement);
    const { rows } = await run(
      session,
      `SELECT Method, Address, Status, Statement, Purpose, Bytes > 0, StartedAt > TIMESTAMP '2020-01-01'
       FROM sys_requests WHERE RequestId > ${String(before)} ORDER BY RequestId`,
    );
    expect(rows.length).toBe(bench.sandbox.requests.length);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      expect(row).toEqual([
        'GET',
        expect.stringContaining('/repositories/lighthouse/harbor-app/pullrequests'),
        200,
        statement,
        'statement',
        true,
        true,
      ]);
    }
  });

  it('tells of failures', async () => {
    const other = await bench.open('AccessToken=refused-here');
    await failure(other, 'SELECT count(*) FROM Projects');
    const { rows } = await run(other, 'SELECT Status, Problem, QueryId IS NULL FROM sys_requests');
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row).toEqual([401, expect.stringMatching(/./), false]);
  });

  it('shows nobody the calls of another credential, and no credential at all', async () => {
    await run(session, 'SELECT count(*) FROM Projects');
    const other = await bench.open('AccessToken=not-one');
    await failure(other, 'SELECT count(*) FROM Projects');
    expect(await firstColumn(other, 'SELECT DISTINCT Status FROM sys_requests')).toEqual([401]);
    const mine = await run(session, 'SELECT * FROM sys_requests');
    expect(mine.rows.flat()).not.toContain(401);
    const text = JSON.stringify(mine.rows, (_key, value: unknown) =>
      typeof value === 'bigint' ? Number(value) : value,
    );
    expect(text).not.toContain(bench.sandbox.accessToken);
  });
});

describe('sys_quota', () => {
  it('counts the calls of the credential, whatever the connection', async () => {
    const one = await bench.open('HourlyBudget=5000');
    const quota = 'SELECT CallsMade, CallsLeft, CallsLimit, ResetAt IS NULL FROM sys_quota';
    const { rows: before } = await run(one, quota);
    await run(session, 'SELECT * FROM Projects');
    const calls = BigInt(bench.sandbox.requests.length);
    expect(calls).toBeGreaterThan(0n);
    const { rows } = await run(one, quota);
    const made = (before[0]?.[0] as bigint) + calls;
    expect(rows).toEqual([[made, 5000n - made, 5000n, false]]);
  });

  it('has a row for a credential that has made no call', async () => {
    const fresh = await bench.open('AccessToken=quite-new;HourlyBudget=800');
    const { rows } = await run(fresh, 'SELECT CallsMade, CallsLeft, ResetAt FROM sys_quota');
    expect(rows).toEqual([[0n, 800n, null]]);
  });
});

describe('sys_identity', () => {
  const identity =
    'SELECT Ordinal, Id, SchemaName, TableName, Operation, Batch FROM sys_identity ORDER BY Ordinal';

  it('has the keys of the rows that the latest write has made, on each channel of the connection', async () => {
    const writer = await bench.open('Schema=harbor-app');
    expect((await run(writer, identity)).rows).toEqual([]);
    const { rows: made } = await run(
      writer,
      `INSERT INTO PullRequestComments (PullRequestId, ContentRaw) VALUES (3, 'a'), (3, 'b') RETURNING Id`,
    );
    const keys = made.map(([id]) => String(id));
    const { rows } = await run(await bench.beside(writer), identity);
    expect(rows).toEqual(
      keys.map((key, index) => [BigInt(index + 1), key, 'harbor-app', 'PullRequestComments', 'INSERT', 1n]),
    );
    await run(writer, `DELETE FROM PullRequestComments WHERE PullRequestId = 3 AND Id = ${keys[1] ?? ''}`);
    expect((await run(writer, identity)).rows).toEqual([
      [1n, keys[1], 'harbor-app', 'PullRequestComments', 'DELETE', 2n],
    ]);
    expect((await run(session, identity)).rows).toEqual([]);
  });
});

it('sys_information says what answers, and where the calls go', async () => {
  const { rows } = await run(session, 'SELECT Product, Workspace, ApiURL, AuthScheme FROM sys_information');
  expect(rows).toEqual([['Drawbridge', 'lighthouse', bench.sandbox.apiUrl, 'AccessToken']]);
});

it('sys_sqlinfo is there for tools that ask what they may send', async () => {
  const { rows } = await run(session, "SELECT Value FROM sys_sqlinfo WHERE Name = 'STRING_FUNCTIONS'");
  expect(String(rows[0]?.[0]).split(', ')).toEqual(expect.arrayContaining(['lower', 'substring']));
});

describe('the catalog CData', () => {
  it.each([
    'SELECT count(*) FROM CData.Information.Projects',
    'SELECT count(*) FROM "CData"."Information"."Projects"',
    'SELECT count(*) FROM [cdata].[Information].[Projects]',
    'SELECT count(CData.Information.Projects.Key) FROM CData.Information.Projects',
    'SELECT count(p."Key") FROM "CData"."Information"."Projects" p WHERE p.Name IS NOT NULL',
    'SELECT count(*) FROM CData.Information.Projects WHERE CData.Information.Projects.Key IS NOT NULL',
    'SELECT count("CData"."Information"."Projects"."Key") FROM "CData"."Information"."Projects"',
    'SELECT count(*) FROM (SELECT CData.Information.Projects.* FROM CData.Information.Projects) x',
    'SELECT count(*) FROM (SELECT Information.Projects.*, 1 * 2 FROM Bitbucket.Information.Projects) x',
    'SELECT count(Information.Projects.Key) FROM CData.Information.Projects',
    'SELECT count(CData.Information.Projects.Key) FROM Projects',
  ])('means Bitbucket: %s', async (sql) => {
    const { rows } = await run(session, sql);
    expect(rows).toEqual((await run(session, 'SELECT count(*) FROM Bitbucket.Information.Projects')).rows);
  });

  it('names what is written and called as well', async () => {
    const [open] = await firstColumn(session, "SELECT max(Id) FROM PullRequests WHERE State = 'OPEN'");
    bench.sandbox.clearRequests();
    const id = String(open);
    const { tag } = await run(
      session,
      `INSERT INTO [CData].[harbor-app].[PullRequestComments] (PullRequestId, ContentRaw) VALUES (${id}, 'c')`,
    );
    expect(tag).toBe('INSERT 0 1');
    const table = '"CData"."harbor-app"."PullRequestComments"';
    const updated = await run(
      session,
      `UPDATE ${table} SET ContentRaw = 'd' WHERE ${table}.PullRequestId = ${id} AND ${table}.ContentRaw = 'c' RETURNING ${table}.*`,
    );
    expect(updated.rows).toHaveLength(1);
    expect((await run(session, `CALL CData."harbor-app".ApprovePullRequest(${id})`)).rows).toHaveLength(1);
    expect(bench.requests()).toEqual([
      `POST /repositories/lighthouse/harbor-app/pullrequests/${id}/comments`,
      expect.stringMatching(/^PUT .*\/comments\/\d+$/),
      `POST /repositories/lighthouse/harbor-app/pullrequests/${id}/approve`,
    ]);
  });

  it.each([
    ['the filter of a system table', "SELECT TableName FROM sys_tables WHERE CatalogName = 'CData'"],
    ['a LIKE', "SELECT TableName FROM sys_tables t WHERE t.[CatalogName] LIKE 'cdata'"],
    ['an IN', "SELECT TableName FROM CData.Information.sys_tables WHERE CatalogName IN ('CData')"],
  ])('in %s finds what is in Bitbucket', async (_what, sql) => {
    expect(await firstColumn(session, sql)).toContain('Projects');
  });

  it.each(['= ?', 'LIKE ?', 'IN (?)', '= $1'])(
    'as the value of a parameter means Bitbucket: %s',
    async (compared) => {
      const sql = `SELECT TableName FROM sys_tables WHERE CatalogName ${compared} AND SchemaName = 'Information'`;
      const named = async (catalog: string): Promise<number> =>
        (await run(session, sql, { parameters: [catalog] })).rows.length;
      const all = await named('Bitbucket');
      expect(all).toBeGreaterThan(20);
      expect([
        await named('CData'),
        await named('cdata'),
        await named('CData2'),
        await named('other'),
      ]).toEqual([all, all, 0, 0]);
      const { parameterTypes } = await session.prepare(sql, []);
      expect(parameterTypes).toEqual([1043]);
    },
  );
});
