/** The driver manager of Windows: its list of drivers, tracing and pooling. */
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { driverName } from './odbc-files.ts';
import { MemoryRegistry } from './test-support/memory-registry.ts';
import { driverRoots } from './windows-driver-keys.ts';
import { listDriversOnWindows } from './windows-drivers.ts';
import { readPoolingOnWindows, setPoolingOnWindows } from './windows-pooling.ts';
import { readTracingOnWindows, setTracingOnWindows } from './windows-tracing.ts';

let folder: string;
let machine: MemoryRegistry;
let env: Record<string, string>;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'drawbridge-windows-settings-'));
  machine = new MemoryRegistry();
  env = { SystemRoot: path.join(folder, 'windows') };
});
afterEach(() => rm(folder, { recursive: true }));

function driver(scope: 'user' | 'system', name: string, values: Readonly<Record<string, string>>): void {
  const list = machine.keys.get(`${driverRoots[scope]}\\ODBC Drivers`) ?? [];
  machine.set(`${driverRoots[scope]}\\ODBC Drivers`, { ...Object.fromEntries(list), [name]: 'Installed' });
  machine.set(`${driverRoots[scope]}\\${name}`, values);
}

/** A library with a head, a version resource and a company. */
function dll(machineType: number): Buffer {
  const bytes = Buffer.alloc(1024);
  bytes.write('MZ', 0, 'latin1');
  bytes.writeUInt32LE(0x80, 0x3c);
  bytes.write('PE\0\0', 0x80, 'latin1');
  bytes.writeUInt16LE(machineType, 0x84);
  bytes.write('CompanyName\0\0Harbour Works\0', 0x200, 'utf16le');
  bytes.writeUInt32LE(0xfeef04bd, 0x300);
  bytes.writeUInt32LE((10 << 16) | 2, 0x308);
  bytes.writeUInt32LE((17 << 16) | 4, 0x30c);
  return bytes;
}

it('lists drivers with what their libraries tell, also where a path names a variable', async () => {
  await mkdir(path.join(folder, 'windows'));
  await writeFile(path.join(folder, 'windows', 'crane.dll'), dll(0x8664));
  await writeFile(path.join(folder, 'windows', 'old.dll'), dll(0x014c));
  driver('system', 'Crane', { Driver: `%SYSTEMROOT%${path.sep}crane.dll` });
  driver('system', 'Old', { Driver: path.join(folder, 'windows', 'old.dll') });
  driver('user', driverName, { Driver: path.join(folder, 'gone.dll') });
  driver('user', 'CRANE', { Driver: 'C:\\none.dll' });
  const drivers = await listDriversOnWindows(machine, { env, ownVersion: () => Promise.resolve('') });
  expect(drivers).toMatchObject([
    { name: 'Crane', version: '10.2.17.4', company: 'Harbour Works', platform: '64-bit', scope: 'system' },
    { name: 'Old', platform: '32-bit', missing: false },
    { name: driverName, ours: true, missing: true, hidden: false, scope: 'user' },
    { name: 'CRANE', hidden: true },
  ]);
});

