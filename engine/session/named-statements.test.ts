/** PREPARE, EXECUTE and DEALLOCATE in SQL. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Session } from './session.ts';
import { failure, run, writtenBench, type WrittenBench } from './test-support/written-bench.ts';

let bench: WrittenBench;
let session: Session;

beforeAll(async () => {
  bench = await writtenBench();
});
afterAll(() => bench.close());
beforeEach(async () => {
  session = await bench.open('Schema=harbor-app');
  bench.sandbox.clearRequests();
});

const rowsOf = async (sql: string, parameters: readonly (string | null)[] = []) =>
  (await run(session, sql, { parameters })).rows;

describe('a statement of PREPARE', () => {
  it('is run by EXECUTE with values, as often as it is asked', async () => {
    expect(await run(session, 'PREPARE one AS SELECT Id FROM PullRequests WHERE Id = $1')).toEqual({
      tag: 'PREPARE',
      names: [],
      rows: [],
      notices: [],
    });
    expect(bench.sandbox.requests).toEqual([]);
    expect(await run(session, 'EXECUTE one(3)')).toMatchObject({ tag: 'SELECT 1', rows: [[3n]] });
    expect(await rowsOf('execute ONE (2 + 2)')).toEqual([[4n]]);
    expect(await rowsOf('EXECUTE "one"(NULL)')).toEqual([]);
  });

  it('takes values of every type, and parameters as values', async () => {
    await run(session, 'PREPARE p (int, text, date, bool, timestamp) AS SELECT $1, $2, $3, $4, $5');
    const sql = `EXECUTE p(7, 'it''s', DATE '2026-03-04', true, TIMESTAMP '2026-03-04 05:06:07.5')`;
    const prepared = await session.prepare(sql, []);
    expect(prepared.columns?.map(({ typeOid }) => typeOid)).toEqual([23, 1043, 1082, 16, 1114]);
    const [[number, text, date, flag, time] = []] = await rowsOf(sql);
    expect([number, text, String(date), flag, String(time)]).toEqual([
      7,
      "it's",
      '2026-03-04',
      true,
      '2026-03-04 05:06:07.5',
    ]);
    expect((await session.prepare(`EXECUTE p($1, $2, NULL, NULL, NULL)`, [])).parameterTypes).toHaveLength(2);
    expect((await rowsOf(`EXECUTE p($1, $2, NULL, NULL, NULL)`, ['8', 'x']))[0]?.slice(0, 3)).toEqual([
      8,
      'x',
      null,
    ]);
  });

  it('is described without a call', async () => {
    await run(session, 'PREPARE q AS SELECT Id, Title FROM PullRequests');
    const prepared = await session.prepare('EXECUTE q', []);
    expect(prepared.columns?.map(({ name }) => name)).toEqual(['Id', 'Title']);
    expect(bench.sandbox.requests).toEqual([]);
  });

  it('may write, under the same rules', async () => {
    await run(
      session,
      'PREPARE w AS INSERT INTO PullRequestComments (PullRequestId, ContentRaw) VALUES ($1, $2)',
    );
    expect(bench.requests()).toEqual([]);
    expect((await run(session, `EXECUTE w(3, 'from a plan')`)).tag).toBe('INSERT 0 1');
    expect(bench.requests()).toEqual(['POST /repositories/lighthouse/harbor-app/pullrequests/3/comments']);
    const reader = await bench.open('Schema=harbor-app;ReadOnly=true');
    await run(reader, 'PREPARE d AS DELETE FROM PullRequestComments WHERE Id = $1');
    expect(await failure(reader, 'EXECUTE d(1)')).toMatchObject({ sqlState: '25006' });
    expect(bench.requests()).toEqual([]);
  });

  it('does not hide a procedure of another name', async () => {
    await run(session, 'PREPARE p AS SELECT 1');
    expect(await failure(session, 'EXECUTE MergePullRequest')).toMatchObject({ sqlState: '23502' });
  });

  it('belongs to its connection', async () => {
    await run(session, 'PREPARE p AS SELECT 1');
    expect(await failure(await bench.open(), 'EXECUTE p')).toMatchObject({ sqlState: '26000' });
  });

  it('shows no secret that its text or its values carry', async () => {
    const values = '(Key, Value, Secured) VALUES';
    await run(session, `PREPARE s AS INSERT INTO PipelineVariables ${values} ($1, $2, true)`);
    await run(session, `EXECUTE s('ANCHOR', 'octopus-ink')`);
    const errors = [
      await failure(session, `EXECUTE s('ANCHOR', 'octopus-ink')`),
      await failure(session, `EXECUTE s(CAST('octopus-ink' AS INTEGER), 'x')`),
      await failure(
        session,
        `PREPARE t AS INSERT INTO PipelineVariables ${values} ('A', "octopus-ink", true)`,
      ),
    ];
    for (const error of errors) expect((error as Error).message).not.toContain('octopus');
    const shown = await rowsOf('SELECT Statement FROM sys_queries');
    expect(JSON.stringify(shown)).toContain('PipelineVariables');
    expect(JSON.stringify(shown)).not.toContain('octopus');
  });
});

describe('what is forgotten', () => {
  it.each([
    ['DEALLOCATE p', 'DEALLOCATE'],
    ['DEALLOCATE PREPARE P', 'DEALLOCATE'],
    ['DEALLOCATE ALL', 'DEALLOCATE ALL'],
    ['DISCARD ALL', 'DISCARD ALL'],
  ])('%s', async (sql, tag) => {
    await run(session, 'PREPARE p AS SELECT 1');
    expect((await run(session, sql)).tag).toBe(tag);
    expect(await failure(session, 'EXECUTE p')).toMatchObject({ sqlState: '26000' });
    await run(session, 'PREPARE p AS SELECT 2');
    expect(await rowsOf('EXECUTE p')).toEqual([[2]]);
  });

  it('leaves names of the protocol to the connection', async () => {
    expect((await session.prepare('DEALLOCATE q', [])).deallocates).toEqual({ statement: 'q' });
    await run(session, 'PREPARE q AS SELECT 1');
    expect((await session.prepare('DEALLOCATE q', [])).deallocates).toBeUndefined();
  });
});

describe('what is refused', () => {
  beforeEach(() => run(session, 'PREPARE two (int, int) AS SELECT $1 + $2'));

  it.each([
    ['PREPARE two AS SELECT 1', '42P05', 'The prepared statement "two" exists already'],
    ['EXECUTE nothing(1)', '26000', 'There is neither a prepared statement nor a procedure nothing.'],
    ['EXECUTE two(1)', '42601', 'The prepared statement "two" takes 2 values, and 1 was given.'],
    ['EXECUTE two(a => 1, b => 2)', '42601', 'EXECUTE takes values without names.'],
    ['EXECUTE two(1, DEFAULT)', '42601', 'EXECUTE takes values without names.'],
    [`EXECUTE two(1, 'x')`, '22P02', expect.stringContaining('x')],
    ['PREPARE p AS SET MaxRows = 1', '0A000', expect.stringContaining('Only SELECT')],
    ['PREPARE p AS EXECUTE two(1, 2)', '0A000', expect.stringContaining('Only SELECT')],
    ['PREPARE p AS CREATE TABLE t (a int)', '0A000', expect.stringContaining('Only SELECT')],
    ['PREPARE p (moneys) AS SELECT $1', '42704', 'There is no type moneys.'],
    ['PREPARE p SELECT 1', '42601', 'AS is expected here.'],
  ])('%s', async (sql, sqlState, message) => {
    expect(await failure(session, sql)).toMatchObject({ sqlState, message });
  });

  it('with its place where there is one in the text that was sent', async () => {
    const sql = 'PREPARE p AS SELECT Nonsense FROM PullRequests';
    const place = sql.indexOf('Nonsense') + 1;
    expect(await failure(session, sql)).toMatchObject({ sqlState: '42703', position: place });
  });
});
