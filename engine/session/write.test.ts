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

const app = '/repositories/lighthouse/harbor-app';
const comments = (id: number): string => `${app}/pullrequests/${id}/comments`;

type Found = Record<string, unknown>;

async function commentsOf(id: number): Promise<readonly Found[]> {
  return (await bench.get(`${comments(id)}?pagelen=100`))['values'] as readonly Found[];
}

async function newComment(text: string, pullRequest = 3): Promise<bigint> {
  const { rows } = await run(
    session,
    `INSERT INTO PullRequestComments (PullRequestId, ContentRaw) VALUES (${pullRequest}, '${text}') RETURNING Id`,
  );
  bench.sandbox.clearRequests();
  return rows[0]?.[0] as bigint;
}

describe('INSERT', () => {
  it('makes one call and returns the row that was made', async () => {
    const { tag, rows } = await run(
      session,
      `INSERT INTO "harbor-app".PullRequestComments (PullRequestId, ContentRaw) VALUES (1, 'x') RETURNING Id, ContentRaw, PullRequestId`,
    );
    expect(tag).toBe('INSERT 0 1');
    expect(bench.requests()).toEqual([`POST ${comments(1)}`]);
    const last = (await commentsOf(1)).at(-1);
    expect(rows).toEqual([[BigInt(Number(last?.['id'])), 'x', 1n]]);
    expect(last).toMatchObject({ content: { raw: 'x' }, pullrequest: { id: 1 } });
  });

  it('writes several rows in their order, DEFAULT and NULL left to Bitbucket', async () => {
    const { tag, rows } = await run(
      session,
      `INSERT INTO PullRequestComments (ContentRaw, PullRequestId, InlinePath, InlineTo, Pending) VALUES
         ('one' || '!', 2, 'src/größe.ts', 1 + 4, true), ('two', 2, DEFAULT, NULL, DEFAULT)
       RETURNING ContentRaw AS "Text", InlinePath, InlineTo, Pending, Pending IS NULL AS nothing`,
    );
    expect(tag).toBe('INSERT 0 2');
    expect(rows).toEqual([
      ['one!', 'src/größe.ts', 5, true, false],
      ['two', null, null, false, false],
    ]);
    expect(bench.requests()).toEqual([`POST ${comments(2)}`, `POST ${comments(2)}`]);
  });

  it('takes its rows from a query, common table expressions included', async () => {
    const { tag } = await run(
      session,
      `WITH few AS (SELECT Id, Title FROM PullRequests WHERE Id IN (4, 5))
       INSERT INTO PullRequestComments (PullRequestId, ContentRaw) SELECT Id, 'About ' || Title FROM few ORDER BY Id`,
    );
    expect(tag).toBe('INSERT 0 2');
    expect(bench.requests()).toEqual([`POST ${comments(4)}`, `POST ${comments(5)}`]);
    const { title } = await bench.get(`${app}/pullrequests/4`);
    expect((await commentsOf(4)).at(-1)).toMatchObject({ content: { raw: `About ${String(title)}` } });
  });

  it('describes its parameters before it runs and takes their values', async () => {
    const prepared = await session.prepare(
      'INSERT INTO PullRequestComments (PullRequestId, ContentRaw, Pending) VALUES (?, ?, ?) RETURNING Id',
      [],
    );
    expect(prepared.parameterTypes).toEqual([20, 1043, 16]);
    expect(prepared.columns).toMatchObject([{ name: 'Id', typeOid: 20 }]);
    expect(bench.sandbox.requests).toEqual([]);
    await run(
      session,
      'INSERT INTO PullRequestComments (PullRequestId, ContentRaw, Pending) VALUES (?, ?, ?)',
      {
        parameters: ['6', 'it\'s \\ 潮汐 "q" $$ \n--', null],
      },
    );
    expect((await commentsOf(6)).at(-1)).toMatchObject({ content: { raw: 'it\'s \\ 潮汐 "q" $$ \n--' } });
  });

  it('makes branches, tags, projects, repositories and pull requests', async () => {
    const { rows: commits } = await run(session, 'SELECT Hash FROM Commits LIMIT 1');
    const hash = String(commits[0]?.[0]);
    const branch = await run(
      session,
      `INSERT INTO Branches (Name, TargetCommitHash) VALUES ('feature/größe#1', '${hash}') RETURNING Name, TargetCommitHash`,
    );
    expect(branch.rows).toEqual([['feature/größe#1', hash]]);
    const tag = await run(
      session,
      `INSERT INTO Tags (Name, TargetCommitHash, Message) VALUES ('v77', '${hash}', 'Seven') RETURNING Message, LEN(Message), Date IS NOT NULL`,
    );
    expect(tag).toMatchObject({ names: ['Message', 'len', '?column?'], rows: [['Seven', 5n, true]] });
    const opened = await run(
      session,
      `INSERT INTO PullRequests (Title, SummaryRaw, SourceBranchName, CloseSourceBranch, Reviewers)
       SELECT 'New', 'For' || chr(10) || 'all', 'feature/größe#1', true, json_array(json_object('uuid', UUID)) FROM Users LIMIT 1
       RETURNING Id, Title, Description, DestinationBranchName, CloseSourceBranch, json_array_length(Reviewers)`,
    );
    expect(opened.rows).toEqual([[2001n, 'New', 'For\nall', 'main', true, 1n]]);
    await run(session, `INSERT INTO Projects (Key, Name, IsPrivate) VALUES ('QUAY', 'Quay', false)`);
    await run(session, `INSERT INTO Repositories (Slug, Name, ProjectKey) VALUES ('pier', 'Pier', 'QUAY')`);
    expect(await bench.get('/repositories/lighthouse/pier')).toMatchObject({
      name: 'Pier',
      is_private: true,
      project: { key: 'QUAY' },
    });
    // The new schema is there at once, on this and on any other session.
    expect((await run(session, 'SELECT count(*) FROM pier.PullRequests')).rows).toEqual([[0n]]);
    const schemas = await (await bench.open('PageSize=50')).schemas(new AbortController().signal);
    expect(schemas.map(({ name }) => name)).toEqual(expect.arrayContaining(['pier', 'QUAY']));
  });
});

