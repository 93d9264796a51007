import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { installedLibrary } from './driver-registration.ts';
import { driverName } from './odbc-files.ts';
import { MemoryRegistry } from './test-support/memory-registry.ts';
import { driverRoots } from './windows-driver-keys.ts';
import { registerOnWindows, statusOnWindows, unregisterOnWindows } from './windows-driver-registration.ts';

let folder: string;
let machine: MemoryRegistry;
let place: { dataDir: string; env: Record<string, string> };
let options: typeof place & { libraryPath: string };

const keyOf = (scope: 'user' | 'system') => machine.keys.get(`${driverRoots[scope]}\\${driverName}`);
const listed = (scope: 'user' | 'system') => machine.keys.get(`${driverRoots[scope]}\\ODBC Drivers`);

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'drawbridge-windows-driver-'));
  machine = new MemoryRegistry();
  place = { dataDir: path.join(folder, 'data'), env: { ProgramFiles: path.join(folder, 'programs') } };
  options = { ...place, libraryPath: path.join(folder, 'built.dll') };
  await writeFile(options.libraryPath, 'library');
});
afterEach(() => rm(folder, { recursive: true }));

it('puts the library into the data folder for this account, and says that Windows finds no name there', async () => {
  machine.isAdministrator = false;
  const { library, file } = await registerOnWindows(machine, options);
  expect(library).toBe(installedLibrary(place));
  expect(await readFile(library, 'utf8')).toBe('library');
  expect(file).toBe(driverRoots.user);
  expect(keyOf('user')?.get('Driver')).toBe(library);
  expect(listed('user')?.get(driverName)).toBe('Installed');
  const status = await statusOnWindows(machine, place);
  expect(status).toMatchObject({ registered: false, installed: true, library, found: null });
  expect(status.problems).toEqual([expect.stringContaining('driver install --system --elevate')]);
});

it('puts it where only administrators write for all accounts', async () => {
  const { library, file } = await registerOnWindows(machine, { ...options, system: true });
  expect(library).toBe(path.join(folder, 'programs', 'Drawbridge', 'driver', 'drawbridgeodbc.dll'));
  expect(file).toBe(driverRoots.system);
  expect(keyOf('system')?.get('Setup')).toBe(library);
  expect(await statusOnWindows(machine, place)).toEqual({
    registered: true,
    installed: false,
    library,
    found: library,
    machineWide: true,
    problems: [],
  });
});

it('asks for the rights that this takes, where that is wanted', async () => {
  machine.isAdministrator = false;
  const system = { ...options, system: true };
  await expect(registerOnWindows(machine, system)).rejects.toMatchObject({
    sqlState: '42501',
    elevation: { how: 'uac', file: driverRoots.system },
  });
  await registerOnWindows(machine, { ...system, elevate: true });
  expect(machine.elevated).toEqual([[...(machine.program ?? []), 'driver', 'install', '--system']]);
  expect(machine.keys.size).toBe(0);
  expect(existsSync(path.join(folder, 'programs'))).toBe(false);
});

it('takes both back, and nothing that is not its own', async () => {
  await registerOnWindows(machine, options);
  await registerOnWindows(machine, { ...options, system: true });
  machine.set(`${driverRoots.system}\\Another`, { Driver: 'another.dll' });
  await unregisterOnWindows(machine, place);
  expect(keyOf('user')).toBeUndefined();
  expect(keyOf('system')).toBeDefined();
  expect(existsSync(installedLibrary(place))).toBe(false);
  await unregisterOnWindows(machine, { ...place, system: true });
  expect(keyOf('system')).toBeUndefined();
  expect(listed('system')?.size).toBe(0);
  expect(machine.keys.has(`${driverRoots.system}\\Another`)).toBe(true);
  expect((await statusOnWindows(machine, place)).problems).toHaveLength(2);
});

it('leaves a registration that leads to another library', async () => {
  machine.set(`${driverRoots.system}\\ODBC Drivers`, { [driverName]: 'Installed' });
  machine.set(`${driverRoots.system}\\${driverName}`, { Driver: 'D:\\elsewhere\\drawbridgeodbc.dll' });
  await unregisterOnWindows(machine, { ...place, system: true });
  expect(keyOf('system')?.get('Driver')).toBe('D:\\elsewhere\\drawbridgeodbc.dll');
});
