import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ManagerFiles } from './manager-section.ts';
import { readTracing, setTracing, traceTail, type TracingWish } from './tracing.ts';

let folder: string;
let files: ManagerFiles;
let log: string;
const drivers = '; ours\r\n[PostgreSQL]\r\nDriver=psqlodbcw.so\r\n';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tr-'));
  files = { systemDrivers: join(folder, 'odbcinst.ini'), userDrivers: join(folder, '.odbcinst.ini') };
  log = join(folder, 'sql.log');
  await writeFile(files.systemDrivers, drivers);
});
afterEach(() => rm(folder, { recursive: true }));

const set = (wish: Partial<TracingWish>) =>
  setTracing(files, folder, { on: true, machineWide: false, path: log, ...wish });
const read = () => readTracing(files, folder);
const textOf = (file: string) => readFile(file, 'utf8');

describe('tracing', () => {
  it('is off, and would write into the data folder, where nothing is said', async () => {
    expect(await read()).toEqual({
      manager: 'unixODBC',
      on: false,
      machineWide: false,
      path: join(folder, 'odbc-trace.log'),
      file: '',
      size: null,
      hiddenBy: '',
    });
  });

  it("is switched in the user's file, with a log that only he can read, and off again without a trace of it", async () => {
    const before = await read();
    await set({ path: before.path });
    expect(await read()).toMatchObject({ on: true, machineWide: false, file: files.userDrivers, size: 0 });
    expect((await stat(before.path)).mode & 0o777).toBe(0o600);
    await set({ on: false, path: before.path });
    expect(await textOf(files.userDrivers)).toBe('');
    expect(await textOf(files.systemDrivers)).toBe(drivers);
  });

  it('keeps a path of its own for the next time', async () => {
    await set({});
    await set({ on: false });
    expect(await read()).toMatchObject({ on: false, path: log });
    expect(await textOf(files.userDrivers)).toBe(`[ODBC]\nTraceFile=${log}\n`);
  });

  it("is switched in the system's file for every account, and every other byte of it stays", async () => {
    await set({ machineWide: true });
    expect(await textOf(files.systemDrivers)).toBe(
      `${drivers}\r\n[ODBC]\r\nTrace=Yes\r\nTraceFile=${log}\r\n`,
    );
    expect(await read()).toMatchObject({ on: true, machineWide: true, file: files.systemDrivers });
    await set({ on: false, machineWide: true });
    expect(await textOf(files.systemDrivers)).toBe(drivers);
  });

  it('moves from one file to the other', async () => {
    await set({});
    await set({ machineWide: true });
    expect(await textOf(files.userDrivers)).toBe('');
    await set({});
    expect(await textOf(files.systemDrivers)).toBe(drivers);
    expect(await read()).toMatchObject({ on: true, machineWide: false });
  });

  it("is refused with 55000 where the system's section would hide the user's, and says so beforehand", async () => {
    await writeFile(files.systemDrivers, `${drivers}[odbc]\r\nPooling=Yes\r\n`);
    expect((await read()).hiddenBy).toBe(files.systemDrivers);
    await expect(set({})).rejects.toMatchObject({ sqlState: '55000' });
    await expect(stat(files.userDrivers)).rejects.toThrow('ENOENT');
    await set({ machineWide: true });
    await set({ on: false, machineWide: true });
    expect(await textOf(files.systemDrivers)).toBe(`${drivers}[odbc]\r\nPooling=Yes\r\n`);
  });

  it.each(['1', 'yes', 'Y', 'ON', 'yeah'])('is on with %s, as unixODBC reads it', async (value) => {
    await writeFile(files.userDrivers, `[ODBC]\nTrace=${value}\n`);
    expect(await read()).toMatchObject({ on: true, path: '/tmp/sql.log' });
  });

  it.each(['0', 'no', 'true', '2', ''])('is off with %j', async (value) => {
    await writeFile(files.userDrivers, `[ODBC]\nTrace=${value}\n`);
    expect((await read()).on).toBe(false);
  });

  it('says where a path that is too long really leads', async () => {
    await writeFile(files.userDrivers, `[ODBC]\nTrace=Yes\nTraceFile=/tmp/${'x'.repeat(100)}\n`);
    expect((await read()).path).toBe(`/tmp/${'x'.repeat(57)}`);
  });

  it('refuses paths that unixODBC could not write to, and changes nothing', async () => {
    await mkdir(join(folder, 'sub'));
    const bad = [
      'sql.log',
      join(folder, 'sub'),
      join(folder, 'nowhere', 'x'),
      `/tmp/${'x'.repeat(60)}`,
      `${log}\nTrace=Yes`,
    ];
    for (const path of bad) await expect(set({ path })).rejects.toMatchObject({ sqlState: '22023' });
    await expect(stat(files.userDrivers)).rejects.toThrow('ENOENT');
  });
});

describe('the end of a trace', () => {
  it('is empty where there is none', async () => {
    expect(await traceTail(log)).toBe('');
  });

  it('has whole lines without secrets, not even one that was cut', async () => {
    await writeFile(log, `Str In = [APIToken=first-canary;DSN=x]\nStr In = [PWD=canary;DSN=Sandbox]\nend\n`);
    expect(await traceTail(log)).not.toContain('canary');
    expect(await traceTail(log, 60)).toBe('Str In = [PWD=********;DSN=Sandbox]\nend\n');
  });
});
