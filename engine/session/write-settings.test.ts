/** Settings of repositories and projects, and what belongs to an account: one call a row, and the row as it is then. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Session } from './session.ts';
import { failure, run, writtenBench, type WrittenBench } from './test-support/written-bench.ts';

let bench: WrittenBench;
let session: Session;

beforeAll(async () => {
  bench = await writtenBench();
  session = await bench.open('Schema=harbor-app');
});
afterAll(() => bench.close());
beforeEach(() => bench.sandbox.clearRequests());

const app = '/repositories/lighthouse/harbor-app';
const all = ['GET', 'POST', 'PUT', 'DELETE'] as const;

type Found = Record<string, unknown>;

/** Bitbucket's list, past the engine. */
async function listed(path: string): Promise<readonly Found[]> {
  const { values } = await bench.get(`${path}?pagelen=100`);
  bench.sandbox.clearRequests();
  return values as readonly Found[];
}

async function rowsOf(sql: string): Promise<readonly (readonly unknown[])[]> {
  return (await run(session, sql)).rows;
}

const uuidOf = (member: Found = {}): string => String((member['user'] as Found)['uuid']);

const says = (text: string | RegExp): unknown =>
  typeof text === 'string' ? expect.stringContaining(text) : expect.stringMatching(text);

describe.each([
  { table: 'Webhooks', path: `${app}/hooks` },
  { table: 'WorkspaceWebhooks', path: '/workspaces/lighthouse/hooks' },
])('$table', ({ table, path }) => {
  it('keeps what an update does not name, the secret too', async () => {
    const { rows } = await run(
      session,
      `INSERT INTO ${table} (URL, Events, Description, Active, Secret)
       VALUES ('https://tide.example/in', '["repo:push","pullrequest:created"]', 'Tide', true, 'octopus-ink') RETURNING UUID, SecretSet`,
    );
    const id = String(rows[0]?.[0]);
    expect(rows).toEqual([[id, true]]);
    expect(bench.requests()).toEqual([`POST ${path}`]);
    const one = `${path}/${encodeURIComponent(id)}`;
    const before = await bench.get(one);
    expect(before).toMatchObject({ url: 'https://tide.example/in', active: true, description: 'Tide' });

    bench.sandbox.clearRequests();
    await run(session, `UPDATE ${table} SET Active = false WHERE UUID = '${id}'`);
    expect(bench.requests(all).slice(-2)).toEqual([`GET ${one}`, `PUT ${one}`]);
    expect(await bench.get(one)).toEqual({ ...before, active: false });

    await run(session, `UPDATE ${table} SET Secret = NULL, Events = '["repo:push"]' WHERE UUID = '${id}'`);
    expect(await rowsOf(`SELECT SecretSet, Secret, Events FROM ${table} WHERE UUID = '${id}'`)).toEqual([
      [false, null, '["repo:push"]'],
    ]);
    await run(session, `DELETE FROM ${table} WHERE UUID = '${id}'`);
    expect((await listed(path)).map(({ uuid }) => uuid)).not.toContain(id);
  });

  it('is refused in words', async () => {
    const insert = (url: string, events: string): string =>
      `INSERT INTO ${table} (URL, Events) VALUES ('${url}', '${events}')`;
    expect(await failure(session, insert('ftp://quay', '["repo:push"]'))).toMatchObject({
      sqlState: '58000',
      message: says('valid URL'),
    });
    expect(await failure(session, insert('https://tide.example', '["tide:rises"]'))).toMatchObject({
      message: says('tide:rises'),
    });
    expect(await failure(session, insert('https://tide.example', '["repo:push"'))).toMatchObject({
      sqlState: '22P02',
    });
    expect(await failure(session, `DELETE FROM ${table} WHERE ReadOnly`)).toMatchObject({
      sqlState: '42501',
      message: says('belongs to an app'),
    });
  });
});

