/**
 * What "Connect from…" prints, run as it is printed; and what its files say about the engine, compared with what the
 * engine does. One data source has a name with everything that a data source may be called.
 */
import { mkdir, mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClientGuide } from '../engine/admin/contract.ts';
import { odbcIdentity } from '../engine/clients/odbc-identity.ts';
import { tableauCapabilities } from '../engine/clients/tableau-capabilities.ts';
import { harborProperties, Stage } from './support/stage.ts';
import { hasDriver, hasProgram, hasPythonModule, missingTool } from './support/tools.ts';
import type { Outcome } from './support/workplace.ts';

const hostile = `O'Neil & "Söhne" <$1> %20~\`^`;
const inFile = "shared (o'data)/Harbor.dsn";
const names = ['Harbor', hostile, inFile];

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.set({ host: ['--listen', '127.0.0.1:0'] });
  const file = path.join(stage.place.folder, inFile);
  await mkdir(path.dirname(file));
  const secret = { input: `AccessToken=${stage.sandbox.accessToken}\n` };
  const addFile = ['dsn', 'add', file, ...harborProperties(stage.sandbox), '--secrets', '-', '--file'];
  await Promise.all([
    stage.place.drawbridge(['driver', 'install']),
    stage.addDsn(hostile, harborProperties(stage.sandbox)),
    stage.place.drawbridge(addFile, secret),
  ]);
  await Promise.all(
    names.map(async (name) => {
      const source = name === inFile ? [file, '--file'] : [name];
      const { stdout } = await stage.place.drawbridge(['dsn', 'connect', ...source, '--json']);
      guides.set(name, JSON.parse(stdout) as ClientGuide[]);
    }),
  );
}, 120_000);

afterAll(() => stage.leave());

const guides = new Map<string, readonly ClientGuide[]>();

function textOf(name: string, application: string, title: string): string {
  const guide = guides.get(name)?.find(({ id }) => id === application);
  const found = guide?.texts.find((one) => one.title === title);
  if (found === undefined) throw new Error(`${application} has no text ${title}.`);
  return found.text;
}

const shell = (command: string, input = ''): Promise<Outcome> =>
  stage.place.run('sh', ['-c', command], { input });

async function save(ending: string, tables: string, name = hostile): Promise<string> {
  const file = path.join(stage.place.folder, `saved.${ending}`);
  const args = ['dsn', 'connect', name, '--save', file, ...(tables === '' ? [] : ['--table', tables])];
  expect(await stage.place.drawbridge(args)).toMatchObject({ status: 0 });
  return file;
}

describe.each(names)('the texts for %s', (name) => {
  it.skipIf(missingTool(hasProgram('psql')))('psql', async () => {
    const one = await shell(textOf(name, 'psql', 'One statement'));
    expect(one).toMatchObject({ status: 0, stderr: '' });
    expect(one.stdout).toContain('lighthouse/beacon');
    const session = await shell(textOf(name, 'psql', 'A session'), 'SELECT 40 + 2 AS answer;');
    expect(session).toMatchObject({ status: 0, stderr: '' });
    expect(session.stdout).toContain('42');
  });

  it.skipIf(missingTool(hasDriver && hasProgram('isql')))('isql', async () => {
    const one = await shell(textOf(name, 'isql', 'One statement'));
    expect(one).toMatchObject({ status: 0 });
    expect(one.stdout).toContain('lighthouse/beacon');
    const session = await shell(textOf(name, 'isql', 'A session'), 'SELECT 40 + 2\n');
    expect(session.stdout).toContain('42');
  });

  it.skipIf(missingTool(hasDriver && hasPythonModule('pyodbc')))('Python', async () => {
    const script = textOf(name, 'python', 'pyodbc');
    const { status, stdout, stderr } = await stage.place.run('/usr/bin/python3', ['-'], { input: script });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain("('lighthouse/beacon', datetime.datetime(");
  });

  it('Node.js', async () => {
    const folder = await mkdtemp(path.join(stage.place.folder, 'node-'));
    await symlink(path.resolve(import.meta.dirname, '..', 'node_modules'), path.join(folder, 'node_modules'));
    await writeFile(path.join(folder, 'query.mjs'), textOf(name, 'node', 'node-postgres'));
    const outcome = await stage.place.run(process.execPath, ['query.mjs'], { cwd: folder });
    expect(outcome).toMatchObject({ status: 0, stderr: '' });
    expect(outcome.stdout).toContain('lighthouse/beacon');
  });

  it.skipIf(missingTool(hasProgram('psql')))('the password command opens the door of TCP', async () => {
    const setting = textOf(name, 'java', 'Password');
    const address = textOf(name, 'dbeaver', 'URL')
      .trim()
      .replace(/^jdbc:/, '');
    const outcome = await shell(
      `${setting}psql -w '${address.replaceAll("'", "'\\''")}' -Atc 'SELECT 6 * 7'`,
    );
    expect(outcome).toEqual({ status: 0, stdout: '42\n', stderr: '' });
  });
});

