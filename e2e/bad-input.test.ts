/** What a person gets who makes a mistake: one clear error with its SQLSTATE, and nothing that was there is lost. */
import { chmod, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { odbcCalls, states } from './support/odbc.ts';
import { Stage } from './support/stage.ts';
import { program } from './support/workplace.ts';
import { hasDriver, hasProgram, missingTool } from './support/tools.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.set();
  await stage.place.drawbridge(['driver', 'install']);
});

afterAll(() => stage.leave());

interface Failure {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly position?: string;
}

const refusal = (database: string): Promise<Failure> =>
  stage.connect(database).then(
    () => Promise.reject(new Error('It did connect.')),
    (error: unknown) => error as Failure,
  );

async function failure(sql: string): Promise<Failure> {
  const client = await stage.connect();
  return client.query(sql).then(
    () => Promise.reject(new Error('It did not fail.')),
    (error: unknown) => error as Failure,
  );
}

describe('connecting', () => {
  it('to an unknown data source is 3D000 and names those that exist', async () => {
    const refused = await refusal('Harbour');
    expect(refused).toMatchObject({ code: '3D000' });
    expect(`${refused.message} ${refused.hint}`).toMatch(/"Harbour".*Harbor/);
  });

  it('with an unknown property is 22023 and names the nearest', async () => {
    const refused = await refusal('DSN=Harbor;MaxRow=5');
    expect(refused).toMatchObject({ code: '22023' });
    expect(`${refused.message} ${refused.hint}`).toMatch(/MaxRow\b.*MaxRows/);
  });

  it.each(['MaxRows=many', 'MaxRows=-2', 'AuthScheme=Magic', 'Timeout=soon', 'ApiURL=ftp://example.org'])(
    'with %s is 22023 and says what is allowed',
    async (property) => {
      const refused = await refusal(`DSN=Harbor;${property}`);
      expect(refused.code).toBe('22023');
      expect(refused.message).toContain(property.split('=')[0]);
    },
  );

  it('with a string that does not parse is refused, and the secret in it stays out of the text', async () => {
    const refused = await refusal('DSN=Harbor;AccessToken={hush-hush');
    expect(refused.code).toMatch(/^(22023|42601)$/);
    expect(JSON.stringify(refused)).not.toContain('hush-hush');
  });

  it.skipIf(missingTool(hasProgram('psql')))('psql exits with 2', async () => {
    const { status, stderr } = await stage.psql('Harbour', ['-c', 'SELECT 1']);
    expect(status).toBe(2);
    expect(stderr).toContain('no data source named "Harbour"');
  });

  it.skipIf(missingTool(hasDriver && hasProgram('isql')))(
    'through ODBC: IM002 or 08001, with the reason',
    async () => {
      const unknown = await odbcCalls(stage.place, { connect: 'DSN=Harbour', sql: 'SELECT 1' });
      expect(states(unknown)).toEqual(['IM002']);
      const wrong = await odbcCalls(stage.place, { connect: 'DSN=Harbor;MaxRow=5', sql: 'SELECT 1' });
      expect(wrong.at(-1)?.code).toBe(-1);
      expect(wrong.at(-1)?.diagnostics[0]?.message).toContain('MaxRows');
    },
  );
});