describe('Environments', () => {
  it('are made for a stage and removed, and not changed', async () => {
    const made = await run(
      session,
      `INSERT INTO Environments (Name, TypeName) VALUES ('Drydock Süd', 'Staging') RETURNING Name, TypeName, TypeRank`,
    );
    expect(made.rows).toEqual([['Drydock Süd', 'Staging', 1n]]);
    expect(bench.requests()).toEqual([`POST ${app}/environments`]);
    expect((await listed(`${app}/environments/`)).at(-1)).toMatchObject({ name: 'Drydock Süd' });
    expect(await failure(session, `INSERT INTO Environments (Name) VALUES ('drydock süd')`)).toMatchObject({
      message: says(/409: .*already exists/),
    });
    expect(
      await failure(session, `INSERT INTO Environments (Name, TypeName) VALUES ('x', 'Attic')`),
    ).toMatchObject({ message: says('Test, Staging, Production') });
    expect(await failure(session, `UPDATE Environments SET Name = 'x'`)).toMatchObject({
      sqlState: '0A000',
      message: says('does not say what its call for that takes'),
    });
    expect((await run(session, `DELETE FROM Environments WHERE Name = 'Drydock Süd'`)).tag).toBe('DELETE 1');
    expect((await listed(`${app}/environments/`)).map(({ name }) => name)).not.toContain('Drydock Süd');
  });
});

describe('BranchRestrictions', () => {
  const list = `${app}/branch-restrictions`;

  it('exempt accounts and groups, and are changed with what Bitbucket requires again', async () => {
    const { rows } = await run(
      session,
      `INSERT INTO BranchRestrictions (Kind, BranchMatchKind, Pattern, Users, Groups)
       SELECT 'push', 'glob', 'quay/*', json_array(json_object('uuid', UserUUID)), '[{"slug":"developers"}]' FROM WorkspaceMembers ORDER BY UserUUID LIMIT 1
       RETURNING Id, Kind, json_array_length(Users), Groups->0->>'slug'`,
    );
    const id = String(rows[0]?.[0]);
    expect(rows[0]?.slice(1)).toEqual(['push', 1n, 'developers']);
    expect(bench.requests()).toEqual([`POST ${list}`]);
    const before = (await listed(list)).at(-1);
    expect(before).toMatchObject({ kind: 'push', pattern: 'quay/*', value: null });
    await run(session, `UPDATE BranchRestrictions SET Pattern = 'pier/*' WHERE Id = ${id}`);
    expect(bench.requests(all).slice(-2)).toEqual([`GET ${list}/${id}`, `PUT ${list}/${id}`]);
    expect((await listed(list)).at(-1)).toEqual({ ...before, pattern: 'pier/*' });
    expect((await run(session, `DELETE FROM BranchRestrictions WHERE Id = ${id}`)).tag).toBe('DELETE 1');
  });

  it('count what a merge needs, and follow the branching model', async () => {
    const { rows } = await run(
      session,
      `INSERT INTO BranchRestrictions (Kind, BranchMatchKind, Pattern, BranchType, Value)
       VALUES ('require_approvals_to_merge', 'branching_model', '', 'hotfix', 3) RETURNING BranchType, Value, Id`,
    );
    expect(rows[0]?.slice(0, 2)).toEqual(['hotfix', 3n]);
    const where = `WHERE Id = ${String(rows[0]?.[2])}`;
    expect(
      await rowsOf(`UPDATE BranchRestrictions SET Value = 4 ${where} RETURNING Value, BranchType`),
    ).toEqual([[4n, 'hotfix']]);
    await run(session, `DELETE FROM BranchRestrictions ${where}`);
  });

  it('are refused in words', async () => {
    const insert = (kind: string, match: string, pattern: string): string =>
      `INSERT INTO BranchRestrictions (Kind, BranchMatchKind, Pattern) VALUES ('${kind}', '${match}', '${pattern}')`;
    expect(await failure(session, insert('force', 'glob', '*'))).toMatchObject({
      message: says(/409: .*already/),
    });
    expect(await failure(session, insert('drown', 'glob', '*'))).toMatchObject({
      message: says('not a valid kind'),
    });
    expect(await failure(session, insert('push', 'glob', 'x'))).toMatchObject({ message: says('users') });
    expect(await failure(session, insert('delete', 'branching_model', ''))).toMatchObject({
      message: says('branch_type'),
    });
    const noPattern = `INSERT INTO BranchRestrictions (Kind, BranchMatchKind) VALUES ('delete', 'glob')`;
    expect(await failure(session, noPattern)).toMatchObject({ sqlState: '23502', message: says('Pattern') });
  });
});