describe('UPDATE', () => {
  it('changes the rows that WHERE means and returns them as they are now', async () => {
    const [one, other] = [await newComment('first'), await newComment('second')];
    const { tag, rows } = await run(
      session,
      `UPDATE PullRequestComments AS c SET ContentRaw = upper(c.ContentRaw) || c.PullRequestId
       WHERE c.PullRequestId = 3 AND (c.Id = ${one} OR c.Id = $1) RETURNING c.Id, c.ContentRaw`,
      { parameters: [String(other)] },
    );
    expect(tag).toBe('UPDATE 2');
    expect(rows).toEqual([
      [one, 'FIRST3'],
      [other, 'SECOND3'],
    ]);
    expect(bench.requests()).toEqual([`PUT ${comments(3)}/${one}`, `PUT ${comments(3)}/${other}`]);
  });

  it('sends a pull request what it would lose otherwise', async () => {
    const id = 1998;
    const before = await bench.get(`${app}/pullrequests/${id}`);
    bench.sandbox.clearRequests();
    expect((await run(session, `UPDATE PullRequests SET IsDraft = NOT IsDraft WHERE Id = ${id}`)).tag).toBe(
      'UPDATE 1',
    );
    expect(bench.requests(['GET', 'PUT']).slice(-2)).toEqual([
      `GET ${app}/pullrequests/${id}`,
      `PUT ${app}/pullrequests/${id}`,
    ]);
    expect(await bench.get(`${app}/pullrequests/${id}`)).toEqual({
      ...before,
      draft: before['draft'] !== true,
      updated_on: expect.any(String) as unknown,
    });
  });

  it('sets NULL, and refuses it where the column must have a value', async () => {
    await run(session, `UPDATE PullRequests SET Description = NULL WHERE Id = 1997`);
    expect(await bench.get(`${app}/pullrequests/1997`)).toMatchObject({ description: null });
    bench.sandbox.clearRequests();
    expect(await failure(session, 'UPDATE PullRequests SET Title = NULL WHERE Id = 1997')).toMatchObject({
      sqlState: '23502',
    });
    expect(bench.requests()).toEqual([]);
  });

  it.each([
    [`UPDATE PullRequests SET IsDraft = 'maybe' WHERE Id = 1997`, 'IsDraft takes TRUE or FALSE.'],
    [
      `INSERT INTO Webhooks (URL, Events) VALUES ('https://hook.example', 'repo:push')`,
      `Events takes JSON in a text, such as '["a", "b"]'.`,
    ],
    [
      `INSERT INTO PullRequestComments (PullRequestId, ContentRaw) SELECT Title, 'x' FROM PullRequests WHERE Id = 1997`,
      'PullRequestId takes a whole number.',
    ],
  ])('says what a column takes whose value is of another type: %s', async (sql, hint) => {
    expect(await failure(session, sql)).toMatchObject({ sqlState: '22P02', hint });
    expect(bench.requests()).toEqual([]);
  });

  it('refuses closed pull requests before any call', async () => {
    const error = await failure(session, `UPDATE PullRequests SET Title = 'x' WHERE Id IN (2, 1997, 3)`);
    expect(error).toMatchObject({
      sqlState: '55000',
      message: expect.stringMatching(
        /^PullRequests with Id \d+ cannot be changed: its State is \w+\. No row was written\.$/,
      ) as unknown,
    });
    expect(bench.requests()).toEqual([]);
  });

  it('moves a repository with its name, and the new schema answers', async () => {
    await run(session, `INSERT INTO Repositories (Slug) VALUES ('jetty')`);
    const { rows } = await run(
      session,
      `UPDATE Repositories SET Name = 'New Jetty', Language = 'go' WHERE Slug = 'jetty' RETURNING Slug, Language`,
    );
    expect(rows).toEqual([['new-jetty', 'go']]);
    expect((await run(session, 'SELECT count(*) FROM "new-jetty".Branches')).rows).toEqual([[0n]]);
    expect(await failure(session, 'SELECT * FROM jetty.Branches')).toMatchObject({ sqlState: '3F000' });
  });

  it('counts no rows where none is meant, and makes no call', async () => {
    const sql = `UPDATE PullRequestComments SET ContentRaw = 'x' WHERE PullRequestId = 1 AND false`;
    expect((await run(session, sql)).tag).toBe('UPDATE 0');
    expect(bench.sandbox.requests).toEqual([]);
  });
});