it.skipIf(missingTool(hasDriver && hasProgram('isql')))(
  'the text with the driver’s name opens a file, too, with the secret that the vault keeps for it',
  async () => {
    const text = textOf(inFile, 'excel', 'Connection string').trim();
    expect(text).not.toContain('FILEDSN');
    const command = `isql -v -b -k '${text.replaceAll("'", String.raw`'\''`)}'`;
    expect(await shell(command, 'SELECT count(*) FROM Branches\n')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('42') as string,
    });
  },
);

describe('secrets', () => {
  it('stand in no text and no file', async () => {
    const canary = 'CANARY-of-the-vault';
    const values = [...harborProperties(stage.sandbox), 'Email=canary@example.com'];
    await stage.addDsn('Canary', values, canary);
    const hidden = [canary, stage.sandbox.accessToken, 'canary@example.com'];
    const endpoint = JSON.parse(await readFile(path.join(stage.runDir, 'endpoint.json'), 'utf8')) as {
      password: string;
    };
    const [{ stdout }, ...saved] = await Promise.all([
      stage.place.drawbridge(['dsn', 'connect', 'Canary', '--json']),
      ...files.map(([ending, tables]) => save(ending, tables, 'Canary')),
    ]);
    const made = [stdout, ...(await Promise.all(saved.map((file) => readFile(file, 'latin1'))))];
    for (const text of made) {
      expect(text).toMatch(/Drawbridge|Canary/);
      for (const secret of [...hidden, endpoint.password]) expect(text).not.toContain(secret);
    }
  });
});

const files = [
  ['tds', 'PullRequests,Users'],
  ['dqy', 'harbor-app.PullRequests'],
] as const;

it('the statement of a file for Excel gives the columns that the file names', async () => {
  const text = await readFile(await save('dqy', 'lighthouse.io.Branches', 'Harbor'), 'latin1');
  const [, , , statement = '', , , columns = ''] = text.split('\r\n');
  const { fields, rows: found } = await (await stage.connect()).query(statement);
  expect(fields.map(({ name }) => name)).toEqual(columns.split('\t'));
  expect(found.length).toBeGreaterThan(0);
});

describe('the command line', () => {
  it('names what is wrong', async () => {
    const run = (...args: string[]) => stage.place.drawbridge(['dsn', 'connect', 'Harbor', ...args]);
    const [cobol, ending, none] = await Promise.all([
      run('--for', 'cobol'),
      run('--save', 'x.txt'),
      run('--save', 'x.odc'),
    ]);
    expect([cobol.status, ending.status, none.status]).toEqual([2, 2, 2]);
    expect(none.stderr).toContain('Name it with --table');
  });

  it('prints one application with its steps and notes', async () => {
    const { stdout } = await stage.place.drawbridge(['dsn', 'connect', 'Harbor', '--for', 'PSQL']);
    expect(stdout).toMatch(/^psql\n\n1\. Install/);
    expect(stdout).toContain(`    ${textOf('Harbor', 'psql', 'A session')}`);
    expect(stdout).toContain('\nNote: ');
  });
});

interface DriverFacts {
  readonly info: Record<string, string | number>;
  readonly columns: readonly { name: string; type: number; size: number; nullable: number }[];
}

const driverProgram = `
import json, pyodbc
c = pyodbc.connect('DSN=Harbor', autocommit=True)
info = {name: c.getinfo(getattr(pyodbc, name)) for name in
    ('SQL_DBMS_NAME', 'SQL_DRIVER_NAME', 'SQL_DATABASE_NAME', 'SQL_SCROLL_OPTIONS', 'SQL_TXN_CAPABLE')}
rows = c.cursor().columns(table='PullRequests', schema='harbor-app').fetchall()
c.cursor().primaryKeys('PullRequests', schema='harbor-app').fetchall()
c.cursor().foreignKeys('PullRequests', schema='harbor-app').fetchall()
print(json.dumps({'info': info, 'columns': [
    {'name': r.column_name, 'type': r.data_type, 'size': r.column_size, 'nullable': r.nullable} for r in rows]}))
`;