describe('BranchingModel', () => {
  it('takes its settings and answers the model', async () => {
    const before = await bench.get(`${app}/branching-model`);
    bench.sandbox.clearRequests();
    const { rows } = await run(
      session,
      `UPDATE BranchingModel SET DevelopmentName = 'develop', DevelopmentUseMainBranch = false, BranchTypes = '[{"kind":"hotfix","enabled":false}]'
       WHERE DevelopmentName = 'main' RETURNING DevelopmentBranchName, DevelopmentBranchTargetHash IS NOT NULL, json_array_length(BranchTypes), APIURL`,
    );
    expect(rows).toEqual([['develop', true, 3n, (before['links'] as { self: Found }).self['href']]]);
    expect(bench.requests(['PUT'])).toEqual([`PUT ${app}/branching-model/settings`]);
    expect(await bench.get(`${app}/branching-model`)).toMatchObject({
      development: { name: 'develop', use_mainbranch: false, branch: { name: 'develop' } },
    });
    await run(session, `UPDATE BranchingModel SET ProductionEnabled = true, ProductionUseMainBranch = true`);
    expect(await rowsOf('SELECT ProductionName, ProductionEnabled FROM BranchingModel')).toEqual([
      ['main', null],
    ]);
    await run(session, `UPDATE BranchingModel SET ProductionEnabled = false`);
    expect(await rowsOf('SELECT ProductionName FROM BranchingModel')).toEqual([[null]]);
    expect(await failure(session, `UPDATE BranchingModel SET DevelopmentName = 'atlantis'`)).toMatchObject({
      message: says('no branch'),
    });
    expect(await failure(session, `DELETE FROM BranchingModel`)).toMatchObject({ sqlState: '0A000' });
  });
});

describe.each([
  { table: 'DeployKeys', path: `${app}/deploy-keys` },
  { table: 'HARBOR.ProjectDeployKeys', path: '/workspaces/lighthouse/projects/HARBOR/deploy-keys' },
])('$table', ({ table, path }) => {
  it('are added once and removed', async () => {
    const insert = `INSERT INTO ${table} (Key, Label) VALUES ('ssh-ed25519 QUAY crane@quay', 'Crane')`;
    const { rows } = await run(session, `${insert} RETURNING Key, Label, Comment, Id`);
    expect(rows[0]?.slice(0, 3)).toEqual(['ssh-ed25519 QUAY', 'Crane', 'crane@quay']);
    expect(bench.requests()).toEqual([`POST ${path}`]);
    expect((await listed(path)).at(-1)).toMatchObject({ label: 'Crane', comment: 'crane@quay' });
    expect(await failure(session, insert)).toMatchObject({ message: says(/400: .*already added/) });
    expect(await failure(session, `INSERT INTO ${table} (Key) VALUES ('keyhole')`)).toMatchObject({
      message: says('Invalid SSH key'),
    });
    expect(await failure(session, `INSERT INTO ${table} (Label) VALUES ('x')`)).toMatchObject({
      sqlState: '23502',
    });
    await run(session, `DELETE FROM ${table} WHERE Id = ${String(rows[0]?.[3])}`);
    expect((await listed(path)).map(({ label }) => label)).not.toContain('Crane');
  });
});

it('renames deploy keys of a repository, and not those of a project', async () => {
  const [key = {}] = await listed(`${app}/deploy-keys`);
  await run(session, `UPDATE DeployKeys SET Label = 'Winch' WHERE Id = ${String(key['id'])}`);
  const one = `${app}/deploy-keys/${String(key['id'])}`;
  expect(bench.requests(all).slice(-2)).toEqual([`GET ${one}`, `PUT ${one}`]);
  expect((await listed(`${app}/deploy-keys`))[0]).toEqual({ ...key, label: 'Winch' });
  expect(await failure(session, `UPDATE HARBOR.ProjectDeployKeys SET Label = 'x'`)).toMatchObject({
    sqlState: '0A000',
  });
});