describe('DELETE', () => {
  it('returns the rows as they were, and a comment stays without its text', async () => {
    const id = await newComment('gone soon');
    const { tag, rows } = await run(
      session,
      `DELETE FROM PullRequestComments WHERE PullRequestId = 3 AND Id = ${id} RETURNING Id, ContentRaw, *`,
    );
    expect(tag).toBe('DELETE 1');
    expect(rows[0]?.slice(0, 2)).toEqual([id, 'gone soon']);
    expect(bench.requests()).toEqual([`DELETE ${comments(3)}/${id}`]);
    expect((await commentsOf(3)).at(-1)).toMatchObject({ deleted: true, content: { raw: '' } });
    const left = `SELECT count(*) FROM PullRequestComments WHERE PullRequestId = 3 AND Id = ${id}`;
    expect((await run(session, left)).rows).toEqual([[0n]]);
  });

  it('finds names with slashes and other characters of addresses', async () => {
    const { rows } = await run(session, `SELECT Name FROM Branches WHERE Name LIKE '%/%#%' LIMIT 1`);
    const name = String(rows[0]?.[0]);
    bench.sandbox.clearRequests();
    expect((await run(session, `DELETE FROM Branches WHERE Name = '${name}'`)).tag).toBe('DELETE 1');
    expect(bench.requests()).toEqual([`DELETE ${app}/refs/branches/${encodeURIComponent(name)}`]);
  });

  it('needs AllowUnfilteredWrites to change more than one row without WHERE', async () => {
    expect(await failure(session, 'DELETE FROM temp_repo.Tags')).toMatchObject({ sqlState: '55000' });
    expect(bench.requests()).toEqual([]);
    const bold = await bench.open('AllowUnfilteredWrites=true');
    expect((await run(bold, 'DELETE FROM temp_repo.Tags')).tag).toBe('DELETE 4');
    expect((await bench.get('/repositories/lighthouse/temp/refs/tags'))['values']).toEqual([]);
  });
});

