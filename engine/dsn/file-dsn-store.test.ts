import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileDsnFolder, setFileDsnFolder } from './file-dsn-folder.ts';
import { FileDsnStore } from './file-dsn-store.ts';

const libraryPath = '/data/driver/libdrawbridgeodbc.so';
let folder: string;
let env: Record<string, string>;
let store: FileDsnStore;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'file-dsn-'));
  env = { HOME: folder, ODBCSYSINI: join(folder, 'etc') };
  await mkdir(join(folder, 'etc'));
  store = new FileDsnStore({ env, libraryPath });
  file = join(folder, 'sales.dsn');
});
afterEach(() => rm(folder, { recursive: true }));

const values = new Map([['Workspace', 'harbor']]);
const save = (name: string, more: Partial<Parameters<FileDsnStore['save']>[0]> = {}) =>
  store.save({ name, scope: 'file', description: 'For tests', values, ...more });

it('writes what ODBC reads, and the path by which the engine finds the secrets', async () => {
  await save(file);
  expect(await readFile(file, 'utf8')).toBe(
    `[ODBC]\nDRIVER=${libraryPath}\nDSNFile=${file}\nDescription=For tests\nWorkspace=harbor\n`,
  );
  const record = await store.get(file);
  expect(record?.entry).toMatchObject({ name: file, scope: 'file', ours: true, description: 'For tests' });
  expect([...(record?.values ?? [])]).toEqual([['Workspace', 'harbor']]);
});

it('names the driver on Windows, whose driver manager takes no path there', async () => {
  store = new FileDsnStore({ env, libraryPath, platform: 'win32' });
  await save(file);
  expect(await readFile(file, 'utf8')).toContain('\nDRIVER=Drawbridge ODBC Driver for Bitbucket\n');
  expect((await store.get(file))?.entry.ours).toBe(true);
});

it('keeps every byte that is not its own', async () => {
  const before = `; caf\xE9\r\n[ODBC]\r\ndriver = ${libraryPath}\r\nWorkspace=old\r\n# mine\r\n[Other]\r\nx=1`;
  await writeFile(file, before, 'latin1');
  await save(file, { previousName: file, description: '' });
  expect(await readFile(file, 'latin1')).toBe(
    `; caf\xE9\r\n[ODBC]\r\ndriver = ${libraryPath}\r\nWorkspace=harbor\r\nDSNFile=${file}\r\nDescription=\r\n# mine\r\n[Other]\r\nx=1`,
  );
});

it('adds .dsn, and looks for a bare name where ODBC does', async () => {
  await save('bare');
  expect(await readdir(join(folder, 'etc', 'ODBCDataSources'))).toEqual(['bare.dsn']);
  expect((await store.get('bare'))?.entry.name).toBe(join(folder, 'etc', 'ODBCDataSources', 'bare.dsn'));
});

it('renames by moving the file, and never over another one', async () => {
  await save(file);
  const moved = join(folder, 'moved.dsn');
  await save(moved, { previousName: file });
  expect(await store.get(file)).toBeNull();
  await writeFile(file, 'precious');
  await expect(save(file, { previousName: moved })).rejects.toMatchObject({ sqlState: '42710' });
  await expect(save(file)).rejects.toMatchObject({ sqlState: '42710' });
  expect(await readFile(file, 'utf8')).toBe('precious');
});

it.each(['[', ']', '{', '}', '(', ')', ',', ';', '?', '*', '=', '!', '@', '\\', '\n'])(
  'refuses a file name with %j',
  async (character) => {
    await expect(save(join(folder, `a${character}b.dsn`))).rejects.toMatchObject({ sqlState: '22023' });
    expect(await readdir(folder)).toEqual(['etc']);
  },
);

it.each(['a;b', 'a}b', '{a', '{a}b}'])('refuses the value %s, which ODBC would cut', async (value) => {
  const saving = save(file, { values: new Map([['Workspace', value]]) });
  await expect(saving).rejects.toMatchObject({ sqlState: '22023' });
});

