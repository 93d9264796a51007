import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DsnChange } from './dsn-store.ts';
import { UnixIniStore } from './unix-ini-store.ts';

const libraryPath = '/data/driver/libdrawbridgeodbc.so';
const driver = 'Drawbridge ODBC Driver for Bitbucket';
let folder: string;
let store: UnixIniStore;
let userFile: string;
let env: Record<string, string>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dsn-'));
  userFile = join(folder, 'user.ini');
  env = { ODBCINI: userFile, ODBCSYSINI: join(folder, 'etc') };
  store = new UnixIniStore({ env, libraryPath });
});
afterEach(() => rm(folder, { recursive: true }));

const change = (name: string, more: Partial<DsnChange> = {}): DsnChange => ({
  name,
  scope: 'user',
  description: 'For tests',
  values: new Map([['Workspace', 'harbour']]),
  ...more,
});
const full = () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }));
const text = () => readFile(userFile, 'utf8');

describe('list', () => {
  it('is empty where there are no files', async () => {
    expect(await store.list()).toEqual([]);
  });

  it('shows the DSNs of all drivers, user before system', async () => {
    await writeFile(
      userFile,
      `[ODBC Data Sources]\nA=x\n[ODBC]\nTrace=no\n[A]\nDriver=SQLite3\n[B]\ndriver = ${driver}\n`,
    );
    await store.save(change('C', { scope: 'system' }));
    expect((await store.list()).map(({ name, scope, driver, ours }) => [name, scope, driver, ours])).toEqual([
      ['A', 'user', 'SQLite3', false],
      ['B', 'user', driver, true],
      ['C', 'system', driver, true],
    ]);
  });

  it('knows a DSN of ours by the name of the library after the data folder has moved', async () => {
    await writeFile(userFile, '[A]\nDriver=/old/libdrawbridgeodbc.so\n');
    expect(await store.list()).toMatchObject([{ name: 'A', ours: true }]);
  });
});

describe('save', () => {
  it('writes a section that works without any registration', async () => {
    expect(await store.save(change('New'))).toMatchObject({ name: 'New', driver, ours: true });
    expect(await text()).toBe(`[New]\nDriver=${libraryPath}\nDescription=For tests\nWorkspace=harbour\n`);
    const record = await store.get({ name: 'new', scope: 'user' });
    expect(record?.entry.name).toBe('New');
    expect([...(record?.values ?? [])]).toEqual([['Workspace', 'harbour']]);
  });

  it("keeps another driver's secrets that stood there, for nobody else does", async () => {
    await writeFile(userFile, `[Old]\nDriver=${driver}\nOAuthRefreshToken=kept\nTables=x\n`);
    await store.save(change('New', { previousName: 'Old' }));
    expect(await text()).toBe(
      `[New]\nDriver=${libraryPath}\nOAuthRefreshToken=kept\nDescription=For tests\nWorkspace=harbour\n`,
    );
  });

  it('keeps the list of data sources where the file has one', async () => {
    await writeFile(userFile, '[ODBC Data Sources]\nOther = SQLite3\n\n[Other]\nDriver=SQLite3\n');
    await store.save(change('New'));
    await store.save(change('Newer', { previousName: 'New' }));
    expect(await text()).toContain(`[ODBC Data Sources]\nOther = SQLite3\nNewer=${driver}\n\n[Other]`);
    await store.remove({ name: 'Newer', scope: 'user' });
    expect(await text()).toContain('[ODBC Data Sources]\nOther = SQLite3\n\n[Other]');
  });

  it('refuses a name that is taken when it renames', async () => {
    await store.save(change('A'));
    await store.save(change('B'));
    await expect(store.save(change('b', { previousName: 'A' }))).rejects.toMatchObject({ sqlState: '42710' });
  });

  it('refuses a new one whose name was taken meanwhile', async () => {
    await store.save(change('A', { description: 'first' }));
    await expect(store.save(change('a'))).rejects.toMatchObject({ sqlState: '42710' });
    expect((await store.find('A'))?.entry.description).toBe('first');
  });

  it('loses none of many that are saved at the same time', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `N${index}`);
    const other = new UnixIniStore({ env, libraryPath });
    await Promise.all(names.map((name, index) => (index % 2 ? store : other).save(change(name))));
    expect((await store.list()).map(({ name }) => name).sort()).toEqual(names.sort());
    expect(await readdir(folder)).toEqual(['user.ini']);
  });

  it('changes the case of a name', async () => {
    await store.save(change('abc'));
    await store.save(change('ABC', { previousName: 'abc' }));
    expect((await store.list()).map(({ name }) => name)).toEqual(['ABC']);
  });

  it.each(['Other', 'odbc'])('refuses to write over %s, which is not ours', async (name) => {
    await writeFile(userFile, '[ODBC]\nTrace=1\n[Other]\nDriver=SQLite3\n');
    const before = await text();
    await expect(store.save(change(name))).rejects.toMatchObject({ name: 'DrawbridgeError' });
    await expect(store.remove({ name, scope: 'user' })).rejects.toMatchObject({ name: 'DrawbridgeError' });
    expect(await text()).toBe(before);
  });

  it.each([
    [['APIToken', 'marker-secret']],
    [['PWD', 'marker-secret']],
    [['Schema', 'a\n[Evil]']],
    [['a=b', 'x']],
    [['Driver', '/opt/other.so']],
    [['description', 'twice']],
  ] as [[string, string]][])('refuses %j', async (pair) => {
    const saving = store.save(change('New', { values: new Map([pair]) }));
    await expect(saving).rejects.toMatchObject({
      sqlState: '22023',
      message: expect.not.stringContaining('marker-secret') as string,
    });
  });

  it('leaves the file as it was when the disk is full', async () => {
    await writeFile(userFile, '; mine\n[Other]\nDriver=x');
    const broken = new UnixIniStore({ env, libraryPath, steps: { create: full, rename } });
    await expect(broken.save(change('New'))).rejects.toMatchObject({ sqlState: '53100' });
    expect(await text()).toBe('; mine\n[Other]\nDriver=x');
  });
});

describe('find', () => {
  it("prefers the user's DSN and passes over those of other drivers", async () => {
    await store.save(change('A', { scope: 'system', description: 'system' }));
    expect((await store.find('a'))?.entry.description).toBe('system');
    await store.save(change('A', { description: 'user' }));
    expect((await store.find('A'))?.entry.description).toBe('user');
    await writeFile(userFile, '[A]\nDriver=SQLite3\n');
    expect((await store.find('A'))?.entry.scope).toBe('system');
    expect(await store.find('none')).toBeNull();
  });
});

describe('remove', () => {
  it('says so when there is no such DSN', async () => {
    await expect(store.remove({ name: 'A', scope: 'user' })).rejects.toMatchObject({ sqlState: '3D000' });
  });

  it("leaves another driver's section of the same name, byte for byte", async () => {
    const theirs = '[a]\r\nDriver = /opt/other.so\r\n; k\xe4se\r\nServer=b';
    const ours = `[A]\nDriver=${libraryPath}\nWorkspace=harbour\n[a]\nDriver=${driver}\nMaxRows=1\n`;
    await writeFile(userFile, ours + theirs, 'latin1');
    await store.remove({ name: 'A', scope: 'user' });
    expect(await readFile(userFile, 'latin1')).toBe(theirs);
    expect(await store.list()).toMatchObject([{ name: 'a', driver: '/opt/other.so', ours: false }]);
  });
});