/** By the type that the file names, the number that the driver reports. */
const odbcTypes: Readonly<Record<string, number>> = {
  SQL_WVARCHAR: -9,
  SQL_BIGINT: -5,
  SQL_INTEGER: 4,
  SQL_DOUBLE: 8,
  SQL_BIT: -7,
  SQL_TYPE_DATE: 91,
  SQL_TYPE_TIMESTAMP: 93,
};

const recordsProgram = `
import json, sys, xml.etree.ElementTree as tree
records = tree.parse(sys.argv[1]).getroot().iter('metadata-record')
print(json.dumps([{
    'name': r.findtext('remote-name'),
    'type': next(a.text for a in r.iter('attribute') if a.get('name') == 'DebugRemoteType').strip('"'),
    'size': int(r.findtext('width') or r.findtext('precision') or 0),
    'nullable': r.findtext('contains-null')} for r in records]))
`;

describe.skipIf(missingTool(hasDriver && hasPythonModule('pyodbc')))("Tableau's files and the driver", () => {
  let facts: DriverFacts;

  beforeAll(async () => {
    const { stdout, stderr } = await stage.place.run('/usr/bin/python3', ['-c', driverProgram]);
    expect(stderr).toBe('');
    facts = JSON.parse(stdout) as DriverFacts;
  }, 120_000);

  it('agree on vendor and driver', () => {
    expect(facts.info).toMatchObject({
      SQL_DBMS_NAME: odbcIdentity.dbmsName,
      SQL_DRIVER_NAME: odbcIdentity.driverFile,
      SQL_DATABASE_NAME: odbcIdentity.catalog,
    });
  });

  it('agree on cursors that go forward only, and on transactions that there are none', () => {
    expect(facts.info).toMatchObject({ SQL_SCROLL_OPTIONS: 1, SQL_TXN_CAPABLE: 0 });
  });

  it('agree on type, length and nullability of every column', async () => {
    const file = await save('tds', 'PullRequests');
    const { stdout } = await stage.place.run('/usr/bin/python3', ['-c', recordsProgram, file]);
    const records = JSON.parse(stdout) as { name: string; type: string; size: number; nullable: string }[];
    expect(records.length).toBeGreaterThan(10);
    expect(
      records.map(({ name, type, size, nullable }) => ({
        name,
        type: odbcTypes[type],
        ...(size > 0 ? { size } : {}),
        nullable: nullable === 'true' ? 1 : 0,
      })),
    ).toEqual(
      facts.columns.map(({ name, type, size, nullable }, index) => ({
        name,
        type,
        ...(records[index]?.size === 0 ? {} : { size }),
        nullable,
      })),
    );
  });
});

type Probe = (client: pg.Client) => Promise<boolean>;

const rows = async (client: pg.Client, sql: string): Promise<readonly unknown[][]> =>
  (await client.query<unknown[]>({ text: sql, rowMode: 'array' })).rows;
const runs =
  (sql: string): Probe =>
  (client) =>
    client.query(sql).then(
      () => true,
      () => false,
    );
const refuses =
  (sql: string): Probe =>
  async (client) =>
    !(await runs(sql)(client));
const both =
  (...probes: Probe[]): Probe =>
  async (client) => {
    for (const probe of probes) if (!(await probe(client))) return false;
    return true;
  };
const gives =
  (sql: string, wanted: (found: readonly unknown[][]) => boolean): Probe =>
  async (client) =>
    wanted(await rows(client, sql));