describe('a statement', () => {
  it.each([
    ['SELEC 1', '42601', '1'],
    ['SELECT Id FROM PullRequests WHERE', '42601', undefined],
    ['SELECT Id,, Title FROM PullRequests', '42601', '11'],
    ['SELECT (Id FROM PullRequests', '42601', undefined],
    ["SELECT 'open", '42601', '8'],
    ['SELECT Id FROM Pullrequest', '42P01', '16'],
    ['SELECT Titel FROM PullRequests', '42703', '8'],
    ['SELECT é, Titel FROM (SELECT 1 AS é, Id FROM PullRequests) p', '42703', '11'],
    ['SELECT Id FROM nowhere.PullRequests', '3F000', undefined],
    ['SELECT nonsense(Id) FROM PullRequests', '42883', '8'],
    ["SELECT * FROM read_csv('/etc/passwd')", '0A000', undefined],
    ["SELECT current_setting('temp_directory')", '42704', undefined],
    ["COPY PullRequests TO '/tmp/rows.csv'", '0A000', undefined],
    ['ATTACH ":memory:" AS other', '0A000', undefined],
    ['CREATE TABLE t (a int)', '0A000', undefined],
    ["INSERT INTO PullRequests (Title, SourceBranchName) VALUES ('a', 'b')", '25006', undefined],
    ['INSERT INTO PullRequests (Title, Nothing) VALUES (1, 2)', '42703', '34'],
    ['SELECT 1/0 FROM', '42601', undefined],
    ['SELECT CAST(Title AS INTEGER) FROM PullRequests', '22P02|22018', undefined],
    ["SET TimeZone = 'Europe/Berlin'", '22023|0A000', undefined],
  ])('%s is %s', async (sql, code, position) => {
    const said = await failure(sql);
    expect(said.code).toMatch(new RegExp(`^(${code})$`));
    if (position !== undefined) expect(said.position).toBe(position);
    expect(said.message).not.toBe('');
  });

  it('names the tables that are like the unknown one', async () => {
    const table = await failure('SELECT Id FROM Pullrequest');
    expect(table.hint).toContain('PullRequests');
  });

  it('names the columns that are like the unknown one', async () => {
    const column = await failure('SELECT Titel FROM PullRequests');
    expect(`${column.message} ${column.hint}`).toContain('Title');
  });

  it('that is nested or long beyond measure is 54000', async () => {
    expect((await failure(`SELECT ${'('.repeat(5000)}1${')'.repeat(5000)}`)).code).toBe('54000');
  });

  it('fails alike on the command line, with status 1 and one line', async () => {
    const { status, stderr, stdout } = await stage.place.drawbridge([
      'query',
      '--dsn',
      'Harbor',
      'SELECT Titel FROM PullRequests',
    ]);
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain('42703');
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it.skipIf(missingTool(hasDriver && hasProgram('isql')))('fails alike through ODBC', async () => {
    for (const [sql, state] of [
      ['SELEC 1', '42000'],
      ['SELECT Id FROM nothing', '42S02'],
      ['SELECT Titel FROM PullRequests', '42S22'],
      ['CREATE TABLE t (a int)', 'HYC00'],
    ] as const) {
      expect(states(await odbcCalls(stage.place, { connect: 'DSN=Harbor', sql })), sql).toEqual([state]);
    }
  });
});

describe('the vault', () => {
  const vaultFile = (): string => path.join(stage.place.dataDir, 'vault', 'vault.json');
  const keyFile = (): string => path.join(stage.place.dataDir, 'keys', 'vault.key');

  it('without its key is 28000, and stays as it is', async () => {
    const before = await readFile(vaultFile());
    await rename(keyFile(), `${keyFile()}.away`);
    try {
      const refused = await refusal('Harbor');
      expect(refused.code).toBe('28000');
      expect(refused.message).toContain(keyFile());
      const changed = await stage.place.drawbridge(['dsn', 'edit', 'Harbor', '--secrets', '-'], {
        input: 'AccessToken=new-token\n',
      });
      expect(changed).toMatchObject({ status: 1, stderr: expect.stringContaining('28000') as string });
      expect(await readFile(vaultFile())).toEqual(before);
      await expect(readFile(keyFile())).rejects.toThrow('ENOENT');
    } finally {
      await rename(`${keyFile()}.away`, keyFile());
    }
    await stage.connect();
  });

  it.each(['', '{}', 'not json', '{"format":1,"keys":[],"entries":""}'])(
    'that holds %j is 58030, and stays as it is',
    async (text) => {
      const before = await readFile(vaultFile());
      await writeFile(vaultFile(), text);
      try {
        expect((await refusal('Harbor')).code).toBe('58030');
        const changed = await stage.place.drawbridge(['dsn', 'edit', 'Harbor', '--secrets', '-'], {
          input: 'AccessToken=new-token\n',
        });
        expect(changed.status).toBe(1);
        expect(await readFile(vaultFile(), 'utf8')).toBe(text);
      } finally {
        await writeFile(vaultFile(), before);
      }
      await stage.connect();
    },
  );

  it('that was changed by a byte is 58030', async () => {
    const before = await readFile(vaultFile(), 'utf8');
    const sealed = (JSON.parse(before) as { entries: string }).entries;
    const flipped = `${sealed.slice(0, 40)}${sealed[40] === 'A' ? 'B' : 'A'}${sealed.slice(41)}`;
    await writeFile(vaultFile(), before.replace(sealed, flipped));
    expect((await refusal('Harbor')).code).toBe('58030');
    await writeFile(vaultFile(), before);
    await stage.connect();
  });
});

describe('the ini file', () => {
  const ini = (): string => path.join(stage.place.folder, 'odbc.ini');

  afterEach(async () => {
    const left = (await readdir(stage.place.folder)).filter((name) => name.endsWith('.tmp'));
    expect(left).toEqual([]);
  });

  it('keeps sections, comments and odd bytes of others byte for byte', async () => {
    const before = await readFile(ini());
    const foreign = Buffer.concat([
      Buffer.from(
        '; my own notes\r\n[ODBC Data Sources]\nOther=Some driver\n\n[Other]\nDriver = /opt/x.so\n# k\xe4se',
        'latin1',
      ),
      Buffer.from('\nServer=a;b\n\n'),
    ]);
    await writeFile(ini(), Buffer.concat([foreign, before]));
    const whole = await readFile(ini());
    const add = await stage.place.drawbridge(['dsn', 'add', 'Brief', 'Workspace=lighthouse']);
    expect(add.status).toBe(0);
    const text = (await readFile(ini())).toString('latin1');
    expect(text).toContain('; my own notes\r\n');
    expect(text).toContain('[Other]\nDriver = /opt/x.so\n# k\xe4se\nServer=a;b\n');
    const remove = await stage.place.drawbridge(['dsn', 'remove', 'Brief']);
    expect(remove.status).toBe(0);
    expect(await readFile(ini())).toEqual(whole);
    await writeFile(ini(), before);
  });

  it.concurrent.each([
    [['add', 'Harbor', 'Workspace=x'], 1],
    [['add', 'harbor', 'Workspace=x'], 1],
    [['add', 'Broken', 'MaxRow=5'], 1],
    [['add', 'Broken', 'MaxRows=many'], 1],
    [['add', 'Bro]ken', 'MaxRows=1'], 1],
    [['add', 'Broken', 'AccessToken=hush-hush'], 1],
    [['add', 'Broken', 'nonsense'], 2],
    [['edit', 'Nobody', 'MaxRows=1'], 1],
    [['remove', 'Nobody'], 1],
    [['show', 'Nobody'], 1],
    [['test', 'Nobody'], 1],
    [['export', 'Nobody'], 1],
    [['export', 'Harbor', 'Harbor'], 2],
    [['list', 'Harbor'], 2],
    [['toString'], 2],
    [['add', 'Broken', 'Driver=/opt/other.so'], 1],
    [['import', '/nonexistent'], 1],
    [['frobnicate'], 2],
    [[], 2],
  ])('stays as it is after dsn %j, which ends with %i', async (args, status) => {
    const before = await readFile(ini());
    const outcome = await stage.place.drawbridge(['dsn', ...args]);
    expect(outcome.status).toBe(status);
    expect(outcome.stdout).toBe('');
    expect(outcome.stderr).not.toContain('hush-hush');
    if (status === 1) expect(outcome.stderr.trim().split('\n')).toHaveLength(1);
    expect(await readFile(ini())).toEqual(before);
  });

  it.each([
    ['add', '', '22023'],
    ['show', '', '3D000'],
    ['remove', ' ', '3D000'],
    ['test', '', '3D000'],
    ['export', '', '3D000'],
  ])('dsn %s of the name %j says what is wrong with it', async (verb, name, code) => {
    const before = await readFile(ini());
    const { status, stderr } = await stage.place.drawbridge(['dsn', verb, name]);
    expect(status).toBe(1);
    expect(stderr).toMatch(new RegExp(`^drawbridge: .*data source.*\\(${code}\\)\n$`));
    expect(await readFile(ini())).toEqual(before);
  });

  it.each(['hush-hush', 'aHVzaA-hush-hush==', 'AccessToken: hush-hush'])(
    'a secret that came astray as %j on standard input is not repeated',
    async (line) => {
      const before = await readFile(ini());
      const outcome = await stage.place.drawbridge(['dsn', 'add', 'Broken', '--secrets', '-'], {
        input: `${line}\n`,
      });
      expect(outcome.status).not.toBe(0);
      expect(outcome.stderr).not.toContain('hush-hush');
      expect(await readFile(ini())).toEqual(before);
    },
  );

  it('stays as it is when one data source of an import is refused', async () => {
    const before = await readFile(ini());
    const file = path.join(stage.place.folder, 'import.json');
    const good = { name: 'First', description: '', values: { Workspace: 'x' } };
    for (const dataSources of [
      [good, { ...good, name: 'Harbor' }],
      [good, { ...good, name: 'Second', values: { MaxRow: '1' } }],
      [good, { name: 'Second' }],
    ]) {
      await writeFile(file, JSON.stringify({ format: 1, dataSources }));
      const outcome = await stage.place.drawbridge(['dsn', 'import', file]);
      expect(outcome).toMatchObject({ status: 1, stdout: '' });
      expect(outcome.stderr.trim().split('\n')).toHaveLength(1);
      expect((await readFile(ini())).toString()).toBe(before.toString());
    }
    await rm(file);
  });

  it('with a secret that somebody wrote by hand works, with a warning that offers to move it', async () => {
    const before = await readFile(ini());
    const section = `[ByHand]\nDriver=Drawbridge ODBC Driver for Bitbucket\nApiURL=${stage.sandbox.apiUrl}\nWorkspace=lighthouse\nAuthScheme=AccessToken\nAccessToken=${stage.sandbox.accessToken}\n`;
    await writeFile(ini(), `${before.toString()}\n${section}`);
    const asked = await stage.place.drawbridge([
      'query',
      '--dsn',
      'ByHand',
      '--format',
      'csv',
      'SELECT Slug FROM Workspaces',
    ]);
    expect(asked).toMatchObject({ status: 0, stdout: expect.stringContaining('lighthouse') as string });
    expect(asked.stderr).toMatch(/AccessToken.*vault/i);
    expect(asked.stderr).not.toContain(stage.sandbox.accessToken);
    const edited = await stage.place.drawbridge(['dsn', 'edit', 'ByHand', 'MaxRows=5']);
    expect(edited.status).toBe(0);
    expect(await readFile(ini(), 'utf8')).not.toContain(stage.sandbox.accessToken);
    const again = await stage.place.drawbridge(['query', '--dsn', 'ByHand', 'SELECT Slug FROM Workspaces']);
    expect(again).toMatchObject({ status: 0, stderr: '' });
    await stage.place.drawbridge(['dsn', 'remove', 'ByHand']);
  });

  it.each([
    ['query', '--dsn', 'Theirs', 'SELECT 1'],
    ['dsn', 'test', 'Theirs'],
    ['login', '--dsn', 'theirs', '--paste'],
  ])('says at %s that a data source belongs to another driver', async (...args) => {
    const before = await readFile(ini());
    await writeFile(ini(), Buffer.concat([Buffer.from('[Theirs]\nDriver=PostgreSQL\nServer=db\n'), before]));
    const { status, stderr } = await stage.place.drawbridge(args);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^drawbridge: theirs belongs to another driver\. .*\(3D000\)\n$/i);
    await writeFile(ini(), before);
  });

  it('that cannot be written is one error, and nothing is lost', async () => {
    const before = await readFile(ini());
    const vault = path.join(stage.place.dataDir, 'vault', 'vault.json');
    const vaultBefore = await readFile(vault);
    // A folder in its place refuses root, too, whom modes do not stop.
    const blocked = path.join(stage.place.folder, 'blocked');
    await mkdir(path.join(blocked, 'odbc.ini'), { recursive: true });
    await chmod(blocked, 0o500);
    const outcome = await stage.place.drawbridge(
      ['dsn', 'add', 'Late', 'Workspace=x', '--secrets', '-', '--run-dir', blocked],
      { input: 'AccessToken=hush-hush\n', env: { ODBCINI: path.join(blocked, 'odbc.ini') } },
    );
    expect(outcome).toMatchObject({ status: 1, stdout: '' });
    expect(outcome.stderr).toContain('58030');
    expect(await readFile(ini())).toEqual(before);
    expect((await readFile(vault)).length).toBe(vaultBefore.length);
    await rm(blocked, { recursive: true });
  });
});

describe('wrong usage of the command line ends with 2, in words', () => {
  it.concurrent.each([
    [[]],
    [['frobnicate']],
    [['query', 'SELECT 1']],
    [['query', '--dsn', 'Harbor']],
    [['query', '--dsn', 'Harbor', 'SELECT 1', 'SELECT 2']],
    [['query', '--dsn', 'Harbor', '--format', 'xml', 'SELECT 1']],
    [['query', '--dsn', 'Harbor', '--json', '--format', 'csv', 'SELECT 1']],
    [['query', '--dsn', '', 'SELECT 1']],
    [['query', '--dsn', 'Harbor', ' ']],
    [['query', '--dsn', 'Harbor', '--max-rows', '1e3', 'SELECT 1']],
    [['login', '--dsn', 'Harbor', '--paste', '--no-browser']],
    [['logout', '--dsn', 'Harbor', 'now']],
    [['doctor', 'now']],
    [['query', '--dsn', 'Harbor', '--max-rows', 'ten', 'SELECT 1']],
    [['login']],
    [['logout']],
    [['driver', 'polish']],
    [['sandbox', '--latency', 'slow']],
  ])('%j', async (args) => {
    const { status, stdout, stderr } = await stage.place.drawbridge(args);
    expect(status).toBe(2);
    expect(`${stdout}${stderr}`).not.toBe('');
    expect(stderr).not.toMatch(/at .*\.(js|ts):\d+/);
  });

  it('a failing query leaves the file of --output as it was', async () => {
    const file = path.join(stage.place.folder, 'kept.csv');
    await writeFile(file, 'kept');
    const { status } = await stage.place.drawbridge([
      'query',
      '--dsn',
      'Harbor',
      '--output',
      file,
      'SELEC 1',
    ]);
    expect(status).toBe(1);
    expect(await readFile(file, 'utf8')).toBe('kept');
  });

  it('a full disk under --output is 53100', async () => {
    const { status, stderr } = await stage.place.drawbridge([
      'query',
      '--dsn',
      'Harbor',
      '--output',
      '/dev/full',
      'SELECT 1',
    ]);
    expect(status).toBe(1);
    expect(stderr).toContain('53100');
  });

  it('a full disk under any other output is 53100, too', async () => {
    const command = `"${process.execPath}" "${program}" dsn list > /dev/full`;
    const { status, stderr } = await stage.place.run('bash', ['-c', command]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^drawbridge: .*\(53100\)\n$/);
  });

  it('a reader that has gone before the first line ends the command quietly, too', async () => {
    for (const args of ['--help', 'dsn list', 'doctor']) {
      const command = `"${process.execPath}" "${program}" ${args} | true`;
      const { stderr } = await stage.place.run('bash', ['-c', command]);
      expect(stderr).not.toMatch(/EPIPE|at .*:\d+/);
    }
  });

  it('a reader that goes away ends the command quietly', async () => {
    const command = `"${process.execPath}" "${program}" query --dsn Harbor --format csv "SELECT * FROM PullRequests" | head -n 2`;
    const { stdout, stderr } = await stage.place.run('bash', ['-o', 'pipefail', '-c', command]);
    expect(stdout.trim().split('\n').length).toBe(2);
    expect(stderr).not.toMatch(/EPIPE|at .*:\d+/);
  });
});