it('refuses a path that is neither whole nor a bare name', async () => {
  await expect(save('reports/sales')).rejects.toMatchObject({ sqlState: '22023' });
});

it('changes and removes nothing of another driver, and nothing that is no data source', async () => {
  await writeFile(file, '[ODBC]\nDRIVER=SQLite3\n');
  await expect(save(file, { previousName: file })).rejects.toMatchObject({ sqlState: '42501' });
  await expect(store.remove(file)).rejects.toMatchObject({ sqlState: '42501' });
  await writeFile(file, 'a text');
  await expect(store.remove(file)).rejects.toMatchObject({ sqlState: '3D000' });
  expect(await readFile(file, 'utf8')).toBe('a text');
});

it('notices a change that came between reading and saving', async () => {
  await save(file);
  const revision = (await store.get(file))?.revision;
  await save(file, { previousName: file, values: new Map([['Workspace', 'other']]) });
  const late = save(file, { previousName: file, revision });
  await expect(late).rejects.toMatchObject({ sqlState: '40001' });
  expect(await readFile(file, 'utf8')).toContain('Workspace=other');
});

it('says that a file was copied from another', async () => {
  await save(file);
  const copy = join(folder, 'copy.dsn');
  await writeFile(copy, await readFile(file));
  expect((await store.get(copy))?.copyOf).toBe(file);
  expect((await store.get(file))?.copyOf).toBeUndefined();
});

describe('the folder where ODBC looks', () => {
  it('is the machine’s, else the user’s, else beside odbc.ini', async () => {
    expect(await fileDsnFolder(env)).toBe(join(folder, 'etc', 'ODBCDataSources'));
    await setFileDsnFolder(folder, env);
    expect(await readFile(join(folder, '.odbcinst.ini'), 'utf8')).toBe(`[ODBC]\nFileDSNPath=${folder}\n`);
    expect(await fileDsnFolder(env)).toBe(folder);
    await writeFile(join(folder, 'etc', 'odbcinst.ini'), '[ODBC]\nTrace=no\nFileDSNPath=/srv/dsn\n');
    expect(await fileDsnFolder(env)).toBe('/srv/dsn');
  });

  it('is set where it counts, with all else kept', async () => {
    const machine = join(folder, 'etc', 'odbcinst.ini');
    await writeFile(machine, '; x\n[ODBC]\nTrace=no\nFileDSNPath=/srv/dsn\n[D]\nDriver=d\n');
    await setFileDsnFolder(folder, env);
    expect(await readFile(machine, 'utf8')).toBe(
      `; x\n[ODBC]\nTrace=no\nFileDSNPath=${folder}\n[D]\nDriver=d\n`,
    );
  });

  it('is set for all where the system’s file has a section that hides the user’s', async () => {
    const machine = join(folder, 'etc', 'odbcinst.ini');
    await writeFile(join(folder, '.odbcinst.ini'), '[ODBC]\nFileDSNPath=/home/dsn\n');
    await writeFile(machine, '[ODBC]\nPooling=Yes\n');
    expect(await fileDsnFolder(env)).toBe(join(folder, 'etc', 'ODBCDataSources'));
    await setFileDsnFolder(folder, env);
    expect(await readFile(machine, 'utf8')).toBe(`[ODBC]\nPooling=Yes\nFileDSNPath=${folder}\n`);
    expect(await fileDsnFolder(env)).toBe(folder);
  });

  it('must be a folder that is there', async () => {
    await expect(setFileDsnFolder(join(folder, 'nothing'), env)).rejects.toMatchObject({ sqlState: '58030' });
    await writeFile(file, '');
    await chmod(file, 0o644);
    await expect(setFileDsnFolder(file, env)).rejects.toMatchObject({ sqlState: '22023' });
  });
});
