/** INSERT as it is written by people and drivers: without a list of columns, with parameters of all types, for all repositories. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Session } from './session.ts';
import { failure, run, writtenBench, type WrittenBench } from './test-support/written-bench.ts';

let bench: WrittenBench;
let session: Session;

beforeAll(async () => {
  bench = await writtenBench();
  session = await bench.open('Schema=harbor-app');
  await run(session, 'SELECT count(*) FROM AllRepositories.Tags');
});
afterAll(() => bench.close());
beforeEach(() => bench.sandbox.clearRequests());

const app = '/repositories/lighthouse/harbor-app';

describe('INSERT without a list of columns', () => {
  it('means the columns of the table in its order, as many as there are values', async () => {
    const { rows } = await run(
      session,
      `INSERT INTO DefaultReviewers VALUES ((SELECT max(UUID) FROM Users)), ((SELECT min(UUID) FROM Users)) RETURNING UserUUID`,
    );
    expect(rows).toHaveLength(2);
    expect(bench.requests()).toEqual(
      rows.map(([uuid]) => `PUT ${app}/default-reviewers/${encodeURIComponent(String(uuid))}`),
    );
  });

  it('passes over what DEFAULT stands for', async () => {
    const { rows } = await run(
      session,
      `INSERT INTO PullRequestComments VALUES (DEFAULT, 2, DEFAULT, $1) RETURNING PullRequestId, ContentRaw`,
      { parameters: ['by place'] },
    );
    expect(rows).toEqual([[2n, 'by place']]);
  });

  it('takes the rows of a query', async () => {
    const { tag } = await run(
      session,
      'INSERT INTO DefaultReviewers SELECT UUID FROM Users ORDER BY UUID LIMIT 2',
    );
    expect(tag).toBe('INSERT 0 2');
  });

  it.each([
    [`INSERT INTO PullRequestComments VALUES (1, 2, NULL, 'x')`, '0A000', /^Id, the column 1 of /],
    [`INSERT INTO PullRequestComments SELECT * FROM PullRequestComments`, '0A000', /^Id, the column 1 of /],
    [`INSERT INTO PullRequestComments VALUES (DEFAULT, 1)`, '23502', /needs ContentRaw/],
    [
      `INSERT INTO DefaultReviewers VALUES ('a', DEFAULT), ('c')`,
      '42601',
      /Row 2 has 1 values for 2 columns/,
    ],
    [
      `INSERT INTO DefaultReviewers SELECT 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20`,
      '42601',
      /20 values/,
    ],
    [`INSERT INTO Commits VALUES (1)`, '0A000', /commits are pushed/],
  ])('%s: %s, before any call', async (sql, sqlState, message) => {
    expect(await failure(session, sql)).toMatchObject({
      sqlState,
      message: expect.stringMatching(message) as unknown,
    });
    expect(bench.requests()).toEqual([]);
  });

  it('says what to write in place of a value that only Bitbucket sets', async () => {
    expect(await failure(session, `INSERT INTO PullRequestComments VALUES (1)`)).toMatchObject({
      hint: expect.stringMatching(
        /^Write DEFAULT for it, or name columns; INSERT takes PullRequestId, /,
      ) as unknown,
    });
  });
});

describe('a prepared INSERT', () => {
  it('is run again and again with other parameters, of each type', async () => {
    const prepared = await session.prepare(
      `INSERT INTO PullRequestComments (PullRequestId, ContentRaw, InlinePath, InlineTo, Pending) VALUES (?, ?, ?, ?, ?)`,
      [],
    );
    const values = [
      ['4', 'first', 'a.ts', '7', 't'],
      ['5', 'größe', null, null, null],
    ];
    for (const parameters of values) {
      const cursor = await prepared.execute(parameters, {
        signal: new AbortController().signal,
        onNotice: () => undefined,
      });
      expect(cursor.commandTag).toBe('INSERT 0 1');
      await cursor.close();
    }
    const last = async (id: number): Promise<unknown> =>
      ((await bench.get(`${app}/pullrequests/${id}/comments?pagelen=100`))['values'] as unknown[]).at(-1);
    expect(await last(4)).toMatchObject({
      content: { raw: 'first' },
      inline: { path: 'a.ts', to: 7 },
      pending: true,
    });
    expect(await last(5)).toMatchObject({ content: { raw: 'größe' }, pending: false });
    prepared.close();
  });
});

describe('over all repositories', () => {
  it('each row goes to the repository that it names', async () => {
    const { rows } = await run(
      session,
      `INSERT INTO AllRepositories.PullRequestComments (RepositorySlug, PullRequestId, ContentRaw)
       VALUES ('harbor-app', 1, 'here'), ('api', 1, 'there') RETURNING RepositorySlug, ProjectKey, ContentRaw`,
    );
    expect(rows).toEqual([
      ['harbor-app', expect.any(String), 'here'],
      ['api', expect.any(String), 'there'],
    ]);
    expect(bench.requests()).toEqual([
      `POST ${app}/pullrequests/1/comments`,
      'POST /repositories/lighthouse/api/pullrequests/1/comments',
    ]);
    const { tag } = await run(
      session,
      `DELETE FROM AllRepositories.PullRequestComments WHERE PullRequestId = 1 AND ContentRaw IN ('here', 'there') AND RepositorySlug IN ('harbor-app', 'api')`,
    );
    expect(tag).toBe('DELETE 2');
    expect(bench.requests()).toEqual([
      expect.stringMatching(/^DELETE .*\/api\//),
      expect.stringMatching(/^DELETE .*\/harbor-app\//),
    ]);
  });

  it('a repository that there is not is named before anything is written', async () => {
    const error = await failure(
      session,
      `INSERT INTO AllRepositories.PullRequestComments (RepositorySlug, PullRequestId, ContentRaw)
       VALUES ('harbor-app', 1, 'x'), ('harbour-app', 1, 'y')`,
    );
    expect(error).toMatchObject({
      sqlState: '3F000',
      hint: expect.stringContaining('harbor-app') as unknown,
    });
    expect(bench.requests()).toEqual([]);
  });

  it('a row without a repository is refused', async () => {
    const sql = `INSERT INTO AllRepositories.Tags (Name, TargetCommitHash) VALUES ('a', 'b')`;
    expect(await failure(session, sql)).toMatchObject({
      sqlState: '23502',
      message: expect.stringContaining('RepositorySlug') as unknown,
    });
  });
});

describe('a row that takes several calls', () => {
  async function newComment(): Promise<string> {
    const { rows } = await run(
      session,
      `INSERT INTO PullRequestComments (PullRequestId, ContentRaw) VALUES (8, 'open') RETURNING Id::VARCHAR`,
    );
    bench.sandbox.clearRequests();
    return String(rows[0]?.[0]);
  }
  const one = (id: string): string => `${app}/pullrequests/8/comments/${id}`;

  it('resolves and reopens a comment, and makes no call for what is so already', async () => {
    const id = await newComment();
    const where = `WHERE PullRequestId = 8 AND Id = ${id}`;
    const resolved = await run(
      session,
      `UPDATE PullRequestComments SET Resolved = true, ContentRaw = 'settled' ${where} RETURNING ContentRaw, Resolved, ResolvedOn IS NULL`,
    );
    expect(resolved.rows).toEqual([['settled', true, false]]);
    expect(bench.requests(['POST', 'PUT', 'DELETE'])).toEqual([`PUT ${one(id)}`, `POST ${one(id)}/resolve`]);
    expect((await run(session, `UPDATE PullRequestComments SET Resolved = true ${where}`)).tag).toBe(
      'UPDATE 1',
    );
    expect(bench.requests()).toEqual([]);
    await run(session, `UPDATE PullRequestComments SET Resolved = NOT Resolved ${where}`);
    expect(bench.requests()).toEqual([`DELETE ${one(id)}/resolve`]);
    expect(await failure(session, `UPDATE PullRequestComments SET Resolved = NULL ${where}`)).toMatchObject({
      sqlState: '23502',
    });
  });

  it('says what of it was written when a later call fails', async () => {
    const id = await newComment();
    bench.sandbox.faults.add({
      match: { path: `/2.0${one(id)}/resolve` },
      fault: { kind: 'status', status: 503 },
    });
    const error = await failure(
      session,
      `UPDATE PullRequestComments SET Resolved = true, ContentRaw = 'half' WHERE PullRequestId = 8 AND Id = ${id}`,
    );
    bench.sandbox.faults.clear();
    expect(error).toMatchObject({
      message: expect.stringMatching(
        /row 1 of 1 was written whole: .*, after its ContentRaw was written\. No other row/,
      ) as unknown,
    });
    expect(await bench.get(one(id))).toMatchObject({ content: { raw: 'half' } });
  });

  it('adds a reviewer beside those that the pull request has by then, and refuses one that it has', async () => {
    const id = 1998;
    const { rows } = await run(session, 'SELECT UUID FROM Users ORDER BY UUID');
    const before = (await bench.get(`${app}/pullrequests/${id}`)) as {
      reviewers: readonly { uuid: string }[];
    };
    const had = before.reviewers.map(({ uuid }) => uuid);
    const other = rows.map(([uuid]) => String(uuid)).find((uuid) => !had.includes(uuid)) ?? '';
    const insert = `INSERT INTO PullRequestReviewers (PullRequestId, UserUUID) VALUES (${id}, '${other}')`;
    await run(session, insert);
    const after = (await bench.get(`${app}/pullrequests/${id}`)) as typeof before;
    expect(after.reviewers.map(({ uuid }) => uuid).sort()).toEqual([...had, other].sort());
    expect(await failure(session, insert)).toMatchObject({ sqlState: '23505' });
    const remove = `DELETE FROM PullRequestReviewers WHERE PullRequestId = ${id} AND UserUUID = '${other}'`;
    expect((await run(session, remove)).tag).toBe('DELETE 1');
    expect(((await bench.get(`${app}/pullrequests/${id}`)) as typeof before).reviewers).toHaveLength(
      had.length,
    );
  });
});

describe('SCOPE_IDENTITY()', () => {
  const identity = async (one: Session): Promise<unknown> =>
    (await run(one, 'SELECT SCOPE_IDENTITY()')).rows[0]?.[0];

  it('is the key of the row that this connection inserted last, without a call', async () => {
    const own = await bench.open('Schema=harbor-app');
    const other = await bench.open('Schema=harbor-app');
    expect(await identity(own)).toBeNull();
    const prepared = await own.prepare('SELECT SCOPE_IDENTITY()', []);
    const { rows } = await run(
      own,
      `INSERT INTO PullRequestComments (PullRequestId, ContentRaw) VALUES (3, 'a'), (3, 'b') RETURNING Id::VARCHAR`,
    );
    await run(
      own,
      `UPDATE PullRequestComments SET ContentRaw = 'c' WHERE PullRequestId = 3 AND Id = ${String(rows[0]?.[0])}`,
    );
    bench.sandbox.clearRequests();
    expect(await identity(own)).toBe(rows[1]?.[0]);
    const cursor = await prepared.execute([], {
      signal: new AbortController().signal,
      onNotice: () => undefined,
    });
    expect((await cursor.next())?.getRows()).toEqual([[rows[1]?.[0]]]);
    await cursor.close();
    expect(await identity(other)).toBeNull();
    expect(bench.sandbox.requests).toEqual([]);
  });

  it('is shared by the channels of one connection', async () => {
    const own = await bench.open('Schema=harbor-app');
    await run(own, `INSERT INTO PullRequestComments (PullRequestId, ContentRaw) VALUES (3, 'a')`);
    const channel = await bench.beside(own);
    expect(await identity(channel)).toBe(await identity(own));
  });
});
