/**
 * Max Rows, clause by clause: it cuts the rows of the outermost result, after filters, aggregation and ORDER BY; never
 * a scan that feeds a join or an aggregate, nor catalog functions; the smallest limit wins; a cut is announced.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetched, odbcCalls, states } from './support/odbc.ts';
import { Stage } from './support/stage.ts';
import { hasDriver, hasProgram, missingTool } from './support/tools.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.set();
  await stage.place.drawbridge(['driver', 'install']);
});

afterAll(() => stage.leave());

interface Answer {
  readonly rows: unknown[][];
  readonly notices: { readonly code: string; readonly message: string }[];
}

async function ask(
  sql: string,
  { maxRows, clientRows }: { maxRows?: number; clientRows?: number } = {},
): Promise<Answer> {
  const client = await stage.connect(maxRows === undefined ? 'Harbor' : `DSN=Harbor;MaxRows=${maxRows}`);
  const notices: Answer['notices'] = [];
  client.on('notice', ({ code, message }: { code?: string | undefined; message?: string | undefined }) =>
    notices.push({ code: code ?? '', message: message ?? '' }),
  );
  if (clientRows !== undefined) await client.query(`SET drawbridge.max_rows = ${clientRows}`);
  const { rows } = await client.query<unknown[]>({ text: sql, rowMode: 'array' });
  return { rows, notices };
}

describe('cuts the outermost result', () => {
  it('after the filter', async () => {
    const { rows, notices } = await ask("SELECT Id, State FROM PullRequests WHERE State = 'DECLINED'", {
      maxRows: 10,
    });
    expect(rows).toHaveLength(10);
    expect(rows.every(([, state]) => state === 'DECLINED')).toBe(true);
    expect(notices.map(({ code }) => code)).toEqual(['01000']);
    expect(notices[0]?.message).toContain('10 rows');
  });

  it('after a filter that only the engine can apply', async () => {
    const { rows } = await ask('SELECT Id FROM PullRequests WHERE length(Title) % 7 = 3', { maxRows: 10 });
    expect(rows).toHaveLength(10);
  });

  it('after ORDER BY', async () => {
    const all = await ask('SELECT Title, Id FROM PullRequests ORDER BY Title DESC, Id LIMIT 10');
    const cut = await ask('SELECT Title, Id FROM PullRequests ORDER BY Title DESC, Id', { maxRows: 10 });
    expect(cut.rows).toEqual(all.rows);
    expect(cut.notices).toHaveLength(1);
  });

  it('after ORDER BY of a column that the API sorts', async () => {
    const all = await ask('SELECT Id FROM PullRequests ORDER BY CreatedOn DESC, Id LIMIT 10');
    const cut = await ask('SELECT Id FROM PullRequests ORDER BY CreatedOn DESC, Id', { maxRows: 10 });
    expect(cut.rows).toEqual(all.rows);
  });

  it('after grouping, whose groups count all rows', async () => {
    const sql =
      'SELECT AuthorUUID, count(*) AS n FROM PullRequests GROUP BY AuthorUUID ORDER BY n DESC, AuthorUUID';
    const all = await ask(sql);
    const cut = await ask(sql, { maxRows: 3 });
    expect(all.rows.length).toBeGreaterThan(3);
    expect(all.rows.reduce((sum, [, n]) => sum + Number(n), 0)).toBe(2000);
    expect(cut.rows).toEqual(all.rows.slice(0, 3));
    expect(cut.notices).toHaveLength(1);
  });
});

describe('never limits a scan that feeds', () => {
  it('an aggregate', async () => {
    const { rows, notices } = await ask('SELECT count(*), max(Id), min(Id) FROM PullRequests', {
      maxRows: 10,
    });
    expect(rows).toEqual([['2000', '2000', '1']]);
    expect(notices).toEqual([]);
  });

  it('a count', async () => {
    const { rows } = await ask('SELECT count(*) FROM PullRequests', { maxRows: 10 });
    expect(rows).toEqual([['2000']]);
  });

  it('a join', async () => {
    const sql =
      'SELECT p.Id, u.DisplayName FROM PullRequests p JOIN Users u ON u.UUID = p.AuthorUUID ORDER BY p.Id DESC';
    const all = await ask(`${sql} LIMIT 5`);
    const cut = await ask(sql, { maxRows: 5 });
    expect(cut.rows).toEqual(all.rows);
  });

  it('a subquery or a CTE', async () => {
    const sub = await ask('SELECT n FROM (SELECT count(*) AS n FROM PullRequests) s', { maxRows: 1 });
    expect(sub.rows).toEqual([['2000']]);
    const cte = await ask(
      'WITH p AS (SELECT Id FROM PullRequests) SELECT (SELECT count(*) FROM p), (SELECT max(Id) FROM p)',
      { maxRows: 2 },
    );
    expect(cte.rows).toEqual([['2000', '2000']]);
  });

  it('DISTINCT or a window', async () => {
    const states = await ask('SELECT DISTINCT State FROM PullRequests', { maxRows: 100 });
    expect(states.rows.length).toBeGreaterThanOrEqual(3);
    const numbered = await ask('SELECT Id, count(*) OVER () FROM PullRequests', { maxRows: 2 });
    expect(numbered.rows.map(([, count]) => count)).toEqual(['2000', '2000']);
  });

  it('either side of a UNION', async () => {
    const { rows } = await ask(
      'SELECT count(*) FROM (SELECT Id FROM PullRequests UNION ALL SELECT Id FROM PullRequests) u',
      { maxRows: 1 },
    );
    expect(rows).toEqual([['4000']]);
  });
});

describe('never cuts catalog functions', () => {
  it('as the system tables that they read', async () => {
    const { rows, notices } = await ask('SELECT TableName FROM sys_tablecolumns', { maxRows: 3 });
    expect(rows.length).toBeGreaterThan(100);
    expect(notices).toEqual([]);
  });

  it.skipIf(missingTool(hasDriver && hasProgram('isql')))('through SQLTables and SQLColumns', async () => {
    for (const catalog of ['tables', 'columns'] as const) {
      const calls = await odbcCalls(stage.place, { connect: 'DSN=Harbor;MaxRows=3', maxRows: 2, catalog });
      expect(fetched(calls).length).toBeGreaterThan(20);
    }
  });
});

describe('of several limits the smallest wins', () => {
  const sql = 'SELECT Id FROM PullRequests';

  it.each([
    [{ maxRows: 7, clientRows: 4 }, 4],
    [{ maxRows: 4, clientRows: 7 }, 4],
    [{ maxRows: 0, clientRows: 6 }, 6],
    [{ maxRows: 6, clientRows: 0 }, 6],
  ])('%j gives %i rows', async (limits, count) => {
    const { rows, notices } = await ask(sql, limits);
    expect(rows).toHaveLength(count);
    expect(notices.map(({ code }) => code)).toEqual(['01000']);
  });

  it.each([
    ['5', 'DSN=Harbor;MaxRows=9', 5],
    ['9', 'DSN=Harbor;MaxRows=5', 5],
  ])("the command line's %s with %s", async (limit, dsn, count) => {
    const { stdout, stderr } = await stage.place.drawbridge([
      'query',
      '--dsn',
      dsn,
      '--format',
      'csv',
      '--max-rows',
      limit,
      sql,
    ]);
    expect(stdout.trim().split(/\r?\n/)).toHaveLength(count + 1);
    expect(stderr).toContain('cut after 5 rows');
  });

  it.skipIf(missingTool(hasDriver && hasProgram('isql')))('SQL_ATTR_MAX_ROWS with MaxRows', async () => {
    const narrow = await odbcCalls(stage.place, { connect: 'DSN=Harbor;MaxRows=50', maxRows: 3, sql });
    expect(fetched(narrow)).toHaveLength(3);
    const wide = await odbcCalls(stage.place, { connect: 'DSN=Harbor;MaxRows=3', maxRows: 50, sql });
    expect(fetched(wide)).toHaveLength(3);
  });
});

describe('says that it cut', () => {
  it.skipIf(missingTool(hasProgram('psql')))('to psql', async () => {
    const { stdout, stderr, status } = await stage.psql('DSN=Harbor;MaxRows=10', [
      '-c',
      'SELECT Id FROM PullRequests',
    ]);
    expect(status).toBe(0);
    expect(stdout.trim().split('\n')).toHaveLength(10);
    expect(stderr).toMatch(/WARNING: +01000: .*10 rows/);
  });

  it.skipIf(missingTool(hasDriver && hasProgram('isql')))('to ODBC, with the last fetch', async () => {
    const calls = await odbcCalls(stage.place, {
      connect: 'DSN=Harbor;MaxRows=10',
      sql: 'SELECT Id FROM PullRequests',
    });
    expect(fetched(calls)).toHaveLength(10);
    expect(states(calls)).toEqual(['01000']);
    const telling = calls.find(({ diagnostics }) => diagnostics.length > 0);
    expect(telling).toMatchObject({ call: 'SQLFetch', code: 1 });
    expect(calls.slice(calls.indexOf(telling!) + 1).every(({ row }) => !row)).toBe(true);
  });

  it('not when there are exactly so many rows', async () => {
    const sql = 'SELECT Id FROM PullRequests WHERE Id <= 10';
    expect(await ask(sql, { maxRows: 10 })).toMatchObject({ rows: { length: 10 }, notices: [] });
    const { notices } = await ask(sql, { maxRows: 9 });
    expect(notices).toHaveLength(1);
  });

  it('not when exactly so many rows were sorted or pruned by the engine', async () => {
    const sorted = await ask('SELECT Id FROM PullRequests WHERE Id <= 10 ORDER BY Title', { maxRows: 10 });
    expect(sorted).toMatchObject({ rows: { length: 10 }, notices: [] });
    const whole = await ask('SELECT Id FROM PullRequests', { maxRows: 2000 });
    expect(whole).toMatchObject({ rows: { length: 2000 }, notices: [] });
  });

  it.each([9, 10])('not when LIMIT %i asks for no more', async (limit) => {
    const { rows, notices } = await ask(`SELECT Id FROM PullRequests LIMIT ${limit}`, { maxRows: 10 });
    expect(rows).toHaveLength(limit);
    expect(notices).toEqual([]);
  });

  it('when LIMIT asks for one more', async () => {
    const { rows, notices } = await ask('SELECT Id FROM PullRequests LIMIT 11', { maxRows: 10 });
    expect(rows).toHaveLength(10);
    expect(notices).toHaveLength(1);
  });
});

it('a cut is flagged in sys_queries, and only a cut', async () => {
  const sql = (limit: number) => `SELECT Id, 'flagged' FROM PullRequests WHERE Id <= 10 LIMIT ${limit}`;
  await ask(sql(10), { maxRows: 4 });
  await ask(sql(4), { maxRows: 4 });
  const { rows } = await ask(
    "SELECT Cut, State, Rows FROM sys_queries WHERE Statement LIKE '%''flagged''%LIMIT%' ORDER BY QueryId LIMIT 2",
  );
  expect(rows).toEqual([
    [true, 'done', '4'],
    [false, 'done', '4'],
  ]);
});

it('a cut costs no more calls than its rows need', async () => {
  stage.calm();
  await ask('SELECT Id FROM PullRequests', { maxRows: 10 });
  const pages = stage.sandbox.requests.filter(({ path }) => path.endsWith('/pullrequests'));
  expect(pages.length).toBe(1);
});