/** Each says whether the capability is there. */
const probes: Readonly<Record<string, Probe>> = {
  CAP_CREATE_TEMP_TABLES: runs(
    'CREATE LOCAL TEMPORARY TABLE "XT_Connect" ( "COL" INTEGER ) ON COMMIT PRESERVE ROWS',
  ),
  CAP_SELECT_INTO: runs('SELECT Slug INTO "XT_Connect" FROM Repositories'),
  CAP_SELECT_TOP_INTO: runs('SELECT TOP 1 Slug INTO "XT_Connect" FROM Repositories'),
  CAP_QUERY_TOP_N: gives('SELECT Slug FROM Repositories ORDER BY Slug LIMIT 2', ({ length }) => length === 2),
  CAP_QUERY_TOPSTYLE_LIMIT: gives('SELECT * FROM Repositories LIMIT 1', ({ length }) => length === 1),
  CAP_QUERY_TOPSTYLE_ROWNUM: runs('SELECT * FROM Repositories WHERE ROWNUM <= 1'),
  CAP_QUERY_SUBQUERIES: gives(
    'SELECT "COL" FROM (SELECT 1 AS "COL") AS "SUBQUERY"',
    ([row]) => Number(row?.[0]) === 1,
  ),
  CAP_QUERY_SUBQUERIES_WITH_TOP: gives(
    'SELECT COUNT(1) FROM (SELECT Slug FROM Repositories LIMIT 2) "t"',
    ([row]) => Number(row?.[0]) === 2,
  ),
  CAP_QUERY_FROM_REQUIRES_ALIAS: refuses('SELECT COUNT(1) FROM (SELECT Slug FROM Repositories)'),
  CAP_QUERY_JOIN_ACROSS_SCHEMAS: gives(
    'SELECT "u"."DisplayName" FROM "harbor-app"."PullRequests" "p" JOIN "Information"."Users" "u" ON "p"."AuthorUUID" = "u"."UUID" LIMIT 3',
    ({ length }) => length === 3,
  ),
  CAP_QUERY_GROUP_BY_DEGREE: both(
    gives('SELECT State AS "COL", COUNT(1) FROM PullRequests GROUP BY 1', ({ length }) => length > 1),
    refuses('SELECT State AS "COL" FROM PullRequests GROUP BY 2'),
  ),
  CAP_QUERY_GROUP_BY_ALIAS: gives(
    'SELECT UPPER(State) AS "COL", COUNT(1) FROM PullRequests GROUP BY "COL"',
    ({ length }) => length > 1,
  ),
  CAP_QUERY_GROUP_BY_BOOL: gives(
    `SELECT COUNT(1) FROM PullRequests GROUP BY State = 'OPEN'`,
    ({ length }) => length === 2,
  ),
  CAP_QUERY_HAVING_REQUIRES_GROUP_BY: refuses('SELECT SUM(1) AS "COL" FROM Repositories HAVING COUNT(1) > 0'),
  CAP_QUERY_HAVING_UNSUPPORTED: refuses(
    'SELECT State, COUNT(1) FROM PullRequests GROUP BY State HAVING COUNT(1) > 0',
  ),
  CAP_QUERY_SORT_BY: gives('SELECT Slug FROM Repositories ORDER BY Slug DESC', isFalling),
  CAP_QUERY_SORT_BY_DEGREE: gives('SELECT Slug FROM Repositories ORDER BY 1 DESC', isFalling),
  CAP_QUERY_BOOLEXPR_TO_INTEXPR: refuses('SELECT (1 = 1) AS "COL"'),
  CAP_QUERY_NULL_REQUIRES_CAST: refuses('SELECT NULL AS "COL"'),
  CAP_QUERY_WHERE_FALSE_METADATA: describesWithoutCalls(
    'SELECT * FROM "harbor-app"."PullRequests" WHERE 1=0',
  ),
  CAP_QUERY_TOP_0_METADATA: describesWithoutCalls('SELECT * FROM "harbor-app"."PullRequests" LIMIT 0'),
};

function isFalling(found: readonly unknown[][]): boolean {
  const slugs = found.map(([slug]) => String(slug));
  return slugs.length > 1 && slugs.every((slug, index) => index === 0 || slug <= (slugs[index - 1] ?? ''));
}

function describesWithoutCalls(sql: string): Probe {
  return async (client) => {
    stage.sandbox.clearRequests();
    const { fields, rows: found } = await client.query(sql);
    return fields.length > 10 && found.length === 0 && stage.sandbox.requests.length === 0;
  };
}

describe('what Tableau is told of the engine is so', () => {
  it.each(Object.keys(probes))('%s', async (name) => {
    const told = tableauCapabilities.find((capability) => capability.name === name);
    const is = await probes[name]?.(await stage.connect());
    expect(told?.value).toBe(is ? 'yes' : 'no');
  });

  it('leaves no statement of the query family untried', () => {
    const choice = ['CAP_QUERY_TOPSTYLE_TOP'];
    const told = tableauCapabilities
      .map(({ name }) => name)
      .filter((name) => /^CAP_(QUERY|SELECT|CREATE)_/.test(name));
    expect(told.filter((name) => !(name in probes) && !choice.includes(name))).toEqual([]);
  });
});
