import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ManagerFiles } from './manager-section.ts';
import { readPooling, setPooling } from './pooling.ts';

let folder: string;
let files: ManagerFiles;
const system =
  '# one\n[ODBC Drivers]\nAlpha=Installed\n\n[Alpha]\nDriver=a.so\nCPTimeout = 30\n\n[Beta]\nDriver=b.so\n';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pooling-'));
  files = { systemDrivers: join(folder, 'odbcinst.ini'), userDrivers: join(folder, '.odbcinst.ini') };
  await writeFile(files.systemDrivers, system);
  await writeFile(files.userDrivers, '[alpha]\nCPTimeout=7\n[Gamma]\nDriver=g.so\nCPTimeout=-1\n');
});
afterEach(() => rm(folder, { recursive: true }));

const timeouts = async () =>
  (await readPooling(files)).drivers.map(({ name, timeout, scope }) => [name, timeout, scope]);

it('lists each driver once, as the file says that unixODBC reads first', async () => {
  expect(await timeouts()).toEqual([
    ['Alpha', 30, 'system'],
    ['Beta', 0, 'system'],
    ['Gamma', 'none', 'user'],
  ]);
  expect(await readPooling(files)).toMatchObject({ on: false, file: files.userDrivers, scope: 'user' });
});

it('writes what differs, and leaves every other byte', async () => {
  await setPooling(files, {
    on: true,
    drivers: [
      { name: 'alpha', timeout: 60 },
      { name: 'Beta', timeout: 'none' },
    ],
  });
  expect(await readFile(files.systemDrivers, 'utf8')).toBe(
    system.replace('= 30', '= 60').replace('Driver=b.so\n', 'Driver=b.so\nCPTimeout=-1\n'),
  );
  expect(await readFile(files.userDrivers, 'utf8')).toMatch(/\n\[ODBC\]\nPooling=Yes\n$/);
  expect(await readPooling(files)).toMatchObject({ on: true });
  await setPooling(files, { on: false, drivers: [] });
  expect(await readFile(files.userDrivers, 'utf8')).not.toContain('[ODBC]');
});

it("follows the system's section [ODBC] where there is one", async () => {
  await writeFile(files.systemDrivers, `${system}\n[ODBC]\nTrace=No\n`);
  await setPooling(files, { on: true, drivers: [] });
  expect(await readFile(files.systemDrivers, 'utf8')).toBe(`${system}\n[ODBC]\nTrace=No\nPooling=Yes\n`);
});

it('refuses what is no time, and a driver that is not there, before anything is written', async () => {
  const before = await readFile(files.systemDrivers, 'utf8');
  for (const timeout of [-2, 1.5, 100_000])
    await expect(
      setPooling(files, { on: true, drivers: [{ name: 'Alpha', timeout }] }),
    ).rejects.toMatchObject({
      sqlState: '22023',
    });
  const drivers = [
    { name: 'Alpha', timeout: 5 },
    { name: 'Delta', timeout: 5 },
  ];
  await expect(setPooling(files, { on: true, drivers })).rejects.toMatchObject({ sqlState: '42704' });
  expect(await readFile(files.systemDrivers, 'utf8')).toBe(before);
});
