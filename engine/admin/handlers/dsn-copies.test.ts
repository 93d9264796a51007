import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KeyFileKeeper } from '../../auth/key-file-keeper.ts';
import { openVault, type Vault } from '../../auth/vault.ts';
import { openDsnStore } from '../../dsn/dsn-places.ts';
import type { DsnKey } from '../../dsn/dsn-store.ts';
import type { CallContext } from '../dispatcher.ts';
import { folderHandlers } from './folders.ts';
import { dsnCopyHandlers } from './dsn-copies.ts';
import { dsnHandlers } from './dsn.ts';

const marker = 'marker-secret-4711';
const sales: DsnKey = { name: 'Sales', scope: 'user' };
const context: CallContext = {
  signal: new AbortController().signal,
  onPeerGone: () => undefined,
  tell: () => undefined,
};

let folder: string;
let userFile: string;
let vault: Vault;
let handlers: ReturnType<typeof dsnHandlers> & ReturnType<typeof dsnCopyHandlers>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dsn-copies-'));
  userFile = join(folder, 'user.ini');
  vault = openVault({
    folder: join(folder, 'vault'),
    keepers: [new KeyFileKeeper(join(folder, 'vault.key'))],
  });
  const env = { ODBCINI: userFile, ODBCSYSINI: join(folder, 'etc'), HOME: folder };
  const dsns = openDsnStore({ env, libraryPath: '/data/driver/libdrawbridgeodbc.so' });
  const parts = { dsns, vault, changed: () => undefined };
  const folders = folderHandlers({ dsns, env });
  handlers = { ...dsnHandlers(parts), ...dsnCopyHandlers({ ...parts, folders }) };
  await save(
    'Sales',
    { Workspace: 'harbor', Proxy: `http://ada:${marker}@proxy:3128` },
    { APIToken: marker },
  );
  await vault.update(sales, (entry) => ({ ...entry, signIn }));
});
afterEach(() => rm(folder, { recursive: true }));

const signIn = { accessToken: 'a', refreshToken: 'r', expiresAt: '2030-01-01', scopes: [], account: 'Ada' };

const save = (name: string, values: Record<string, string> = {}, secrets: Record<string, string> = {}) =>
  handlers['dsn.save']({ name, scope: 'user', description: '', values, secrets }, context);
const exported = async (name?: string) =>
  (await handlers['dsn.export']({ scope: 'user', ...(name !== undefined && { name }) }, context)).text;
type ImportInput = Parameters<(typeof handlers)['dsn.import']>[0];
const importText = (text: string, more: Partial<ImportInput> = {}) =>
  handlers['dsn.import']({ scope: 'user', text, look: false, choices: {}, ...more }, context);
const names = async () => (await handlers['dsn.list']({}, context)).dsns.map(({ name }) => name);
const portable = (...list: string[]) =>
  JSON.stringify({
    format: 1,
    dataSources: list.map((name) => ({ name, description: 'new', values: { Workspace: 'new' } })),
  });
const file = () => readFile(userFile, 'utf8');

describe('a duplicate', () => {
  const duplicate = (to: DsnKey) => handlers['dsn.duplicate']({ ...sales, to }, context);

  it('has the values and secrets, and not the sign-in', async () => {
    const { entry } = await duplicate({ name: 'Sales 2', scope: 'user' });
    expect(entry).toMatchObject({ name: 'Sales 2', ours: true });
    const copy = await vault.get(entry);
    expect(copy.secrets).toEqual((await vault.get(sales)).secrets);
    expect(copy.secrets).toMatchObject({ APIToken: marker, ProxyPassword: marker });
    expect(copy.signIn).toBeNull();
    expect((await vault.get(sales)).signIn).toEqual(signIn);
    expect(await handlers['dsn.get'](entry, context)).toMatchObject({ values: { Workspace: 'harbor' } });
  });

  it('may be of another scope', async () => {
    await duplicate({ name: 'Sales', scope: 'system' });
    const path = join(folder, 'sales.dsn');
    await duplicate({ name: path, scope: 'file' });
    expect((await vault.get({ name: path, scope: 'file' })).secrets).toMatchObject({ APIToken: marker });
    expect(await readFile(path, 'utf8')).not.toContain(marker);
  });

  it('takes no name that is taken, whatever its case, and no name that ODBC refuses', async () => {
    const before = await file();
    await expect(duplicate({ name: 'SALES', scope: 'user' })).rejects.toMatchObject({ sqlState: '42710' });
    for (const name of Array.from('[]{}(),;?*=!@\\')
      .map((bad) => `a${bad}b`)
      .concat('x'.repeat(33), ''))
      await expect(duplicate({ name, scope: 'user' })).rejects.toMatchObject({ sqlState: '22023' });
    expect(await file()).toBe(before);
  });

  it('is not made of another driver’s data source', async () => {
    await writeFile(userFile, '[Sales]\nDriver=Other\n');
    await expect(duplicate({ name: 'B', scope: 'user' })).rejects.toMatchObject({ sqlState: '42501' });
  });
});