describe('PipelineSchedules', () => {
  const list = `${app}/pipelines_config/schedules`;

  it('are made for a branch, switched and removed', async () => {
    const { rows } = await run(
      session,
      `INSERT INTO PipelineSchedules (CronPattern, TargetRefName, TargetSelectorType, TargetSelectorPattern)
       VALUES ('0 15 3 * * ? *', 'develop', 'custom', 'nightly') RETURNING UUID, Enabled, TargetRefType, TargetSelectorPattern`,
    );
    const id = String(rows[0]?.[0]);
    expect(rows[0]?.slice(1)).toEqual([true, 'branch', 'nightly']);
    expect(bench.requests()).toEqual([`POST ${list}`]);
    await run(session, `UPDATE PipelineSchedules SET Enabled = false WHERE UUID = '${id}'`);
    expect(bench.requests()).toEqual([`PUT ${list}/${encodeURIComponent(id)}`]);
    expect((await listed(list)).at(-1)).toMatchObject({
      uuid: id,
      enabled: false,
      cron_pattern: '0 15 3 * * ? *',
    });
    await run(session, `DELETE FROM PipelineSchedules WHERE UUID = '${id}'`);
    expect((await listed(list)).map(({ uuid }) => uuid)).not.toContain(id);
  });

  it('are refused in words', async () => {
    const insert = (cron: string, branch: string): string =>
      `INSERT INTO PipelineSchedules (CronPattern, TargetRefName, TargetSelectorType) VALUES ('${cron}', '${branch}', 'default')`;
    expect(await failure(session, insert('0 0 1', 'main'))).toMatchObject({ message: says('seven fields') });
    expect(await failure(session, insert('0 0 1 * * ? *', 'atlantis'))).toMatchObject({
      message: says('no branch'),
    });
    const moved = `UPDATE PipelineSchedules SET CronPattern = '0 0 2 * * ? *'`;
    expect(await failure(session, moved)).toMatchObject({ sqlState: '0A000' });
  });
});

describe.each([
  { table: 'RepositoryUserPermissions', path: `${app}/permissions-config`, level: 'write' },
  { table: 'RepositoryGroupPermissions', path: `${app}/permissions-config`, level: 'read' },
  {
    table: 'HARBOR.ProjectUserPermissions',
    path: '/workspaces/lighthouse/projects/HARBOR/permissions-config',
    level: 'create-repo',
  },
  {
    table: 'HARBOR.ProjectGroupPermissions',
    path: '/workspaces/lighthouse/projects/HARBOR/permissions-config',
    level: 'create-repo',
  },
])('$table', ({ table, path, level }) => {
  const isOfUsers = table.includes('User');
  const column = isOfUsers ? 'UserUUID' : 'GroupSlug';

  async function somebody(): Promise<{ readonly name: string; readonly address: string }> {
    const members = await listed('/workspaces/lighthouse/members');
    const name = isOfUsers ? uuidOf(members[6]) : 'developers';
    return { name, address: `${path}/${isOfUsers ? 'users' : 'groups'}/${encodeURIComponent(name)}` };
  }

  it('are given, changed and taken away by the same address', async () => {
    const { name, address } = await somebody();
    await run(session, `DELETE FROM ${table} WHERE ${column} = '${name}'`);
    bench.sandbox.clearRequests();
    const given = `INSERT INTO ${table} (${column}, Permission) VALUES ('${name}', '${level}') RETURNING ${column}, Permission`;
    expect(await rowsOf(given)).toEqual([[name, level]]);
    expect(bench.requests()).toEqual([`PUT ${address}`]);
    await run(session, `UPDATE ${table} SET Permission = 'admin' WHERE ${column} = '${name}'`);
    expect(bench.requests()).toEqual([`PUT ${address}`]);
    expect(await rowsOf(`SELECT Permission FROM ${table} WHERE ${column} = '${name}'`)).toEqual([['admin']]);
    bench.sandbox.clearRequests();
    expect((await run(session, `DELETE FROM ${table} WHERE ${column} = '${name}'`)).tag).toBe('DELETE 1');
    expect(bench.requests()).toEqual([`DELETE ${address}`]);
    expect(await rowsOf(`SELECT Permission FROM ${table} WHERE ${column} = '${name}'`)).toEqual([]);
  });

  it('are refused in words, and named by the scope that is missing', async () => {
    const { name } = await somebody();
    const give = (permission: string): string =>
      `INSERT INTO ${table} (${column}, Permission) VALUES ('${name}', '${permission}')`;
    expect(await failure(session, give('none'))).toMatchObject({ message: says('not a valid choice') });
    expect(await failure(session, `INSERT INTO ${table} (${column}) VALUES ('${name}')`)).toMatchObject({
      sqlState: '23502',
    });
    const token = bench.sandbox.issueAccessToken(['account', 'repository', 'project', 'repository:write']);
    const guest = await bench.open(`AccessToken=${token};Schema=harbor-app`);
    expect(await failure(guest, give(level))).toMatchObject({ sqlState: '42501', message: says(':admin') });
  });
});

