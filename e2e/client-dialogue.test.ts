/** What clients of PostgreSQL say around their queries: transactions, cursors, settings, limits of time. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type pg from 'pg';
import { Stage } from './support/stage.ts';
import { hasProgram, missingTool } from './support/tools.ts';

let stage: Stage;
let client: pg.Client;

beforeAll(async () => {
  stage = await Stage.set();
  client = await stage.connect();
});

afterAll(() => stage.leave());

const codeOf = (text: string): Promise<unknown> =>
  client.query(text).then(
    () => 'done',
    (error: unknown) => (error as { code: string }).code,
  );

async function values(text: string): Promise<unknown[]> {
  const { rows } = await client.query<unknown[]>({ text, rowMode: 'array' });
  return rows.map(([value]) => value);
}

describe('a transaction', () => {
  it('that has failed takes nothing until it ends, and its COMMIT is a ROLLBACK', async () => {
    await client.query('BEGIN');
    expect(await codeOf('SELECT * FROM nothing_such')).toBe('42P01');
    expect(await codeOf('SELECT 1')).toBe('25P02');
    expect(await codeOf('SELECT * FROM nothing_such')).toBe('25P02');
    expect(await codeOf('SHOW search_path')).toBe('25P02');
    expect((await client.query('COMMIT')).command).toBe('ROLLBACK');
    expect(await values('SELECT 1')).toEqual([1]);
  });

  it('goes on behind a savepoint', async () => {
    await client.query('BEGIN; SAVEPOINT before');
    expect(await codeOf('SELECT * FROM nothing_such')).toBe('42P01');
    await client.query('ROLLBACK TO SAVEPOINT before');
    expect(await values('SELECT 1')).toEqual([1]);
    expect((await client.query('COMMIT')).command).toBe('COMMIT');
  });
});

describe('a cursor', () => {
  it('gives its rows in portions, and ends with its transaction', async () => {
    await client.query('BEGIN');
    await client.query('DECLARE few CURSOR FOR SELECT Id FROM PullRequests WHERE Id <= 5 ORDER BY Id');
    expect(await values('FETCH 2 FROM few')).toEqual(['1', '2']);
    expect((await client.query('MOVE 1 IN few')).command).toBe('MOVE');
    expect(await values('FETCH FORWARD ALL FROM few')).toEqual(['4', '5']);
    expect(await values('FETCH NEXT FROM few')).toEqual([]);
    await client.query('COMMIT');
    expect(await codeOf('FETCH 1 FROM few')).toBe('34000');
  });

  it('WITH HOLD lives until it is closed', async () => {
    await client.query('DECLARE "Held" CURSOR WITH HOLD FOR SELECT * FROM generate_series(1, 3)');
    expect(await values('FETCH 1 FROM "Held"')).toEqual(['1']);
    expect(await values('FETCH 5 FROM "Held"')).toEqual(['2', '3']);
    await client.query('CLOSE "Held"');
    expect(await codeOf('FETCH 1 FROM "Held"')).toBe('34000');
  });

  it('needs a transaction, goes one way, and has a query of its own', async () => {
    expect(await codeOf('DECLARE few CURSOR FOR SELECT 1')).toBe('25P01');
    expect(await codeOf('FETCH PRIOR FROM few')).toBe('0A000');
    expect(await codeOf('DECLARE few CURSOR WITH HOLD FOR SELECT nothing FROM Workspaces')).toBe('42703');
    expect(await codeOf('CLOSE few')).toBe('34000');
  });

  it.skipIf(missingTool(hasProgram('psql')))('is how psql reads with FETCH_COUNT', async () => {
    const { stdout, stderr } = await stage.psql('Harbor', [
      '-v',
      'FETCH_COUNT=100',
      '-c',
      'SELECT Id FROM PullRequests',
    ]);
    expect(stderr).toBe('');
    expect(stdout.trim().split('\n')).toHaveLength(2000);
  });
});

describe('settings', () => {
  it('of a pool that takes a connection back', async () => {
    await client.query(
      "SET search_path TO 'Information'; SET statement_timeout = '5s'; SET myapp.user = 'x'",
    );
    expect(await values('SHOW statement_timeout')).toEqual(['5s']);
    await client.query('SELECT pg_advisory_unlock_all(); CLOSE ALL; UNLISTEN *; RESET ALL');
    expect(await values('SHOW statement_timeout')).toEqual(['0']);
    expect(await values('SELECT current_schema()')).toEqual(['harbor-app']);
    expect((await client.query('DISCARD PLANS')).command).toBe('DISCARD');
    expect((await client.query('SHOW ALL')).rows.length).toBeGreaterThan(20);
  });

  it('for a transaction only go with it', async () => {
    await client.query('BEGIN; SET LOCAL statement_timeout = 1000');
    expect(await values('SHOW statement_timeout')).toEqual(['1s']);
    await client.query('ROLLBACK');
    expect(await values('SHOW statement_timeout')).toEqual(['0']);
  });

  it('set in a transaction go back with its rollback, or with the COMMIT of one that failed', async () => {
    const told: unknown[] = [];
    const hear = ({ parameterName: name, parameterValue: value }: Record<string, unknown>) =>
      told.push([name, value]);
    const { connection } = client as unknown as { connection: NodeJS.EventEmitter };
    connection.on('parameterStatus', hear);
    await client.query("BEGIN; SET application_name = 'report'; SET statement_timeout = 1000");
    await client.query('ROLLBACK');
    expect(await values('SHOW statement_timeout')).toEqual(['0']);
    await client.query('BEGIN; SET statement_timeout = 1000');
    expect(await codeOf('SELECT * FROM nothing_such')).toBe('42P01');
    await client.query('COMMIT');
    connection.off('parameterStatus', hear);
    expect(await values('SHOW statement_timeout')).toEqual(['0']);
    expect(told).toEqual([
      ['application_name', 'report'],
      ['application_name', expect.not.stringContaining('report')],
    ]);
  });

  it('choose how intervals are written, as Active Record does', async () => {
    const text = "SELECT interval '14 months -3 days 04:05:06.5', NULL::interval, interval '2 hours'";
    const shown = async (): Promise<unknown> =>
      (await client.query({ text, rowMode: 'array', types: { getTypeParser: () => String } })).rows[0];
    await client.query('SET intervalstyle = iso_8601');
    expect(await shown()).toEqual(['P1Y2M-3DT4H5M6.5S', null, 'PT2H']);
    await client.query('RESET intervalstyle');
    expect(await shown()).toEqual(['1 year 2 mons -3 days +04:05:06.5', null, '02:00:00']);
  });

  it('choose how bytes are written, as Tcl’s TDBC does', async () => {
    const text = String.raw`SELECT '\x41005cff'::bytea, NULL::bytea`;
    const shown = async (): Promise<unknown> =>
      (await client.query({ text, rowMode: 'array', types: { getTypeParser: () => String } })).rows[0];
    await client.query("SET bytea_output = 'escape'");
    expect(await shown()).toEqual([String.raw`A\000\\\377`, null]);
    await client.query('RESET bytea_output');
    expect(await shown()).toEqual([String.raw`\x41005cff`, null]);
  });

  it('say who and where the session is', async () => {
    const { rows } = await client.query({
      text: 'SELECT current_user, session_user, user, current_schema(), current_schema',
      rowMode: 'array',
    });
    expect(rows).toEqual([['erika', 'erika', 'erika', 'harbor-app', 'harbor-app']]);
  });
});

it('statement_timeout ends a statement that waits for Bitbucket', async () => {
  stage.sandbox.faults.setLatency(60_000);
  try {
    await client.query('SET statement_timeout = 50');
    await expect(client.query('SELECT Title FROM PullRequests')).rejects.toMatchObject({
      code: '57014',
      message: expect.stringContaining('50 ms'),
      hint: expect.stringContaining('statement_timeout'),
    });
  } finally {
    stage.calm();
    await client.query('RESET statement_timeout');
  }
  expect(await values('SELECT 1')).toEqual([1]);
});

it('bytes of a parameter come back as they went', async () => {
  const bytes = Buffer.from([0, 0x61, 0x5c, 0xff]);
  const { rows } = await client.query<{ b: Buffer }>('SELECT $1::bytea AS b', [bytes]);
  expect(rows[0]?.b).toEqual(bytes);
});
