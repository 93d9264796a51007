/**
 * The Windows driver under Wine, as it ships: against an engine that it reaches over TCP, with the password of
 * endpoint.json. What Wine cannot show is listed in docs/platforms.md.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { windowsRegistry } from '../engine/dsn/windows-registry.ts';
import { Stage } from './support/stage.ts';
import { hasProgram, missingTool } from './support/tools.ts';
import { Wine } from './support/wine.ts';

const built = path.resolve(import.meta.dirname, '..', 'dist', 'driver-windows');
const library = path.join(built, 'drawbridgeodbc.dll');
const objdump = 'x86_64-w64-mingw32-objdump';

const windowsOwn = new Set([
  'advapi32.dll',
  'kernel32.dll',
  'msvcrt.dll',
  'odbccp32.dll',
  'user32.dll',
  'ws2_32.dll',
]);

/** What `objdump -p` says of the library. */
const listing = () => spawnSync(objdump, ['-p', library], { encoding: 'utf8', maxBuffer: 1 << 26 }).stdout;

describe.skipIf(missingTool(existsSync(library) && hasProgram(objdump)))('the library for Windows', () => {
  it('exports the functions of ODBC, and nothing else', () => {
    const [, table = ''] = listing().split('[Ordinal/Name Pointer] Table');
    const names = [...table.matchAll(/^\s*\[\s*\d+\].*?(\S+)$/gm)].map(([, name = '']) => name);
    expect(names).toContain('SQLDriverConnectW');
    expect(names).toContain('ConfigDSNW');
    expect(names.filter((name) => !/^(?:SQL[A-Z]\w*|ConfigDSNW?)$/.test(name))).toEqual([]);
  });

  it('needs libraries of Windows alone', () => {
    const needed = [...listing().matchAll(/DLL Name: (\S+)/g)].map(([, name = '']) => name.toLowerCase());
    expect(needed.filter((name) => !windowsOwn.has(name))).toEqual([]);
    expect(needed).toContain('ws2_32.dll');
  });
});

const key = String.raw`HKEY_CURRENT_USER\SOFTWARE\ODBC\ODBC.INI\Harbor`;
const canRun = existsSync(path.join(built, 'tests', 'windows', 'windows-unit-test.exe')) && Wine.isHere();

describe.skipIf(missingTool(canRun))('under Wine', () => {
  let stage: Stage;
  let wine: Wine;
  let programs: string;
  let started: string;

  beforeAll(async () => {
    stage = await Stage.set({ host: ['--listen', '127.0.0.1:0'] });
    wine = new Wine(stage.place);
    started = path.join(stage.place.folder, 'started');
    // As the installer lays it out.
    const installed = path.join(stage.place.folder, 'Drawbridge');
    programs = path.join(installed, 'resources', 'driver');
    await mkdir(programs, { recursive: true });
    const tests = path.join(built, 'tests', 'windows');
    await copyFile(library, path.join(programs, 'drawbridgeodbc.dll'));
    await copyFile(path.join(tests, 'stand-in-administrator.exe'), path.join(installed, 'Drawbridge.exe'));
    for (const program of ['windows-unit-test.exe', 'windows-application-test.exe'])
      await copyFile(path.join(tests, program), path.join(programs, program));
    await wine.setUp();
  }, 180_000);

  afterAll(async () => {
    await wine.end();
    await stage.leave();
  });

  it('the parts that differ on Windows, and those that must not', async () => {
    const { status, stdout } = await wine.run(path.join(programs, 'windows-unit-test.exe'), []);
    expect(stdout).toMatch(/\d+ passed, 0 failed/);
    expect(status).toBe(0);
  }, 120_000);

  it('data sources are written to the registry as they are read from it, whatever their texts hold', async () => {
    const registry = windowsRegistry(wine.command('reg'), wine.env);
    const values = [
      ['Grün', 'says "🌱" \\'],
      ['RunDir', wine.pathOf(stage.runDir)],
      ['Gone', 'x'],
    ] as const;
    await registry.apply([
      { path: key, set: values },
      { path: key, set: [['Gone', null]] },
      { path: `${key}\\Below`, set: [] },
      { path: `${key}\\Below`, remove: true },
    ]);
    expect(await registry.read(key)).toEqual([{ path: key, values: values.slice(0, 2) }]);
  }, 120_000);

  it('connect by that data source and others, catalog, fetch, parameters, cancel, errors, ConfigDSN and the administrator', async () => {
    const runDir = wine.pathOf(stage.runDir);
    const text = await readFile(path.join(stage.runDir, 'endpoint.json'), 'utf8');
    const { tcp, password } = JSON.parse(text) as { tcp: { port: number }; password: string };
    const { status, stdout } = await wine.run(path.join(programs, 'windows-application-test.exe'), [], {
      DRAWBRIDGE_TEST_CONNECTION: `DSN=Harbor;RunDir=${runDir}`,
      DRAWBRIDGE_TEST_DSN: 'DSN=Harbor',
      DRAWBRIDGE_TEST_SERVER: `DSN=Harbor;RunDir=C:\\nobody;Server=localhost;Port=${tcp.port};PWD=${password}`,
      DRAWBRIDGE_TEST_STARTED: wine.pathOf(started),
    });
    expect(stdout).toMatch(/\d+ passed, 0 failed/);
    expect(status).toBe(0);
    await wine.settled();
    const lines = (await readFile(started, 'utf8')).trim().split(/\r?\n/);
    expect(lines.toSorted()).toEqual(['--dsn', '--dsn', 'Harbor', 'Quay Pier']);
  }, 180_000);
});