describe('an export', () => {
  it('holds one or all of ours, and no secret', async () => {
    await save('Weekly');
    await writeFile(userFile, `[Foreign]\nDriver=Other\nPassword=x\n${await file()}APIToken=${marker}\n`);
    expect(await exported()).not.toContain(marker);
    expect(JSON.parse(await exported())).toMatchObject({
      format: 1,
      dataSources: [{ name: 'Sales', values: { Proxy: 'http://proxy:3128' } }, { name: 'Weekly' }],
    });
    expect(JSON.parse(await exported('weekly'))).toMatchObject({ dataSources: [{ name: 'Weekly' }] });
    await expect(exported('Foreign')).rejects.toMatchObject({ sqlState: '3D000' });
  });
});

it('of data sources in files holds one or those of a folder, named as their files', async () => {
  const file = (name: string) => ({ name: join(folder, name), scope: 'file' }) as const;
  const values = { Workspace: 'harbor' };
  const secrets = { APIToken: marker };
  await handlers['dsn.save']({ ...file('One.dsn'), description: 'First', values, secrets }, context);
  await handlers['dsn.duplicate']({ ...file('One.dsn'), to: file('Two.dsn') }, context);
  await writeFile(join(folder, 'theirs.dsn'), '[ODBC]\nDRIVER=Other\n');
  const one = await handlers['dsn.export'](file('One.dsn'), context);
  expect(JSON.parse(one.text)).toEqual({
    format: 1,
    dataSources: [{ name: 'One', description: 'First', values }],
  });
  const all = await handlers['dsn.export']({ scope: 'file', folder }, context);
  expect(all).toMatchObject({ count: 2 });
  expect(all.text).not.toContain(marker);
  await importText(all.text);
  expect(await names()).toEqual(['Sales', 'One', 'Two']);
});

