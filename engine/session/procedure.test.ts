import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
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
const pullRequest = (id: number): Promise<Record<string, unknown>> => bench.get(`${app}/pullrequests/${id}`);

describe('a procedure', () => {
  it.each([
    [`CALL MergePullRequest(2000, 'In it goes', MergeStrategy => 'squash')`, 2000],
    [`EXEC MergePullRequest PullRequestId = 1999, @Message = 'In it goes'`, 1999],
    [`{call "harbor-app".MergePullRequest(1996)}`, 1996],
    [`EXECUTE Bitbucket."harbor-app".mergepullrequest @PULLREQUESTID=1995, @MergeStrategy=DEFAULT`, 1995],
    [`CALL "Information".MergePullRequest(PullRequestId := 1994, RepositorySlug := 'harbor-app')`, 1994],
  ])('is called by %s', async (sql, id) => {
    const { tag, rows } = await run(session, sql);
    expect(tag).toBe('CALL');
    expect(rows).toHaveLength(1);
    expect(rows[0]?.slice(0, 1)).toEqual([BigInt(id)]);
    expect(rows[0]).toContain('MERGED');
    expect(bench.requests()).toEqual([`POST ${app}/pullrequests/${id}/merge`]);
    expect(await pullRequest(id)).toMatchObject({ state: 'MERGED' });
  });

  it('wants to know the repository where the schema has many', async () => {
    expect(await failure(session, 'CALL AllRepositories.MergePullRequest(1)')).toMatchObject({
      sqlState: '22023',
      message: 'MergePullRequest needs a repository.',
      hint: expect.stringContaining('give RepositorySlug') as unknown,
    });
    expect(bench.requests()).toEqual([]);
    const sql = `CALL AllRepositories.ApprovePullRequest(1992, RepositorySlug => 'harbor-app')`;
    expect((await run(session, sql)).rows[0]).toContain('approved');
  });

  it('says what a parameter takes whose value is of another type', async () => {
    expect(await failure(session, `CALL MergePullRequest('first')`)).toMatchObject({
      sqlState: '22P02',
      hint: 'PullRequestId takes a whole number.',
    });
  });

  it('is described before it runs, parameters and result', async () => {
    const prepared = await session.prepare('{call MergePullRequest(?, ?)}', []);
    expect(prepared.parameterTypes).toEqual([20, 1043]);
    expect(prepared.columns?.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Id', 'State', 'MergeCommitHash']),
    );
    expect(bench.sandbox.requests).toEqual([]);
    await run(session, '{call MergePullRequest(?, ?)}', { parameters: ['1993', 'x'] });
    expect(await pullRequest(1993)).toMatchObject({ state: 'MERGED' });
  });

  it('approves, takes it back, asks for changes and declines', async () => {
    const { rows } = await run(session, 'CALL ApprovePullRequest(1990)');
    expect(rows[0]).toEqual(expect.arrayContaining([true, 'approved']));
    expect((await run(session, 'CALL UnapprovePullRequest(1990)')).rows[0]?.[0]).toBe(1990n);
    expect((await run(session, 'CALL RequestChanges(1990)')).rows[0]).toContain('changes_requested');
    expect((await run(session, 'CALL DeclinePullRequest(1990)')).rows[0]).toContain('DECLINED');
    expect(bench.requests()).toEqual([
      `POST ${app}/pullrequests/1990/approve`,
      `DELETE ${app}/pullrequests/1990/approve`,
      `POST ${app}/pullrequests/1990/request-changes`,
      `POST ${app}/pullrequests/1990/decline`,
    ]);
  });

  it('starts a pipeline and stops it', async () => {
    const sql = `EXEC RunPipeline RefName='main', CustomPipeline='nightly', Variables='[{"key":"A","value":"b"}]'`;
    const { rows } = await run(session, sql);
    expect(rows[0]).toEqual(expect.arrayContaining(['IN_PROGRESS', 'main', 'branch']));
    const stopped = await run(session, `CALL StopPipeline('${String(rows[0]?.[0])}')`);
    expect(stopped.rows[0]).toEqual(expect.arrayContaining(['COMPLETED', 'STOPPED']));
    const found = await run(
      session,
      `SELECT StateResultName FROM Pipelines WHERE UUID = '${String(rows[0]?.[0])}'`,
    );
    expect(found.rows).toEqual([['STOPPED']]);
  });

  it('forks a repository, whose schema is there at once', async () => {
    const { rows } = await run(session, `CALL "dock-tools".ForkRepository('Dock Fork')`);
    expect(rows[0]).toEqual(expect.arrayContaining(['dock-fork', 'Dock Fork', 'OPS']));
    expect((await run(session, 'SELECT count(*) FROM "dock-fork".Tags')).rows).toEqual([[0n]]);
  });

  it('reports the state of a build', async () => {
    const { rows: commits } = await run(session, 'SELECT Hash FROM Commits LIMIT 1');
    const hash = String(commits[0]?.[0]);
    const sql = `CALL CreateCommitStatus('${hash}', 'NIGHTLY', 'FAILED', 'https://ci.example/1', Description => 'red')`;
    expect((await run(session, sql)).rows[0]?.slice(0, 4)).toEqual(['NIGHTLY', 'FAILED', 'NIGHTLY', 'red']);
    expect(bench.requests()).toEqual([`POST ${app}/commit/${hash}/statuses/build`]);
  });

  it('approves a commit once for an account, takes it back, and knows of no other commit', async () => {
    const { rows: commits } = await run(session, 'SELECT Hash, Message FROM Commits LIMIT 1');
    const [hash, message] = commits[0] ?? [];
    const address = `${app}/commit/${String(hash)}`;
    const approvals = async (): Promise<unknown> => (await bench.get(address))['participants'];
    expect(await approvals()).toEqual([]);
    bench.sandbox.clearRequests();
    const approve = `CALL ApproveCommit('${String(hash)}')`;
    expect((await run(session, approve)).rows[0]).toEqual(expect.arrayContaining([true, 'approved']));
    await run(session, approve);
    expect(bench.requests()).toEqual([`POST ${address}/approve`, `POST ${address}/approve`]);
    expect(await approvals()).toEqual([expect.objectContaining({ type: 'participant', approved: true })]);
    bench.sandbox.clearRequests();
    const { rows } = await run(session, `CALL UnapproveCommit('${String(hash)}', 'harbor-app')`);
    expect(rows[0]).toEqual(expect.arrayContaining([hash, message]));
    expect(bench.requests(['DELETE', 'GET'])).toEqual([`DELETE ${address}/approve`, `GET ${address}`]);
    expect(await approvals()).toEqual([]);
    const unknown = `CALL ApproveCommit('${'0'.repeat(40)}')`;
    expect(await failure(session, unknown)).toMatchObject({
      message: expect.stringContaining('Commit not found') as unknown,
    });
  });
});

