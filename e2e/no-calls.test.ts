/** What needs no data asks Bitbucket nothing. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  parse,
  describe as describeMessage,
  sync,
  types,
  WireClient,
} from '../engine/wire/test-support/wire-client.ts';
import { fetched, odbcCalls } from './support/odbc.ts';
import { Stage } from './support/stage.ts';
import { hasDriver, hasProgram, missingTool } from './support/tools.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.set();
  await stage.place.drawbridge(['driver', 'install']);
});

afterAll(() => stage.leave());

beforeEach(() => stage.calm());

const asked = (): readonly string[] => stage.sandbox.requests.map(({ path }) => path);

describe('no call is made', () => {
  it.each([
    'SELECT 1 AS one',
    'SELECT Id, Title FROM PullRequests LIMIT 0',
    'SELECT * FROM PullRequests WHERE 1=0',
    'SELECT * FROM PullRequests WHERE 1 = 0 AND Id > 5 ORDER BY Title',
    'SELECT * FROM PullRequests p JOIN Users u ON u.UUID = p.AuthorUUID WHERE 1=0',
    'SELECT count(*) FROM (SELECT * FROM PullRequests LIMIT 0) p',
    "SELECT TableName FROM sys_tables WHERE SchemaName = 'Information'",
    "SELECT * FROM sys_tablecolumns WHERE SchemaName = 'Information' AND TableName = 'Users'",
    "SELECT * FROM sys_primarykeys WHERE SchemaName = 'Information'",
    String.raw`SELECT * FROM sys_tables WHERE SchemaName LIKE 'Information' ESCAPE '\'`,
    String.raw`SELECT * FROM sys_tablecolumns WHERE SchemaName LIKE 'Information' ESCAPE '\' AND TableName LIKE 'U%' ESCAPE '\'`,
    'SELECT * FROM sys_catalogs',
    'SELECT * FROM sys_connection_props',
    "SELECT * FROM sys_foreignkeys WHERE SchemaName = 'AllRepositories'",
    "SELECT * FROM sys_keycolumns WHERE SchemaName = 'Information'",
    "SELECT * FROM CData.Information.sys_indexes WHERE CatalogName = 'CData' AND SchemaName = 'Information'",
    'SELECT * FROM sys_sqlinfo',
    'SELECT * FROM sys_information',
    'SELECT * FROM sys_identity',
    'SELECT CallsLeft FROM sys_quota',
    'SELECT Address FROM sys_requests',
    'SELECT current_database(), current_schema',
    'SELECT version(), pg_catalog.version()',
    'SHOW server_version',
    "SET application_name = 'x'",
    'BEGIN',
  ])('by %s', async (sql) => {
    const client = await stage.connect();
    await client.query(sql);
    expect(asked()).toEqual([]);
  });

  it('by connecting', async () => {
    await stage.connect();
    expect(asked()).toEqual([]);
  });

  it('by Parse and Describe', async () => {
    const client = await WireClient.open(`${stage.runDir}/.s.PGSQL.54330`, { database: 'Harbor' });
    client.send(
      parse('p', 'SELECT Id, Title FROM PullRequests WHERE Id = $1'),
      describeMessage('S', 'p'),
      sync,
    );
    expect(types(await client.untilReady())).toBe('1tTZ');
    client.close();
    expect(asked()).toEqual([]);
  });

  it('by EXPLAIN, which names the endpoint', async () => {
    const client = await stage.connect();
    const { rows } = await client.query("EXPLAIN SELECT Id FROM PullRequests WHERE State = 'OPEN'");
    expect(JSON.stringify(rows)).toContain('pullrequests');
    expect(asked()).toEqual([]);
  });

  it('by EXPLAIN of a system table, which says where its rows are', async () => {
    const client = await stage.connect();
    const { rows } = await client.query("EXPLAIN SELECT * FROM sys_tables WHERE TableName = 'Users'");
    expect(JSON.stringify(rows)).toContain("the rows are in the engine's memory");
    expect(JSON.stringify(rows)).not.toContain('Bitbucket has no such filter');
    expect(asked()).toEqual([]);
  });

  it.skipIf(missingTool(hasDriver && hasProgram('isql')))('by SQLPrepare and SQLNumResultCols', async () => {
    const sql = 'SELECT Id, Title FROM PullRequests WHERE State = ?';
    const calls = await odbcCalls(stage.place, { connect: 'DSN=Harbor', sql, how: 'prepare' });
    expect(calls.at(-1)).toMatchObject({ call: 'SQLNumResultCols', code: 0, columns: 2 });
    expect(asked()).toEqual([]);
  });

  it.skipIf(missingTool(hasDriver && hasProgram('isql')))('by the catalog functions about keys', async () => {
    const about = async (catalog: 'foreignKeys' | 'indexes' | 'rowIds', table: string, schema: string) =>
      fetched(await odbcCalls(stage.place, { connect: 'DSN=Harbor', catalog, table, schema }));
    const keys = await about('foreignKeys', 'Repositories', 'Information');
    expect(keys.map((row) => [row[7], row[2], row[3]])).toContainEqual(['ProjectKey', 'Projects', 'Key']);
    const index = await about('indexes', 'PullRequests', 'AllRepositories');
    expect(index.map((row) => row[8])).toEqual(['RepositorySlug', 'Id']);
    const rowIds = await about('rowIds', 'PullRequests', 'AllRepositories');
    expect(rowIds.map((row) => row[1])).toEqual(['RepositorySlug', 'Id']);
    expect(asked()).toEqual([]);
  });
});

it('one page is asked for where one row is wanted', async () => {
  const client = await stage.connect();
  await client.query('SELECT Id FROM PullRequests LIMIT 1');
  expect(asked().filter((path) => path.endsWith('/pullrequests'))).toHaveLength(1);
});

it('a COUNT costs one call, and a filter that Bitbucket knows brings only its rows', async () => {
  const client = await stage.connect();
  await client.query('SELECT count(*) FROM PullRequests');
  const counted = asked().filter((path) => path.endsWith('/pullrequests')).length;
  expect(counted).toBe(1);
  stage.calm();
  await client.query("SELECT Id FROM PullRequests WHERE State = 'DECLINED'");
  const filtered = asked().filter((path) => path.endsWith('/pullrequests')).length;
  expect(filtered).toBeLessThan(40);
});

it('the token never appears in the address', async () => {
  const client = await stage.connect();
  await client.query('SELECT Id FROM PullRequests LIMIT 1');
  expect(stage.sandbox.requests.every(({ authorization }) => authorization === 'bearer')).toBe(true);
  expect(JSON.stringify(stage.sandbox.requests)).not.toContain(stage.sandbox.accessToken);
  expect(await readFile(`${stage.place.folder}/odbc.ini`, 'utf8')).not.toContain(stage.sandbox.accessToken);
});
