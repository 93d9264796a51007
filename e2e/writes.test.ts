/** Rows written by the clients that people have: node-postgres, the command line, pyodbc. */
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { procedures } from '../engine/catalog/procedures.ts';
import { Stage } from './support/stage.ts';
import { hasDriver, hasPythonModule, missingTool } from './support/tools.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.set({ values: ['ReadOnly=false'] });
  await stage.place.drawbridge(['driver', 'install']);
});
afterAll(() => stage.leave());
beforeEach(() => stage.calm());

const comments = '/2.0/repositories/lighthouse/harbor-app/pullrequests/1/comments';

const written = (): readonly string[] =>
  stage.sandbox.requests
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path: to }) => `${method} ${to}`);

describe('node-postgres', () => {
  it('inserts, updates and deletes with parameters, and learns the rows and their number', async () => {
    const client = await stage.connect();
    const made = await client.query<{ Id: string; ContentRaw: string }>(
      'INSERT INTO "harbor-app".PullRequestComments (PullRequestId, ContentRaw) VALUES ($1, $2), ($1, $3) RETURNING Id, ContentRaw',
      [1, "it's", '潮汐'],
    );
    expect(made.command).toBe('INSERT');
    expect(made.rowCount).toBe(2);
    expect(made.rows.map(({ ContentRaw }) => ContentRaw)).toEqual(["it's", '潮汐']);
    expect(written()).toEqual([`POST ${comments}`, `POST ${comments}`]);
    const [id = ''] = made.rows.map((row) => row.Id);
    const where = 'WHERE PullRequestId = 1 AND Id = $1';
    const changed = await client.query(
      `UPDATE PullRequestComments SET ContentRaw = ContentRaw || $2 ${where}`,
      [id, '!'],
    );
    expect(changed.rowCount).toBe(1);
    const read = await client.query<{ ContentRaw: string }>(
      `SELECT ContentRaw FROM PullRequestComments ${where}`,
      [id],
    );
    expect(read.rows).toEqual([{ ContentRaw: "it's!" }]);
    expect((await client.query(`DELETE FROM PullRequestComments ${where}`, [id])).rowCount).toBe(1);
    expect((await client.query(`SELECT Id FROM PullRequestComments ${where}`, [id])).rowCount).toBe(0);
  });

  it('is refused in a transaction, and told why', async () => {
    const client = await stage.connect();
    await client.query('BEGIN');
    await expect(
      client.query(`INSERT INTO PullRequestComments (PullRequestId, ContentRaw) VALUES (1, 'x')`),
    ).rejects.toMatchObject({ code: '0A000' });
    await client.query('ROLLBACK');
    expect(written()).toEqual([]);
  });
});

