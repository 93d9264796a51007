/** A paused engine: what connections that were there before may still do, over each way in. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Stage } from './support/stage.ts';
import { hasDriver, hasProgram, hasPythonModule, missingTool } from './support/tools.ts';
import { program } from './support/workplace.ts';

let stage: Stage;

beforeAll(async () => {
  // Then the list of schemas is never kept, and each look at it is a call.
  stage = await Stage.set({ values: ['CacheTTL=0'] });
  await stage.place.drawbridge(['driver', 'install']);
});
afterAll(() => stage.leave());

const engine = async (verb: 'pause' | 'resume'): Promise<void> => {
  expect(await stage.place.drawbridge([verb])).toMatchObject({ status: 0 });
};
afterEach(() => engine('resume'));

const calls = (): number => stage.sandbox.requests.length;
const paused = {
  code: '57P03',
  message: 'The Drawbridge engine is paused.',
  hint: expect.stringContaining('drawbridge resume') as unknown,
};
const resumed = 'SELECT count(*) AS n FROM PullRequests';
const reading = [
  'SELECT Id FROM PullRequests LIMIT 1',
  'SELECT SchemaName FROM sys_schemas',
  'SELECT TableName FROM sys_tables',
  "SELECT ColumnName FROM sys_tablecolumns WHERE TableName = 'Users'",
  'SELECT p.Id FROM PullRequests p, sys_catalogs',
];
const prepared = (text: string) => ({ name: 'prepared', text });

describe('over the PostgreSQL protocol', () => {
  it('what would call is refused, what calls nothing goes on, and afterwards everything does', async () => {
    const client = await stage.connect();
    await client.query('SELECT 1 AS one');
    await engine('pause');
    const before = calls();
    for (const sql of reading) await expect(client.query(sql), sql).rejects.toMatchObject(paused);
    await expect(client.query(prepared('SELECT Title FROM PullRequests'))).rejects.toMatchObject(paused);
    for (const sql of [
      'SELECT 1 AS one',
      'SELECT Id FROM PullRequests LIMIT 0',
      'SELECT Id FROM PullRequests WHERE 1=0',
      'SELECT * FROM sys_catalogs',
      "SELECT TableName FROM sys_tables WHERE SchemaName = 'Information'",
      'EXPLAIN SELECT Id FROM PullRequests',
      "SET application_name = 'paused'",
      'SELECT * FROM sys_queries',
    ]) {
      await client.query(sql);
    }
    await expect(stage.connect()).rejects.toMatchObject(paused);
    expect(calls()).toBe(before);
    await engine('resume');
    expect((await client.query(resumed)).rows).toEqual([{ n: '2000' }]);
  });

  it('what had begun goes on to its end', async () => {
    const client = await stage.connect();
    await client.query('BEGIN');
    await client.query('DECLARE walk CURSOR FOR SELECT Id FROM PullRequests');
    const rows = (await client.query('FETCH 1 FROM walk')).rows.length;
    await engine('pause');
    expect(rows + (await client.query('FETCH ALL FROM walk')).rows.length).toBe(2000);
    await client.query('COMMIT');
  });

  it('the list of schemas is told while it is kept', async () => {
    const client = await stage.connect('DSN=Harbor;CacheTTL=3600');
    const all = (await client.query('SELECT * FROM sys_schemas')).rows;
    await engine('pause');
    const before = calls();
    expect((await client.query('SELECT * FROM sys_schemas')).rows).toEqual(all);
    await expect(client.query('SELECT Id FROM PullRequests LIMIT 1')).rejects.toMatchObject(paused);
    expect(calls()).toBe(before);
  });

  it.skipIf(missingTool(hasProgram('psql')))('psql says why, and goes on', async () => {
    const shell = (verb: string) => String.raw`\! '${process.execPath}' '${program}' ${verb}`;
    const lines = ['SELECT 1;', shell('pause'), 'SELECT Id FROM PullRequests LIMIT 1;', 'SELECT 2;'];
    const input = [...lines, shell('resume'), `${resumed};`].join('\n');
    const { stdout, stderr } = await stage.psql('Harbor', ['-q'], { input });
    expect(stdout.split('\n').filter((line) => /^\d+$/.test(line))).toEqual(['1', '2', '2000']);
    expect(stderr).toMatch(/57P03: The Drawbridge engine is paused\.\nHINT: .*drawbridge resume/);
  });
});

const script = `
import json, pyodbc, subprocess, sys
engine = lambda verb: subprocess.run([*sys.argv[1:], verb], check=True, stdout=subprocess.DEVNULL)
def tried(work):
    try:
        return [list(row) for row in work()]
    except pyodbc.Error as error:
        return list(error.args)
c = pyodbc.connect('DSN=Harbor', autocommit=True)
read = lambda sql: lambda: c.execute(sql).fetchall()
open_cursor = c.cursor()
engine('pause')
said = {
    'reading': tried(read('SELECT Id FROM PullRequests LIMIT 1')),
    'tables': tried(lambda: c.cursor().tables().fetchall()),
    'nothing': tried(read('SELECT 1 AS one')),
    'none': tried(read('SELECT Id FROM PullRequests LIMIT 0')),
}
# A second statement beside one that is open has a channel of its own.
open_cursor.execute('SELECT range FROM range(5000)').fetchone()
said['beside'] = tried(lambda: c.cursor().execute('SELECT 2 AS two').fetchall())
open_cursor.close()
try:
    pyodbc.connect('DSN=Harbor', autocommit=True)
except pyodbc.Error as error:
    said['connecting'] = list(error.args)
engine('resume')
said['resumed'] = tried(read('${resumed}'))
print(json.dumps(said))
`;

it.skipIf(missingTool(hasDriver && hasPythonModule('pyodbc')))(
  'over ODBC the same is HY000 for statements and 08001 for connections, with the hint',
  async () => {
    const { stdout, stderr } = await stage.place.run('/usr/bin/python3', [
      '-c',
      script,
      process.execPath,
      program,
    ]);
    expect(stderr).toBe('');
    const refusal = (state: string) => [
      state,
      expect.stringMatching(/The Drawbridge engine is paused.*drawbridge resume/s) as unknown,
    ];
    expect(JSON.parse(stdout)).toEqual({
      reading: refusal('HY000'),
      tables: refusal('HY000'),
      nothing: [[1]],
      none: [],
      beside: [[2]],
      connecting: refusal('08001'),
      resumed: [[2000]],
    });
  },
);