describe('a write that is refused', () => {
  it.each([
    [`INSERT INTO PullRequestComments (PullRequestId) VALUES (1)`, '23502', /needs ContentRaw/],
    [`INSERT INTO PullRequestComments (PullRequestId, ContentRaw) VALUES (1, NULL)`, '23502', /row 1/],
    [`INSERT INTO PullRequestComments (PullRequestId, ContentRaw) VALUES (1, DEFAULT)`, '23502', /row 1/],
    [`INSERT INTO PullRequestComments (PullRequestId, Contentraw, Id) VALUES (1, 'x', 2)`, '0A000', /Id of/],
    [
      `INSERT INTO PullRequestComments (PullRequestId, Content) VALUES (1, 'x')`,
      '42703',
      /no column Content/,
    ],
    [
      `INSERT INTO PullRequestComments (PullRequestId, ContentRaw, contentraw) VALUES (1, 'x', 'y')`,
      '42701',
      /two/,
    ],
    [
      `INSERT INTO PullRequests (Title, SourceBranchName, Description, SummaryRaw) VALUES ('', '', '', '')`,
      '42701',
      /same/,
    ],
    [`INSERT INTO PullRequestComments (PullRequestId, ContentRaw) SELECT 1`, '42601', /1 columns/],
    [`INSERT INTO PullRequestComments (PullRequestId, ContentRaw) VALUES ('one', 'x')`, '22P02', /one/],
    [`INSERT INTO PullRequestComments VALUES (1, 'x')`, '0A000', /^Id, the column 1/],
    [`INSERT INTO Nowhere (A) VALUES (1)`, '42P01', /Nowhere/],
    [`INSERT INTO nowhere.Tags (Name, TargetCommitHash) VALUES ('a', 'b')`, '3F000', /nowhere/],
    [`INSERT INTO Watchers (UserUUID) VALUES ('x')`, '0A000', /no call for it/],
    [`INSERT INTO Commits (Hash) VALUES ('x')`, '0A000', /commits are pushed/],
    [`INSERT INTO sys_queries (Id) VALUES (1)`, '0A000', /engine makes/],
    [`INSERT INTO Repositories (Slug) VALUES ('..')`, '22023', /address/],
    [
      `INSERT INTO Branches (Name, TargetCommitHash) VALUES ('a', repeat('f', 41))`,
      '22001',
      /longer than 40/,
    ],
    [`UPDATE Branches SET Name = 'x' WHERE Name = 'main'`, '0A000', /cannot be updated/],
    [`INSERT INTO Files (Path) VALUES ('x')`, '23502', /needs Content/],
    [`INSERT INTO Files (Path, Content) VALUES ('x', '') RETURNING Path`, '0A000', /has no RETURNING/],
    [`UPDATE Files SET Content = 'x' WHERE Path = 'README.md'`, '0A000', /commits the next version/],
    [`DELETE FROM Files WHERE Path = 'README.md'`, '0A000', /do not say which branch/],
    [`DELETE FROM Pipelines WHERE BuildNumber = 1`, '0A000', /the procedures RunPipeline and StopPipeline/],
    [`DELETE FROM Issues WHERE Id = 1`, '0A000', /Bitbucket has removed it/],
    [`UPDATE PullRequestComments SET Deleted = true WHERE Id = 1`, '0A000', /Deleted of/],
    [`UPDATE PullRequestComments SET ContentRaw = DEFAULT WHERE PullRequestId = 3`, '0A000', /default/],
    [`UPDATE PullRequestComments SET ContentRaw = 'x' WHERE Nothing = 1`, '42703', /Nothing/],
    [`DELETE FROM PullRequests WHERE Id = 1`, '0A000', /cannot be deleted/],
    [`DELETE FROM Tags WHERE Name = 'a' RETURNING count(*)`, '42803', /GROUP BY/],
    [`DELETE FROM Tags USING Branches b WHERE Name = b.Name`, '0A000', /USING/],
  ])('%s: %s', async (sql, sqlState, message) => {
    expect(await failure(session, sql)).toMatchObject({
      sqlState,
      message: expect.stringMatching(message) as unknown,
    });
    expect(bench.requests()).toEqual([]);
  });

  it('tells the place of what is wrong in the statement as it was written', async () => {
    const sql = `INSERT INTO [harbor-app].[Tags] ([Name], [Nome]) VALUES ('a', 'b')`;
    expect(await failure(session, sql)).toMatchObject({ position: sql.indexOf('[Nome]') + 1 });
    const condition = `UPDATE {fn PullRequestComments} SET`;
    expect(await failure(session, condition)).toMatchObject({ sqlState: '42601' });
    const where = `DELETE FROM [Tags] WHERE Nome = 'x'`;
    expect(await failure(session, where)).toMatchObject({ position: where.indexOf('Nome') + 1 });
  });

  it('is read only by default, and says so before any call', async () => {
    const reader = await bench.open('ReadOnly=true;Schema=harbor-app');
    const error = await failure(reader, `DELETE FROM Tags WHERE Name = 'v77'`);
    expect(error).toMatchObject({ sqlState: '25006', hint: expect.stringContaining('ReadOnly') as unknown });
    expect(bench.sandbox.requests).toEqual([]);
  });

  it('waits for the engine to go on', async () => {
    bench.pause.set(true);
    try {
      expect(await failure(session, `DELETE FROM Tags WHERE Name = 'v1'`)).toMatchObject({
        sqlState: '57P03',
      });
    } finally {
      bench.pause.set(false);
    }
    expect(bench.sandbox.requests).toEqual([]);
  });

  it('names the scope that the credential lacks', async () => {
    const token = bench.sandbox.issueAccessToken(['repository', 'pullrequest', 'project']);
    const guest = await bench.open(`AccessToken=${token};Schema=harbor-app`);
    const { rows } = await run(guest, 'SELECT TargetCommitHash FROM Branches LIMIT 1');
    const sql = `INSERT INTO Branches (Name, TargetCommitHash) VALUES ('b', '${String(rows[0]?.[0])}')`;
    expect(await failure(guest, sql)).toMatchObject({
      sqlState: '42501',
      message: expect.stringContaining('repository:write') as unknown,
    });
  });

  it('does not begin what the hourly budget cannot carry to its end', async () => {
    const poor = await bench.open('Schema=harbor-app;HourlyBudget=2');
    const values = `INSERT INTO "harbor-app".PullRequestComments (PullRequestId, ContentRaw) VALUES (1,'a'),(1,'b'),(1,'c')`;
    expect(await failure(poor, values)).toMatchObject({ sqlState: '53400' });
    expect(bench.requests()).toEqual([]);
  });
});
