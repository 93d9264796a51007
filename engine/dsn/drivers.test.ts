import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { listDrivers } from './drivers.ts';

let folder: string;
let env: Record<string, string>;
const list = () => listDrivers({ env, ownVersion: () => Promise.resolve('9.9.9') });
const elf = (bits: 32 | 64, text = '') =>
  Buffer.from(`\u007fELF${bits === 32 ? '\u0001' : '\u0002'}${text}`, 'latin1');

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drivers-'));
  env = { HOME: folder, ODBCSYSINI: join(folder, 'etc'), LD_LIBRARY_PATH: join(folder, 'lib') };
  await mkdir(join(folder, 'etc'));
  await mkdir(join(folder, 'lib'));
});
afterEach(() => rm(folder, { recursive: true }));

it('says what the library tells: platform, date, and a version if exactly one looks like it', async () => {
  await writeFile(join(folder, 'lib', 'libone.so'), elf(64, 'x\u000003.51.0000\0y'));
  await writeFile(join(folder, 'lib', 'libtwo.so'), elf(32, 'x\u000003.51.0000\u000004.00.0001\0'));
  await writeFile(
    join(folder, 'etc', 'odbcinst.ini'),
    `[ODBC]\nTrace=No\n[One]\nDriver=libone.so\n[Two]\nDriver=${join(folder, 'lib', 'libtwo.so')}\n`,
  );
  const drivers = await list();
  expect(drivers.map(({ name, version, platform, missing }) => [name, version, platform, missing])).toEqual([
    ['One', '03.51.0000', '64-bit', false],
    ['Two', '', '32-bit', false],
  ]);
  expect(drivers[0]).toMatchObject({
    library: join(folder, 'lib', 'libone.so'),
    company: '',
    scope: 'system',
  });
  expect(Date.parse(drivers[0]?.date ?? '')).toBeGreaterThan(0);
});

it('marks a driver whose library is missing, and one that the system hides', async () => {
  const name = 'Drawbridge ODBC Driver for Bitbucket';
  await writeFile(join(folder, 'etc', 'odbcinst.ini'), `[${name}]\nDriver=/nowhere/lib.so\n[Empty]\n`);
  await writeFile(join(folder, '.odbcinst.ini'), `[${name.toUpperCase()}]\nDriver=/elsewhere/lib.so\n`);
  expect(await list()).toMatchObject([
    { name, version: '9.9.9', company: 'Drawbridge', ours: true, missing: true, hidden: false },
    { name: 'Empty', library: '', ours: false, missing: true },
    { ours: true, scope: 'user', missing: true, hidden: true },
  ]);
});