describe('SshKeys and GpgKeys', () => {
  it('are added to the own account, and named anew or removed', async () => {
    const { rows } = await run(
      session,
      `INSERT INTO SshKeys (OwnerUUID, Key, Label) SELECT UUID, 'ssh-ed25519 MOLE me@mole', 'Mole' FROM CurrentUser
       RETURNING UUID, OwnerUUID, Label, Comment`,
    );
    const [id, owner] = (rows[0] ?? []).map(String);
    expect(rows[0]?.slice(2)).toEqual(['Mole', 'me@mole']);
    const keys = `/users/${encodeURIComponent(owner ?? '')}/ssh-keys`;
    expect(bench.requests()).toEqual([`POST ${keys}`]);
    await run(session, `UPDATE SshKeys SET Label = 'Pier' WHERE UUID = '${id}'`);
    expect(bench.requests()).toEqual([`PUT ${keys}/${encodeURIComponent(id ?? '')}`]);
    expect((await listed(keys)).at(-1)).toMatchObject({ label: 'Pier', comment: 'me@mole' });
    await run(session, `DELETE FROM SshKeys WHERE UUID = '${id}'`);
    expect((await listed(keys)).map(({ uuid }) => uuid)).not.toContain(id);

    const armour = '-----BEGIN PGP PUBLIC KEY BLOCK-----';
    const gpg = `INSERT INTO GpgKeys (OwnerUUID, Key) VALUES ('${owner}', '${armour}')`;
    const added = await run(session, `${gpg} RETURNING Fingerprint, Key`);
    expect(added.rows[0]?.[1]).toBe(armour);
    expect(await failure(session, gpg)).toMatchObject({ message: says('added already') });
    const removed = `DELETE FROM GpgKeys WHERE Fingerprint = '${String(added.rows[0]?.[0])}'`;
    expect((await run(session, removed)).tag).toBe('DELETE 1');
  });

  it('are refused for others, and without the scope', async () => {
    const members = await listed('/workspaces/lighthouse/members');
    const other = uuidOf(members[3]);
    const insert = `INSERT INTO SshKeys (OwnerUUID, Key) VALUES ('${other}', 'ssh-rsa AAAA')`;
    expect(await failure(session, insert)).toMatchObject({ sqlState: '42501', message: says('not yours') });
    const token = bench.sandbox.issueAccessToken(['account']);
    const guest = await bench.open(`AccessToken=${token}`);
    expect(await failure(guest, insert)).toMatchObject({ sqlState: '42501', message: says('account:write') });
  });
});