describe('the command line', () => {
  const insert = `INSERT INTO "harbor-app".PullRequestComments (PullRequestId, ContentRaw) VALUES (1,'x') RETURNING Id`;

  it('writes and prints what RETURNING asks for', async () => {
    const { status, stdout, stderr } = await stage.place.drawbridge([
      'query',
      '--dsn',
      'Harbor',
      '--format',
      'json',
      insert,
    ]);
    expect([status, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toEqual([{ Id: expect.any(Number) as unknown }]);
    expect(written()).toEqual([`POST ${comments}`]);
  });

  it('says in one line that a data source is read only', async () => {
    const args = ['query', '--dsn', 'DSN=Harbor;ReadOnly=true', insert];
    const { status, stderr } = await stage.place.drawbridge(args);
    expect(status).toBe(1);
    expect(stderr).toContain('read only');
    expect(written()).toEqual([]);
  });
});

const noPython = !hasDriver || !hasPythonModule('pyodbc');

interface Told {
  readonly count?: number;
  readonly rows?: readonly (readonly unknown[])[] | null;
  readonly state?: string;
  readonly message?: string;
  /** Schema, name, number of parameters, kind. */
  readonly procedures?: readonly (readonly unknown[])[];
  /** Name, direction, type. */
  readonly columns?: readonly (readonly unknown[])[];
}

describe.skipIf(missingTool(!noPython))('pyodbc, with autocommit off as it is by default', () => {
  async function run(steps: readonly object[], connect = 'DSN=Harbor'): Promise<readonly Told[]> {
    const program = path.join(import.meta.dirname, 'support', 'odbc-writes.py');
    const { stdout, stderr } = await stage.place.run('/usr/bin/python3', [program], {
      input: JSON.stringify({ connect, steps }),
    });
    if (stderr !== '') throw new Error(stderr);
    return JSON.parse(stdout) as readonly Told[];
  }

  it('counts rows, reads RETURNING and commits', async () => {
    const told = await run([
      {
        sql: 'INSERT INTO PullRequestComments (PullRequestId, ContentRaw) VALUES (?, ?) RETURNING PullRequestId, ContentRaw',
        parameters: [1, 'größe'],
      },
      {
        sql: "UPDATE PullRequestComments SET ContentRaw = ? WHERE PullRequestId = ? AND ContentRaw = 'größe'",
        parameters: ['größer', 1],
      },
      { end: 'commit' },
      { sql: "DELETE FROM PullRequestComments WHERE PullRequestId = 1 AND ContentRaw = 'größer'" },
      { end: 'rollback' },
      { sql: "SELECT count(*) FROM PullRequestComments WHERE PullRequestId = 1 AND ContentRaw = 'größer'" },
    ]);
    expect(told.slice(0, 3)).toEqual([
      { count: expect.any(Number) as unknown, rows: [[1, 'größe']] },
      { count: 1, rows: null },
      { end: 'commit' },
    ]);
    expect(told.slice(3)).toMatchObject([{ count: 1 }, { end: 'rollback' }, { rows: [[0]] }]);
  });

  it.each([false, true])('writes many rows by executemany, with fast_executemany = %s', async (fast) => {
    const sql = 'INSERT INTO PullRequestComments (PullRequestId, ContentRaw) VALUES (?, ?)';
    const texts = ['one', 'größe', "it's"].map((text) => `${text} ${fast}`);
    const [, , read, made] = await run([
      { sql, many: texts.map((text) => [1, text]), fast },
      { end: 'commit' },
      {
        sql: 'SELECT ContentRaw FROM PullRequestComments WHERE PullRequestId = 1 AND ContentRaw LIKE ? ORDER BY Id',
        parameters: [`% ${fast}`],
      },
      { sql: 'SELECT SCOPE_IDENTITY()' },
    ]);
    expect(read?.rows).toEqual(texts.map((text) => [text]));
    expect(written()).toEqual(texts.map(() => `POST ${comments}`));
    expect(made?.rows).toEqual([[expect.stringMatching(/^\d+$/)]]);
  });

  it('tells which rows were written before one failed', async () => {
    const sql = `INSERT INTO PullRequestComments (PullRequestId, ContentRaw) VALUES (1, 'a'), (99999, 'b')`;
    const [told] = await run([{ sql }]);
    expect(told).toMatchObject({
      state: 'HY000',
      message: expect.stringMatching(/Row 2 of 2 was not written.*1 row was written: Id \d+/s) as unknown,
    });
  });

  it('finds procedures by SQLProcedures and SQLProcedureColumns, and calls them', async () => {
    const [listed, called] = await run([
      { procedures: 'harbor-app' },
      { sql: '{call "harbor-app".ApprovePullRequest(?)}', parameters: [1999] },
    ]);
    const named = listed?.procedures ?? [];
    expect(named).toHaveLength(procedures.length);
    expect(named).toContainEqual(['harbor-app', 'ApprovePullRequest', 2, 1]);
    expect(listed?.columns?.slice(0, 3)).toEqual([
      ['PullRequestId', 1, 'BIGINT'],
      ['RepositorySlug', 1, 'VARCHAR'],
      ['UserUUID', 3, 'VARCHAR'],
    ]);
    expect(called?.rows?.[0]).toEqual(expect.arrayContaining([true, 'approved']));
  });

  it('is refused on a data source that is read only', async () => {
    const [told] = await run([{ sql: "DELETE FROM Tags WHERE Name = 'v1'" }], 'DSN=Harbor;ReadOnly=true');
    expect(told?.state).toBe('25006');
  });
});
