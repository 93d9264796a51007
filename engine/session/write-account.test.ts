/** What a write says about itself when it does not come to its end, and what a transaction makes of it. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Session } from './session.ts';
import { failure, run, writtenBench, type WrittenBench } from './test-support/written-bench.ts';

let bench: WrittenBench;
let session: Session;

beforeAll(async () => {
  bench = await writtenBench();
  session = await bench.open('Schema=harbor-app');
  await run(session, 'SELECT count(*) FROM Tags');
});
afterAll(() => bench.close());
beforeEach(() => {
  bench.sandbox.faults.clear();
  bench.sandbox.clearRequests();
});

const comments = '/repositories/lighthouse/harbor-app/pullrequests/9/comments';
const insert = `INSERT INTO PullRequestComments (PullRequestId, ContentRaw) VALUES (9, 'a'), (9, 'b'), (9, 'c')`;

async function texts(): Promise<readonly string[]> {
  const { values } = (await bench.get(`${comments}?pagelen=100`)) as {
    values: readonly { content: { raw: string } }[];
  };
  return values.map(({ content }) => content.raw);
}

async function lastQuery(): Promise<readonly unknown[] | undefined> {
  const sql = `SELECT State, Rows, SqlState, Message FROM sys_queries WHERE Statement LIKE 'INSERT%' ORDER BY QueryId DESC LIMIT 1`;
  return (await run(session, sql)).rows[0];
}

it('an error of RETURNING says that the rows are written', async () => {
  const sql = `INSERT INTO PullRequestComments (PullRequestId, ContentRaw) VALUES (9, 'a'), (9, 'knot') RETURNING CAST(ContentRaw AS INTEGER)`;
  const error = await failure(session, sql);
  expect(error).toMatchObject({
    sqlState: '22P02',
    message: expect.stringMatching(
      /^RETURNING failed: .*'a'.*\. 2 rows were written: .*Id \d+; .*Id \d+\.$/,
    ) as unknown,
  });
  expect(await lastQuery()).toMatchObject(['failed', expect.anything(), '22P02', (error as Error).message]);
  expect((await texts()).slice(-2)).toEqual(['a', 'knot']);
});

describe('an error between rows', () => {
  it('names the rows that were written, here and in sys_queries, and begins no other', async () => {
    const before = (await texts()).length;
    const sql = `INSERT INTO PullRequestComments (PullRequestId, ContentRaw) VALUES (9, 'a'), (9, 'b'), (99999, 'c'), (9, 'd')`;
    const error = await failure(session, sql);
    expect(error).toMatchObject({
      sqlState: '58000',
      message: expect.stringMatching(
        /^Row 3 of 4 was not written: Bitbucket found nothing at .*\. 2 rows were written: Id \d+; Id \d+\.$/,
      ) as unknown,
    });
    expect((await texts()).slice(before)).toEqual(['a', 'b']);
    expect(await lastQuery()).toEqual(['failed', 2n, '58000', (error as Error).message]);
  });

  it('does not send a write again of which nobody knows whether it was carried out', async () => {
    bench.sandbox.faults.add({ match: { method: 'POST' }, fault: { kind: 'cut', when: 'before' } });
    const before = (await texts()).length;
    const error = await failure(session, insert);
    expect(error).toMatchObject({
      sqlState: '08006',
      message: expect.stringMatching(
        /^It is not known whether row 1 of 3 was written: .* No other row was written\.$/,
      ) as unknown,
      hint: expect.stringContaining('before you write it again') as unknown,
    });
    expect(bench.requests()).toEqual([`POST ${comments}`]);
    expect((await texts()).slice(before)).toEqual(['a']);
  });

  it('returns no row that Bitbucket did not tell of', async () => {
    bench.sandbox.faults.add({ match: { method: 'POST' }, fault: { kind: 'empty', status: 201 } });
    const error = await failure(
      session,
      `INSERT INTO PullRequestComments (PullRequestId, ContentRaw) VALUES (9, 'a') RETURNING Id, ContentRaw`,
    );
    expect(error).toMatchObject({
      sqlState: '58000',
      message:
        'What was written could not be read to be returned: Bitbucket answered without it. 1 row was written: Id unknown.',
    });
  });

  it('stops between rows when it is cancelled, and says how far it came', async () => {
    const before = (await texts()).length;
    const abort = new AbortController();
    const stop = bench.sandbox.onRequest(({ method }) => {
      if (method === 'POST') abort.abort();
    });
    const error = await failure(session, insert, { signal: abort.signal });
    stop();
    expect(error).toMatchObject({
      sqlState: '57014',
      message: expect.stringMatching(/stopped before row 2 of 3\. 1 row was written: Id \d+\.$/) as unknown,
    });
    expect((await texts()).slice(before)).toEqual(['a']);
    expect((await lastQuery())?.slice(0, 2)).toEqual(['cancelled', 1n]);
  });

  it('waits where Bitbucket asks for rest before row 3, and writes each row once', async () => {
    const before = (await texts()).length;
    bench.sandbox.faults.add({
      match: { method: 'POST' },
      from: 3,
      fault: { kind: 'status', status: 429, retryAfter: { form: 'seconds', seconds: 0 } },
    });
    expect((await run(session, insert)).tag).toBe('INSERT 0 3');
    expect((await texts()).slice(before)).toEqual(['a', 'b', 'c']);
    expect(bench.requests()).toHaveLength(4);
  });

  it.each([
    ['a failure of the server', { kind: 'status', status: 502 }, '58000'],
    ['a connection that is cut within the answer', { kind: 'cut', when: 'mid-body' }, '08006'],
    ['an answer that is no JSON', { kind: 'html' }, '58000'],
  ] as const)('does not know of row 2 after %s, and begins no other', async (_, fault, sqlState) => {
    const before = (await texts()).length;
    bench.sandbox.faults.add({ match: { method: 'POST' }, from: 2, fault });
    const error = await failure(session, insert);
    expect(error).toMatchObject({
      sqlState,
      message: expect.stringMatching(
        /^It is not known whether row 2 of 3 was written: .* 1 row was written: Id \d+\.$/,
      ) as unknown,
    });
    expect(bench.requests()).toHaveLength(2);
    expect((await texts()).slice(before)).toEqual(['a', 'b']);
    expect((await lastQuery())?.slice(0, 2)).toEqual(['failed', 1n]);
  });

  it('keeps what somebody else changed between the reading and the writing of a row', async () => {
    const one = '/repositories/lighthouse/harbor-app/pullrequests/1990';
    const { reviewers } = (await bench.get(one)) as { reviewers: readonly { uuid: string }[] };
    const headers = {
      authorization: `Bearer ${bench.sandbox.accessToken}`,
      'content-type': 'application/json',
    };
    const change = { title: 'Changed elsewhere', reviewers: reviewers.map(({ uuid }) => ({ uuid })) };
    const hold = bench.sandbox.faults.hold({ method: 'GET', path: one });
    const update = run(session, `UPDATE PullRequests SET IsDraft = true WHERE Id = 1990`);
    await hold.reached;
    await fetch(`${bench.sandbox.apiUrl}${one}`, { method: 'PUT', headers, body: JSON.stringify(change) });
    hold.release();
    expect((await update).tag).toBe('UPDATE 1');
    expect(await bench.get(one)).toMatchObject({ title: 'Changed elsewhere', draft: true });
  });

  it('is counted with its calls and rows when nothing goes wrong', async () => {
    await run(session, insert);
    const sql = `SELECT State, Rows, Calls FROM sys_queries WHERE Statement LIKE 'INSERT%' ORDER BY QueryId DESC LIMIT 1`;
    expect((await run(session, sql)).rows).toEqual([['done', 3n, 3n]]);
  });
});

describe('a transaction', () => {
  it('refuses writes and not reads, and lets them in once it has ended', async () => {
    await run(session, 'BEGIN');
    expect(await failure(session, insert)).toMatchObject({
      sqlState: '0A000',
      message: expect.stringContaining('Bitbucket has none') as unknown,
    });
    expect(bench.requests()).toEqual([]);
    await run(session, 'SELECT Id FROM PullRequests LIMIT 1');
    expect((await run(session, 'ROLLBACK')).notices).toEqual([]);
    expect((await run(session, insert)).tag).toBe('INSERT 0 3');
  });

  it.each(['ROLLBACK', 'ROLLBACK TO s'])(
    'that writes at once says at %s what was not undone',
    async (end) => {
      const bold = await bench.open('Schema=harbor-app;WritesInTransaction=immediate');
      await run(bold, 'BEGIN');
      await run(bold, 'SAVEPOINT s');
      await run(bold, insert);
      await run(bold, insert);
      const { notices } = await run(bold, end);
      expect(notices).toEqual([
        {
          sqlState: '01000',
          message:
            'Bitbucket has no transactions: what was written was not undone: 6 rows of harbor-app.PullRequestComments.',
        },
      ]);
      await run(bold, 'ROLLBACK');
      await run(bold, 'BEGIN');
      await run(bold, insert);
      expect((await run(bold, 'COMMIT')).notices).toEqual([]);
      expect((await run(bold, 'ROLLBACK')).notices).toEqual([]);
    },
  );

  it.each([
    ['BEGIN READ ONLY', 'ROLLBACK'],
    ['SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY', 'SET default_transaction_read_only = off'],
  ])('that is read only since %s keeps writes out until %s', async (begin, end) => {
    const bold = await bench.open('Schema=harbor-app;WritesInTransaction=immediate');
    await run(bold, begin);
    expect(await failure(bold, insert)).toMatchObject({ sqlState: '25006' });
    await run(bold, 'SELECT Id FROM PullRequests LIMIT 1');
    await run(bold, end);
    expect((await run(bold, insert)).tag).toBe('INSERT 0 3');
  });

  it('that has failed is rolled back by COMMIT, too', async () => {
    const bold = await bench.open('Schema=harbor-app;WritesInTransaction=immediate');
    await run(bold, 'BEGIN');
    await run(bold, insert);
    await failure(bold, 'SELECT 1 / Nothing');
    expect((await run(bold, 'COMMIT')).notices).toHaveLength(1);
  });
});
