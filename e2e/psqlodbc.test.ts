/** PostgreSQL's own ODBC driver on the engine's socket, through pyodbc and isql. */
import { existsSync, readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Stage } from './support/stage.ts';
import { hasProgram, hasPythonModule, missingTool } from './support/tools.ts';

/** Debian's folder for it is named for the machine's kind. */
const driver = readdirSync('/usr/lib')
  .map((folder) => path.join('/usr/lib', folder, 'odbc', 'psqlodbcw.so'))
  .find((file) => existsSync(file));

const missing = (tool: boolean): boolean => missingTool(driver !== undefined && tool);

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.set();
});

afterAll(() => stage.leave());

describe.skipIf(missing(hasPythonModule('pyodbc')))('psqlODBC with pyodbc (skipped without them)', () => {
  type Rows = readonly (readonly (string | null)[])[];
  let calls: Readonly<Record<string, Rows>>;

  beforeAll(async () => {
    const script = path.join(import.meta.dirname, 'support', 'psqlodbc-calls.py');
    const connection = `Driver=${driver};Servername=${stage.runDir};Port=54330;Database=Harbor;UID=erika`;
    const { stdout, stderr } = await stage.place.run('/usr/bin/python3', [script, connection]);
    expect(stderr).toBe('');
    calls = JSON.parse(stdout) as typeof calls;
  }, 120_000);

  it('SQLTables and SQLColumns', () => {
    expect(calls['tables']).toContainEqual(['beacon', 'PullRequests', 'TABLE']);
    expect(calls['columns']?.slice(0, 2)).toEqual([
      ['Id', '-5', '19', '0'],
      ['Title', '-9', '255', '0'],
    ]);
  });

  it('SQLPrimaryKeys, SQLForeignKeys and SQLStatistics', () => {
    expect(calls['primaryKeys']).toEqual([
      ['RepositorySlug', '1'],
      ['Id', '2'],
    ]);
    expect(calls['foreignKeys']?.toSorted()).toEqual([
      ['Information', 'Users', 'UUID', 'ResolvedByUUID', 'PullRequestComments_ResolvedByUUID_fkey'],
      ['Information', 'Users', 'UUID', 'UserUUID', 'PullRequestComments_UserUUID_fkey'],
      ['beacon', 'PullRequestComments', 'Id', 'ParentId', 'PullRequestComments_ParentId_fkey'],
      ['beacon', 'PullRequests', 'Id', 'PullRequestId', 'PullRequestComments_PullRequestId_fkey'],
    ]);
    expect(calls['statistics']).toEqual([
      ['0', 'PullRequests_pkey', '1', 'RepositorySlug'],
      ['0', 'PullRequests_pkey', '2', 'Id'],
    ]);
  });

  it('SQLProcedures and SQLGetTypeInfo', () => {
    expect(calls['procedures']).toContainEqual(['StopPipeline']);
    expect(calls['typeInfo']).toEqual([['varchar']]);
  });

  it('parameters, NULL among them', () => {
    expect(calls['parameters']?.length).toBeGreaterThan(3);
    expect(calls['parameters']?.[0]).toEqual([
      expect.stringMatching(/^\d+$/),
      expect.any(String),
      expect.stringMatching(/^20/),
    ]);
    expect(calls['null']).toEqual([[null]]);
  });

  it('errors and cancels have their SQLSTATE, and the connection goes on', () => {
    expect(calls['error']?.[0]?.slice(0, 2)).toEqual(['error', '42703']);
    expect(calls['cancel']?.[0]?.[2]).toContain('cancel');
    expect(calls['after']).toEqual([['1']]);
  });
});

it.skipIf(missing(hasProgram('isql')))('psqlODBC with isql lists tables and columns, and reads', async () => {
  const ini = path.join(stage.place.folder, 'postgres.ini');
  const values = [
    `Driver=${driver}`,
    `Servername=${stage.runDir}`,
    'Port=54330',
    'Database=Harbor',
    'Username=erika',
  ];
  await writeFile(ini, `[Postgres]\n${values.join('\n')}\n`);
  const input = 'help\nhelp PullRequests\nSELECT count(*) AS n FROM beacon."PullRequests" WHERE "Id" < 6\n';
  const { status, stdout, stderr } = await stage.place.run('isql', ['-b', '-v', '-d|', 'Postgres'], {
    input,
    env: { ODBCINI: ini },
  });
  expect(stderr).toBe('');
  expect(stdout).toContain('Harbor|beacon|PullRequests|TABLE|');
  expect(stdout).toContain('|SourceBranchName|');
  expect(stdout.trimEnd().split('\n').at(-1)).toBe('5');
  expect(status).toBe(0);
});