describe('an import', () => {
  it('gives back what was exported', async () => {
    const text = await exported();
    await handlers['dsn.remove'](sales, context);
    await importText(text);
    expect(await exported()).toBe(text);
    expect(await vault.get(sales)).toEqual({ secrets: {}, signIn: null });
  });

  it('says what it would do, and does nothing while it only looks', async () => {
    await writeFile(userFile, `[Foreign]\nDriver=Other\n${await file()}`);
    const before = await file();
    const { items } = await importText(portable('New', 'SALES', 'Foreign', 'a;b', 'New'), { look: true });
    expect(items.map(({ taken, problem }) => [taken, problem])).toEqual([
      ['no', ''],
      ['ours', 'There is a user data source named SALES already.'],
      ['foreign', 'Foreign belongs to another driver.'],
      ['no', '"a;b" cannot be the name of a data source: it contains ;.'],
      ['no', 'The name New would be given twice.'],
    ]);
    expect(items[1]?.suggestion).toBe('SALES 2');
    expect(await file()).toBe(before);
  });

  it('skips, renames and replaces as it was told', async () => {
    const text = portable('Sales', 'New');
    await importText(text, { choices: { sales: { action: 'skip' } } });
    expect(await names()).toEqual(['Sales', 'New']);
    const choices = { New: { action: 'rename', to: 'Newer' }, Sales: { action: 'replace' } } as const;
    await importText(text, { choices });
    expect(await names()).toEqual(['Sales', 'New', 'Newer']);
    expect(await handlers['dsn.get'](sales, context)).toMatchObject({ values: { Workspace: 'new' } });
  });

  it('is all or nothing', async () => {
    const before = await file();
    await expect(importText(portable('New', 'Sales'))).rejects.toMatchObject({ sqlState: '42710' });
    await expect(importText(portable('New', '['))).rejects.toMatchObject({ sqlState: '22023' });
    expect(await file()).toBe(before);
    expect((await vault.get(sales)).signIn).toEqual(signIn);
  });

  it('says of wrong values that they are wrong, also where they would replace a data source', async () => {
    const before = await file();
    const text = portable('Sales').replace(/new/, 'new\\u0000');
    const choices = { Sales: { action: 'replace' } } as const;
    await expect(importText(text, { choices })).rejects.toMatchObject({ sqlState: '22023' });
    expect(await file()).toBe(before);
  });

  it('never replaces another driver’s data source', async () => {
    await writeFile(userFile, '[Sales]\nDriver=Other\n');
    const choices = { Sales: { action: 'replace' } } as const;
    await expect(importText(portable('Sales'), { choices })).rejects.toMatchObject({ sqlState: '42710' });
    expect(await file()).toBe('[Sales]\nDriver=Other\n');
  });

  it('leaves secrets with a replaced data source only if it asks the same Bitbucket', async () => {
    const choices = { Weekly: { action: 'replace' } } as const;
    const weekly: DsnKey = { name: 'Weekly', scope: 'user' };
    await save('Weekly', {}, { APIToken: marker });
    await importText(portable('Weekly'), { choices });
    expect((await vault.get(weekly)).secrets).toEqual({ APIToken: marker });
    const text = portable('Weekly').replace('"Workspace":"new"', '"ApiURL":"https://elsewhere.example"');
    await importText(text, { choices });
    expect((await vault.get(weekly)).secrets).toEqual({});
  });

  it.each(['', '{', '[]', '{"format":2,"dataSources":[]}', '{"format":1,"dataSources":[{"name":1}]}'])(
    'refuses %j in words',
    async (text) => {
      await expect(importText(text)).rejects.toMatchObject({ sqlState: '22023' });
    },
  );

  it.each([
    [`"APIToken":"${marker}"`, 'APIToken is a secret'],
    ['"MaxRow":"1"', '"MaxRow" in the DSN is not a connection property'],
    ['"MaxRows":"many"', 'MaxRows'],
    ['"Driver":"/opt/other.so"', 'Driver'],
  ])('is refused for what no data source may hold: %s', async (wrong, reason) => {
    const before = await file();
    const text = portable('New').replace('"Workspace":"new"', wrong);
    await expect(importText(text)).rejects.toMatchObject({
      sqlState: '22023',
      message: expect.stringContaining(reason) as string,
    });
    expect(await file()).toBe(before);
  });

  it('takes the password of a proxy to the vault', async () => {
    await importText(portable('New').replace('"Workspace":"new"', `"Proxy":"http://ada:${marker}@proxy:1"`));
    expect(await file()).not.toContain(marker);
    const { secrets } = await vault.get({ name: 'New', scope: 'user' });
    expect(secrets).toEqual({ ProxyPassword: marker });
  });
});

it('a save that comes too late does not undo the earlier one', async () => {
  const { revision } = await handlers['dsn.get'](sales, context);
  const edit = (Workspace: string) =>
    handlers['dsn.save'](
      {
        ...sales,
        previousName: 'Sales',
        revision,
        description: '',
        values: { Workspace },
        secrets: { APIToken: Workspace },
      },
      context,
    );
  await edit('first');
  await expect(edit('second')).rejects.toMatchObject({ sqlState: '40001' });
  expect(await file()).toContain('Workspace=first');
  expect((await vault.get(sales)).secrets).toMatchObject({ APIToken: 'first' });
});

it('says in the list which lines of the file ODBC does not understand', async () => {
  await writeFile(userFile, `${await file()}Weekly]\nDriver=x\n`);
  const { problems } = await handlers['dsn.list']({}, context);
  expect(problems).toMatchObject([{ scope: 'user', message: expect.stringContaining(userFile) as string }]);
});