describe('Snippets', () => {
  it('are made of a form with a file, renamed and removed', async () => {
    const { rows } = await run(
      session,
      `INSERT INTO Snippets (Title, IsPrivate, FileName, FileContent) VALUES ('Knots', false, 'knots.md', '# Größe')
       RETURNING Id, Title, IsPrivate, FileContent`,
    );
    const id = String(rows[0]?.[0]);
    expect(rows[0]?.slice(1)).toEqual(['Knots', false, null]);
    expect(bench.requests()).toEqual(['POST /snippets/lighthouse']);
    await run(session, `UPDATE Snippets SET Title = 'Hitches' WHERE Id = '${id}'`);
    expect(bench.requests()).toEqual([`PUT /snippets/lighthouse/${id}`]);
    expect((await listed('/snippets/lighthouse')).at(-1)).toMatchObject({
      id,
      title: 'Hitches',
      is_private: false,
    });

    const comments = `/snippets/lighthouse/${id}/comments`;
    const made = await run(
      session,
      `INSERT INTO SnippetComments (SnippetId, ContentRaw) VALUES ('${id}', 'Neat') RETURNING Id, SnippetId`,
    );
    const comment = String(made.rows[0]?.[0]);
    expect(bench.requests()).toEqual([`POST ${comments}`]);
    const reply = `INSERT INTO SnippetComments (SnippetId, ContentRaw, ParentId) VALUES ('${id}', 'Indeed', ${comment}) RETURNING ParentId`;
    expect(await rowsOf(reply)).toEqual([[BigInt(comment)]]);
    const where = `WHERE SnippetId = '${id}' AND Id = ${comment}`;
    await run(session, `UPDATE SnippetComments SET ContentRaw = 'Neater' ${where}`);
    expect((await listed(comments))[0]).toMatchObject({ content: { raw: 'Neater' } });
    await run(session, `DELETE FROM SnippetComments ${where}`);
    expect((await listed(comments))[0]).toMatchObject({ deleted: true, content: { raw: '' } });

    await run(session, `DELETE FROM Snippets WHERE Id = '${id}'`);
    expect((await listed('/snippets/lighthouse')).map((one) => one['id'])).not.toContain(id);
  });

  it('are refused in words', async () => {
    const nameless = `INSERT INTO Snippets (FileContent) VALUES ('x')`;
    expect(await failure(session, nameless)).toMatchObject({ message: says('must have a name') });
    const others = `UPDATE SnippetComments SET ContentRaw = 'x' WHERE SnippetId = 'kypj' AND Id = 700000`;
    expect(await failure(session, others)).toMatchObject({ sqlState: '42501', message: says('author') });
    const token = bench.sandbox.issueAccessToken(['snippet']);
    const guest = await bench.open(`AccessToken=${token}`);
    expect(await failure(guest, `INSERT INTO Snippets (Title) VALUES ('x')`)).toMatchObject({
      sqlState: '42501',
      message: says('snippet:write'),
    });
  });
});

describe('Downloads', () => {
  it('are uploaded as text, which takes the place of what had the name', async () => {
    const mine = async (): Promise<readonly (readonly unknown[])[]> =>
      rowsOf(`SELECT Size, Downloads, Content FROM Downloads WHERE Name = 'größe "7".csv'`);
    const upload = (content: string): string =>
      `INSERT INTO Downloads (Name, Content) VALUES ('größe "7".csv', '${content}')`;
    expect((await run(session, upload('a;ö\r\n--x'))).tag).toBe('INSERT 0 1');
    expect(bench.requests()).toEqual([`POST ${app}/downloads`]);
    expect(await mine()).toEqual([[9n, 0n, null]]);
    await run(session, upload('ab'));
    expect(await mine()).toEqual([[2n, 0n, null]]);
    bench.sandbox.clearRequests();
    for (const [sql, sqlState, message] of [
      [`${upload('x')} RETURNING Size`, '0A000', 'has no RETURNING'],
      [`INSERT INTO Downloads (Name) VALUES ('x')`, '23502', 'needs Content'],
      [`UPDATE Downloads SET Content = 'x' WHERE Name = 'x'`, '0A000', 'INSERT of the same name'],
    ] as const) {
      expect(await failure(session, sql)).toMatchObject({ sqlState, message: says(message) });
    }
    expect(bench.requests()).toEqual([]);
    expect(await mine()).toEqual([[2n, 0n, null]]);
  });

  it('are removed by their names', async () => {
    const name = 'größenplan v2.zip';
    expect((await run(session, `DELETE FROM Downloads WHERE Name = '${name}'`)).tag).toBe('DELETE 1');
    expect(bench.requests()).toEqual([`DELETE ${app}/downloads/${encodeURIComponent(name)}`]);
    expect((await listed(`${app}/downloads`)).map((one) => one['name'])).not.toContain(name);
  });
});

it('tells what can be written in sys_tablecolumns', async () => {
  const sql = `SELECT ColumnName, IsInsertable, IsRequired, IsUpdatable FROM sys_tablecolumns
     WHERE TableName = 'Webhooks' AND SchemaName = 'harbor-app' AND NOT IsReadOnly ORDER BY Ordinal`;
  expect(await rowsOf(sql)).toEqual([
    ['URL', true, true, true],
    ['Description', true, false, true],
    ['Active', true, false, true],
    ['Events', true, true, true],
    ['Secret', true, false, true],
  ]);
});