describe('tracing', () => {
  const keys = ['HKEY_CURRENT_USER', 'HKEY_LOCAL_MACHINE'].map(
    (root) => `${root}\\SOFTWARE\\ODBC\\ODBC.INI\\ODBC`,
  );
  const [user = '', system = ''] = keys;
  const read = () => readTracingOnWindows(machine, folder);
  const set = (wish: { on: boolean; machineWide?: boolean; file?: string }, elevate = false) =>
    setTracingOnWindows(
      machine,
      folder,
      { machineWide: false, path: path.join(folder, wish.file ?? 'trace.log'), ...wish },
      { elevate, env },
    );

  it('is off where nothing says otherwise', async () => {
    expect(await read()).toMatchObject({
      manager: 'Windows',
      on: false,
      machineWide: false,
      path: path.join(folder, 'odbc-trace.log'),
    });
  });

  it('is switched on and off for this account, into a file of its own', async () => {
    machine.isAdministrator = false;
    await set({ on: true });
    expect(Object.fromEntries(machine.keys.get(user) ?? [])).toEqual({
      Trace: '1',
      TraceFile: path.join(folder, 'trace.log'),
      TraceDll: path.join(folder, 'windows', 'system32', 'odbctrac.dll'),
    });
    expect(await read()).toMatchObject({ on: true, machineWide: false, file: user, size: 0 });
    expect((await stat(path.join(folder, 'trace.log'))).mode & 0o077).toBe(0);
    await set({ on: false });
    expect(await read()).toMatchObject({ on: false, path: path.join(folder, 'trace.log') });
  });

  it('is switched for every account with rights, and nothing changes without them', async () => {
    machine.isAdministrator = false;
    await expect(set({ on: true, machineWide: true })).rejects.toMatchObject({
      sqlState: '42501',
      elevation: { how: 'uac' },
    });
    expect(machine.keys.size).toBe(0);
    await set({ on: true, machineWide: true }, true);
    expect(machine.elevated[0]?.slice(2)).toEqual([
      'trace',
      'on',
      '--file',
      path.join(folder, 'trace.log'),
      '--system',
    ]);
    machine.isAdministrator = true;
    await set({ on: true, machineWide: true });
    expect(await read()).toMatchObject({ on: true, machineWide: true, file: system });
    await set({ on: true });
    expect(await read()).toMatchObject({ on: true, machineWide: false, file: user });
    expect(machine.keys.get(system)?.get('Trace')).toBe('0');
  });

  it('refuses a path that nothing could be written to', async () => {
    await expect(set({ on: true, file: 'missing/trace.log' })).rejects.toMatchObject({ sqlState: '22023' });
    expect(machine.keys.size).toBe(0);
  });
});

describe('pooling', () => {
  beforeEach(() => {
    driver('system', 'Crane', { Driver: 'crane.dll', CPTimeout: '60' });
    driver('system', 'Quay', { Driver: 'quay.dll' });
    driver('system', 'Zero', { Driver: 'zero.dll', CPTimeout: '0' });
    driver('user', 'Own', { Driver: 'own.dll', CPTimeout: '60' });
  });
  const timeouts = async () => {
    const { drivers } = await readPoolingOnWindows(machine);
    return drivers.map(({ name, timeout }) => [name, timeout]);
  };

  it('is what each driver of all accounts says, and has no switch', async () => {
    expect(await readPoolingOnWindows(machine)).toMatchObject({ manager: 'Windows', on: true });
    expect(await timeouts()).toEqual([
      ['Crane', 60],
      ['Quay', 'none'],
      ['Zero', 'none'],
    ]);
    await expect(setPoolingOnWindows(machine, { on: false, drivers: [] })).rejects.toMatchObject({
      sqlState: '0A000',
    });
  });

  it('is set driver by driver', async () => {
    const drivers = [
      { name: 'crane', timeout: 'none' },
      { name: 'Quay', timeout: 30 },
    ] as const;
    await setPoolingOnWindows(machine, { on: true, drivers });
    expect(await timeouts()).toEqual([
      ['Crane', 'none'],
      ['Quay', 30],
      ['Zero', 'none'],
    ]);
  });

  it('takes rights, and changes nothing without', async () => {
    machine.isAdministrator = false;
    const wish = { on: true, drivers: [{ name: 'Quay', timeout: 30 }] } as const;
    await expect(setPoolingOnWindows(machine, wish)).rejects.toMatchObject({ sqlState: '42501' });
    await setPoolingOnWindows(machine, wish, true);
    expect(machine.elevated[0]?.slice(2)).toEqual(['pooling', 'on', '--driver', 'Quay', '--timeout', '30']);
    await setPoolingOnWindows(machine, { on: true, drivers: [{ name: 'Quay', timeout: 'none' }] });
    await expect(
      setPoolingOnWindows(machine, { on: true, drivers: [{ name: 'None', timeout: 1 }] }),
    ).rejects.toMatchObject({ sqlState: '42704' });
  });
});
