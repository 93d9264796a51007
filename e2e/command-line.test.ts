/** The commands as scripts use them: what they print, in which form, and how they end. */
import { lstat, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { harborProperties, Stage } from './support/stage.ts';
import { hasDriver, hasProgram, missingTool } from './support/tools.ts';
import { Workplace } from './support/workplace.ts';

const marker = 'marker-secret-7Q4x';
let stage: Stage;

beforeAll(async () => {
  stage = await Stage.set();
});

afterAll(() => stage.leave());

const run = (...args: string[]) => stage.place.drawbridge(args);

/** What a query over `rows`, the rows of the file, yields; as text. */
async function parquetRows(file: string, sql: string): Promise<readonly (readonly string[])[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    await connection.run(`CREATE VIEW rows AS SELECT * FROM read_parquet('${file}')`);
    const reader = await connection.runAndReadAll(sql);
    return reader.getRows().map((row) => row.map(String));
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function json<T>(...args: string[]): Promise<T> {
  const { stdout, stderr, status } = await run(...args, '--json');
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return JSON.parse(stdout) as T;
}

describe('dsn', () => {
  it('adds, lists, shows, edits and removes, and keeps the secret to itself', async () => {
    const values = ['Workspace=lighthouse', 'MaxRows=1', 'max rows=25', 'Description=For the report'];
    const added = await stage.place.drawbridge(['dsn', 'add', 'Report', ...values, '--secrets', '-'], {
      input: `AccessToken=${marker}\r\n\n`,
    });
    expect(added).toMatchObject({ status: 0, stdout: '' });

    const listed = await json<{ name: string; description: string }[]>('dsn', 'list');
    expect(listed).toContainEqual(
      expect.objectContaining({ name: 'Report', scope: 'user', description: 'For the report', ours: true }),
    );
    expect((await run('dsn', 'list')).stdout).toContain('Report\tuser\tDrawbridge ODBC Driver for Bitbucket');

    const shown = await json<object>('dsn', 'show', 'report');
    expect(shown).toMatchObject({
      name: 'Report',
      values: { Workspace: 'lighthouse', MaxRows: '25' },
      secrets: ['AccessToken'],
      signedIn: false,
    });

    expect(await run('dsn', 'edit', 'Report', 'MaxRows=5', 'Workspace=')).toMatchObject({ status: 0 });
    const edited = await json<{ values: Record<string, string>; description: string }>(
      'dsn',
      'show',
      'Report',
    );
    expect(edited).toMatchObject({ values: { MaxRows: '5' }, description: 'For the report' });
    expect(edited.values).not.toHaveProperty('Workspace');
    expect(edited).toMatchObject({ secrets: ['AccessToken'] });

    expect(await run('dsn', 'remove', 'Report')).toMatchObject({ status: 0 });
    expect((await run('dsn', 'show', 'Report')).status).toBe(1);
  });

  it('tests a connection, and says what is wrong with one', async () => {
    const good = await run('dsn', 'test', 'Harbor');
    expect(good).toMatchObject({ status: 0, stderr: '' });
    expect(good.stdout).not.toBe('');
    await stage.addDsn('Refused', harborProperties(stage.sandbox), marker);
    const bad = await run('dsn', 'test', 'Refused');
    expect(bad).toMatchObject({ status: 1, stdout: '' });
    expect(bad.stderr).not.toContain(marker);
    const told = await stage.place.drawbridge(['dsn', 'test', 'Refused', '--json']);
    expect(told.status).toBe(1);
    expect(JSON.parse(told.stdout)).toMatchObject({ ok: false, failure: { sqlState: '28000' } });
    await run('dsn', 'remove', 'Refused');
  });

  it('tells a token of another kind from the one that is meant, and when an API token ends', async () => {
    const values = [...harborProperties(stage.sandbox), 'AuthScheme=APIToken', 'Email=erika'];
    const added = await stage.place.drawbridge(['dsn', 'add', 'Mixed', ...values, '--secrets', '-'], {
      input: 'APIToken=ATCTT3xFfGN0octopus\n',
    });
    expect(added.status).toBe(0);
    expect(added.stderr).toContain('APIToken: This looks like an access token');
    expect(added.stderr).toContain('Email: This is no e-mail address.');
    expect(added.stderr).toContain('ends after a year at the latest');
    const tested = await stage.place.drawbridge(['dsn', 'test', 'Mixed']);
    expect(tested.status).toBe(1);
    expect(tested.stderr).toContain('APIToken: This looks like an access token');
    expect(tested.stderr).toContain('Check Email and APIToken');
    expect(added.stderr + tested.stderr).not.toContain('octopus');
    await stage.place.drawbridge(['dsn', 'remove', 'Mixed']);
  });

  it('exports without secrets, and imports elsewhere', async () => {
    await stage.addDsn(
      'Travel',
      ['Workspace=lighthouse', 'MaxRows=7', 'Description=A; b = "c"', `Proxy=http://me:${marker}@proxy:3128`],
      marker,
    );
    const file = path.join(stage.place.folder, 'travel.json');
    expect(await run('dsn', 'export', 'Travel', '--output', file)).toMatchObject({ status: 0 });
    expect(await readFile(file, 'utf8')).not.toContain(marker);
    expect((await run('dsn', 'export', 'Travel')).stdout).toBe(await readFile(file, 'utf8'));
    const other = await Workplace.enter();
    try {
      expect(await other.drawbridge(['dsn', 'import', file])).toMatchObject({ status: 0 });
      const { stdout } = await other.drawbridge(['dsn', 'show', 'Travel', '--json']);
      expect(JSON.parse(stdout)).toMatchObject({
        description: 'A; b = "c"',
        values: { Workspace: 'lighthouse', MaxRows: '7', Proxy: 'http://proxy:3128' },
        secrets: [],
      });
      const again = await other.drawbridge(['dsn', 'import', file]);
      expect(again.status).toBe(1);
    } finally {
      await other.leave();
    }
    await run('dsn', 'remove', 'Travel');
  });

  it('keeps system data sources apart', async () => {
    expect(await run('dsn', 'add', 'Shared', 'Workspace=lighthouse', '--system')).toMatchObject({
      status: 0,
    });
    const system = await readFile(path.join(stage.place.folder, 'odbc', 'odbc.ini'), 'utf8');
    expect(system).toContain('[Shared]');
    expect((await run('dsn', 'show', 'Shared')).status).toBe(1);
    expect((await run('dsn', 'show', 'Shared', '--system')).status).toBe(0);
    expect(await run('dsn', 'remove', 'Shared', '--system')).toMatchObject({ status: 0 });
  });
});

describe('query', () => {
  const sql = `SELECT 1 AS n, 'a,"b' AS "t x", NULL AS nothing, 'é\n2' AS lines, 9007199254740993 AS big, TRUE AS yes`;
  const query = (...args: string[]) => run('query', '--dsn', 'Harbor', ...args);

  it('prints CSV', async () => {
    const { stdout, stderr, status } = await query('--format', 'csv', sql);
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    expect(stdout).toMatch(
      /^n,t x,nothing,lines,big,yes\r?\n1,"a,""b",,"é\n2",9007199254740993,t(rue)?\r?\n$/,
    );
  });

  it('prints JSON, where numbers beyond 2^53 are not rounded', async () => {
    const { stdout } = await query('--json', sql);
    expect(JSON.parse(stdout)).toHaveLength(1);
    expect(stdout).toContain('9007199254740993');
    expect((JSON.parse(stdout) as object[])[0]).toMatchObject({
      n: 1,
      't x': 'a,"b',
      nothing: null,
      lines: 'é\n2',
      yes: true,
    });
    const { stdout: none } = await query('--format', 'json', 'SELECT 1 AS n WHERE 1 = 0');
    expect(JSON.parse(none)).toEqual([]);
  });

  it('prints one JSON object a line', async () => {
    const { stdout } = await query('--format', 'ndjson', 'SELECT Id FROM PullRequests LIMIT 120');
    const lines = stdout.trim().split('\n');
    expect(lines).toHaveLength(120);
    expect(lines.every((line) => 'Id' in (JSON.parse(line) as object))).toBe(true);
  });

  it('prints a table', async () => {
    const { stdout } = await query('SELECT Slug, UUID FROM Workspaces');
    expect(stdout).toContain('lighthouse');
    expect(stdout).toContain('Slug');
  });

  it('writes a file, whole', async () => {
    const file = path.join(stage.place.folder, 'rows.csv');
    const { stdout } = await query('--format', 'csv', '--output', file, 'SELECT Id FROM PullRequests');
    expect(stdout).toBe('');
    expect((await readFile(file, 'utf8')).trim().split(/\r?\n/)).toHaveLength(2001);
    expect((await query('--output', '/nonexistent/rows.csv', 'SELECT 1')).status).toBe(1);
    expect((await readdir(stage.place.folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it.each(['csv', 'json', 'ndjson'])('takes the format from the ending .%s', async (ending) => {
    const sql = 'SELECT Key FROM Projects ORDER BY Key';
    const file = path.join(stage.place.folder, `keys.${ending}`);
    expect(await query('--output', file, sql)).toMatchObject({ status: 0, stdout: '' });
    const { stdout } = await query('--format', ending, sql);
    expect(await readFile(file, 'utf8')).toBe(stdout);
  });

  it('writes Parquet, whole, with the types of the result', async () => {
    const file = path.join(stage.place.folder, 'pulls.parquet');
    const sql = 'SELECT Id, Title, CreatedOn, IsDraft FROM PullRequests ORDER BY Id';
    expect(await query('--output', file, sql)).toMatchObject({ status: 0, stdout: '' });
    expect(
      await parquetRows(file, 'SELECT count(*), max(Id), typeof(any_value(CreatedOn)) FROM rows'),
    ).toEqual([['2000', '2000', 'TIMESTAMP']]);
    const before = await readFile(file);
    // Rows have come when this fails, and the old file stays.
    const failing = 'SELECT 1 / (Id - 1999) AS x, CAST(Title AS INTEGER) FROM PullRequests ORDER BY Id';
    expect((await query('--output', file, failing)).status).toBe(1);
    expect(await readFile(file)).toEqual(before);
    expect((await readdir(stage.place.folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
    expect(await query('--format', 'parquet', '--output', `${file}.bin`, 'SELECT 1 AS n')).toMatchObject({
      status: 0,
    });
    expect(await parquetRows(`${file}.bin`, 'SELECT n FROM rows')).toEqual([['1']]);
  });

  it('writes no file that a statement names', async () => {
    const file = path.join(stage.place.folder, 'named.csv');
    for (const sql of [`COPY (SELECT 1) TO '${file}'`, `SELECT 1 AS n INTO csv://${file}`]) {
      const { status, stderr } = await query(sql);
      expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('query --output') });
    }
    expect((await readdir(stage.place.folder)).includes('named.csv')).toBe(false);
  });

  it('keeps mode and link of a file that it writes anew', async () => {
    const file = path.join(stage.place.folder, 'private.csv');
    const link = path.join(stage.place.folder, 'link.csv');
    await writeFile(file, 'old', { mode: 0o600 });
    await symlink(file, link);
    expect(await query('--format', 'csv', '--output', link, 'SELECT 1 AS n')).toMatchObject({ status: 0 });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await lstat(link)).isSymbolicLink()).toBe(true);
    expect(await readFile(file, 'utf8')).toMatch(/^n\r?\n1\r?\n$/);
  });

  it('takes a statement that begins with a comment', async () => {
    const { stdout, status } = await query('--format', 'ndjson', '-- how many\nSELECT 1 AS n');
    expect({ stdout, status }).toEqual({ stdout: '{"n":1}\n', status: 0 });
  });

  it('asks the engine whose run folder the string or the data source names', async () => {
    const runDir = path.join(stage.place.folder, 'elsewhere');
    const elsewhere = await stage.place.start(['host', '--run-dir', runDir, '--no-admin']);
    const values = [...harborProperties(stage.sandbox), `RunDir=${runDir}`];
    await stage.addDsn('Elsewhere', values, stage.sandbox.accessToken);
    const history = async (dsn: string): Promise<string> => {
      const asked = ['query', '--dsn', dsn, '--format', 'csv', 'SELECT Statement FROM sys_queries'];
      return (await run(...asked)).stdout;
    };
    expect(await run('query', '--dsn', 'Elsewhere', "SELECT 'by the data source'")).toMatchObject({
      status: 0,
    });
    const string = `DSN=Harbor;RunDir=${runDir}`;
    expect(await run('query', '--dsn', string, "SELECT 'by the string'")).toMatchObject({ status: 0 });
    const there = await history('Elsewhere');
    expect(there).toContain('by the data source');
    expect(there).toContain('by the string');
    expect(await history('Harbor')).not.toContain('by the ');
    await elsewhere.stop();
    await run('dsn', 'remove', 'Elsewhere');
  });

  it.skipIf(missingTool(hasProgram('psql')))('uses an engine of its own where none runs', async () => {
    const other = await Workplace.enter();
    try {
      const args = ['dsn', 'add', 'Harbor', ...harborProperties(stage.sandbox), '--secrets', '-'];
      await other.drawbridge(args, { input: `AccessToken=${stage.sandbox.accessToken}\n` });
      const counted = await other.drawbridge([
        'query',
        '--dsn',
        'Harbor',
        '--json',
        'SELECT count(*) AS n FROM PullRequests',
      ]);
      expect(counted).toMatchObject({ status: 0, stderr: '' });
      expect(JSON.parse(counted.stdout)).toEqual([{ n: 2000 }]);
      expect(await readdir(other.dataDir)).not.toContain('run');
    } finally {
      await other.leave();
    }
  });
});

describe('driver', () => {
  it.skipIf(missingTool(hasDriver))('is installed, told of, and uninstalled without a trace', async () => {
    const drivers = path.join(stage.place.folder, 'odbc', 'odbcinst.ini');
    const before = '; drivers of this machine\n[Other]\nDriver=/opt/other.so\n';
    await writeFile(drivers, before);
    expect((await run('driver', 'status')).status).toBe(1);
    expect(await run('driver', 'install')).toMatchObject({ status: 0, stdout: '' });
    expect(await run('driver', 'install')).toMatchObject({ status: 0 });
    const status = await json<{ registered: boolean; library: string }>('driver', 'status');
    expect(status.registered).toBe(true);
    expect((await stat(status.library)).size).toBeGreaterThan(100_000);
    expect((await readFile(drivers, 'utf8')).startsWith(before)).toBe(true);
    expect(await run('driver', 'uninstall')).toMatchObject({ status: 0 });
    expect(await readFile(drivers, 'utf8')).toBe(before);
    expect((await run('driver', 'status')).status).toBe(1);
    await expect(stat(status.library)).rejects.toThrow('ENOENT');
    expect(await run('driver', 'uninstall')).toMatchObject({ status: 0 });
  });
});

describe('doctor', () => {
  it('finds the engine and what is missing', async () => {
    await run('driver', 'uninstall');
    const bad = await run('doctor');
    expect(bad.status).toBe(1);
    expect(bad.stdout).toMatch(/ok +Engine +Process \d+/);
    expect(bad.stdout).toMatch(/no +ODBC driver .*install/);
    if (hasDriver) {
      await run('driver', 'install');
      const findings = await json<{ subject: string; ok: boolean }[]>('doctor');
      expect(findings.every(({ ok }) => ok)).toBe(true);
    }
  });

  it('says that no engine runs, and makes nothing', async () => {
    const folder = await mkdtemp(path.join(stage.place.folder, 'empty-'));
    const { status, stdout } = await run('doctor', '--data-dir', path.join(folder, 'data'));
    expect(status).toBe(1);
    expect(stdout).toContain('drawbridge host');
    expect(await readdir(folder)).toEqual([]);
    await rm(folder, { recursive: true });
  });
});

describe('help', () => {
  it('knows --help, -h and --version, and says on standard error what to do without a command', async () => {
    expect(await run('--help')).toMatchObject({ status: 0, stderr: '' });
    expect((await run('query', '-h')).stdout).toContain('Usage: drawbridge query');
    expect((await run('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(await run()).toMatchObject({ status: 2, stdout: '' });
  });

  it.concurrent.each(['host', 'query', 'dsn', 'login', 'logout', 'driver', 'sandbox', 'doctor'])(
    '%s tells its usage',
    async (command) => {
      const { status, stdout } = await run(command, '--help');
      expect(status).toBe(0);
      expect(stdout).toContain(`Usage: drawbridge ${command}`);
    },
  );
});

it('no file but the vault holds a secret, and that one not in the clear', async () => {
  await stage.addDsn('Marked', harborProperties(stage.sandbox), marker);
  await run('query', '--dsn', 'Marked', 'SELECT * FROM Workspaces');
  await run('query', '--dsn', `DSN=Marked;AccessToken=${marker}`, 'SELECT * FROM Workspaces');
  const files = await readdir(stage.place.folder, { recursive: true, withFileTypes: true });
  const holding: string[] = [];
  for (const file of files.filter((entry) => entry.isFile())) {
    const name = path.join(file.parentPath, file.name);
    const bytes = await readFile(name);
    if (bytes.includes(marker) || bytes.includes(stage.sandbox.accessToken)) holding.push(name);
  }
  expect(holding).toEqual([]);
  expect((await stat(path.join(stage.place.dataDir, 'vault', 'vault.json'))).mode & 0o777).toBe(0o600);
  expect((await stat(path.join(stage.place.dataDir, 'keys', 'vault.key'))).mode & 0o777).toBe(0o600);
});