describe('a call that is refused before any request', () => {
  it.each([
    ['CALL MergePullRequests(1)', '42883', /no procedure MergePullRequests/],
    ['CALL MergePullRequest()', '23502', /needs PullRequestId/],
    ['CALL MergePullRequest(NULL)', '23502', /must have a value/],
    ['EXEC MergePullRequest @Id = 1', '42703', /no parameter Id/],
    ['CALL MergePullRequest(1, PullRequestId => 2)', '42701', /two values/],
    [`CALL MergePullRequest(1, MergeStrategy => 'magic')`, '22023', /cannot be magic/],
    [`CALL MergePullRequest('one')`, '22P02', /one/],
    ['CALL MergePullRequest(1, 2, 3, 4, 5, 6)', '42601', /5 values at most/],
    ['CALL MergePullRequest(1', '42601', /bracket/],
    ['CALL nowhere.MergePullRequest(1)', '3F000', /nowhere/],
    [`CALL StopPipeline('..')`, '22023', /cannot be/],
  ])('%s: %s', async (sql, sqlState, message) => {
    expect(await failure(session, sql)).toMatchObject({
      sqlState,
      message: expect.stringMatching(message) as unknown,
    });
    expect(bench.requests()).toEqual([]);
  });

  it('on a data source that is read only, in a transaction, and where no repository is meant', async () => {
    const reader = await bench.open('ReadOnly=true;Schema=harbor-app');
    expect(await failure(reader, 'CALL ApprovePullRequest(1989)')).toMatchObject({ sqlState: '25006' });
    await run(session, 'BEGIN');
    expect(await failure(session, 'CALL ApprovePullRequest(1989)')).toMatchObject({ sqlState: '0A000' });
    await run(session, 'ROLLBACK');
    const general = await bench.open();
    expect(await failure(general, 'CALL ApprovePullRequest(1989)')).toMatchObject({ sqlState: '22023' });
    expect(bench.requests()).toEqual([]);
  });

  it('says so when nobody knows whether it was carried out', async () => {
    bench.sandbox.faults.add({ match: { method: 'POST' }, fault: { kind: 'status', status: 503 } });
    expect(await failure(session, 'CALL ApprovePullRequest(1989)')).toMatchObject({
      sqlState: '58000',
      message: expect.stringMatching(
        /^It is not known whether ApprovePullRequest was carried out: /,
      ) as unknown,
    });
    expect(bench.requests()).toHaveLength(1);
  });
});

describe('a merge that takes long', () => {
  afterEach(() => bench.sandbox.resetModes());
  const merge = (id: number): string => `CALL MergePullRequest(${id})`;

  it('is waited for, and its result is the merged pull request', async () => {
    bench.sandbox.modes.merging = 'task';
    const { rows, notices } = await run(session, merge(1980));
    expect(rows[0]).toContain('MERGED');
    expect(notices).toEqual([]);
    expect(bench.requests(['POST', 'GET'])).toEqual([
      `POST ${app}/pullrequests/1980/merge`,
      expect.stringContaining('/1980/merge/task-status/'),
      expect.stringContaining('/1980/merge/task-status/'),
    ]);
  });

  it('that fails says that it was begun, and why it failed', async () => {
    bench.sandbox.modes.merging = 'failing-task';
    expect(await failure(session, merge(1979))).toMatchObject({
      sqlState: '58000',
      message: expect.stringMatching(
        /^MergePullRequest was begun and has failed: .*destination branch changed/,
      ) as unknown,
    });
    expect(await pullRequest(1979)).toMatchObject({ state: 'OPEN' });
  });

  it('is no longer waited for once the statement is cancelled, which says that it may go on', async () => {
    bench.sandbox.modes.merging = 'task';
    const abort = new AbortController();
    const stop = bench.sandbox.onRequest(({ path }) => {
      if (path.includes('task-status')) abort.abort();
    });
    const error = await failure(session, merge(1978), { signal: abort.signal });
    stop();
    expect(error).toMatchObject({
      sqlState: '57014',
      message: expect.stringMatching(/^MergePullRequest was begun and may go on at Bitbucket/) as unknown,
      hint: 'Look how things stand before you call it again.',
    });
    expect(bench.requests(['GET'])).toHaveLength(1);
  });
});
