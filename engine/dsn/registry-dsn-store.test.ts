import { beforeEach, expect, it } from 'vitest';
import { driverName } from './odbc-files.ts';
import type { IniPair } from './ini-file.ts';
import { RegistryDsnStore } from './registry-dsn-store.ts';
import { MemoryRegistry } from './test-support/memory-registry.ts';

const user = String.raw`HKEY_CURRENT_USER\SOFTWARE\ODBC\ODBC.INI`;
const system = String.raw`HKEY_LOCAL_MACHINE\SOFTWARE\ODBC\ODBC.INI`;
const list = 'ODBC Data Sources';

let machine: MemoryRegistry;
let keys: MemoryRegistry['keys'];
let store: RegistryDsnStore;

const libraryPath = String.raw`C:\Drawbridge\drawbridgeodbc.dll`;

beforeEach(() => {
  machine = new MemoryRegistry();
  ({ keys } = machine);
  const { registry, ownProgram, runElevated } = machine;
  store = new RegistryDsnStore({ registry, ownProgram, runElevated, libraryPath });
});

const harbor = {
  name: 'Harbor',
  scope: 'user',
  description: 'The port',
  values: new Map([['Workspace', 'harbor']]),
} as const;

it('writes a data source as a key of its own, and lists it with the driver', async () => {
  expect(await store.save(harbor)).toMatchObject({ name: 'Harbor', ours: true, driver: driverName });
  expect([...(keys.get(`${user}\\Harbor`) ?? [])]).toEqual([
    ['Driver', String.raw`C:\Drawbridge\drawbridgeodbc.dll`],
    ['Description', 'The port'],
    ['Workspace', 'harbor'],
  ]);
  expect(keys.get(`${user}\\${list}`)?.get('Harbor')).toBe(driverName);
  const record = await store.find('harbor');
  expect(record?.entry).toMatchObject({ name: 'Harbor', scope: 'user', description: 'The port' });
  expect(record?.values).toEqual(harbor.values);
});

it('names the library that is registered for the driver', async () => {
  const registered = new Map([['Driver', String.raw`D:\Installed\drawbridgeodbc.dll`]]);
  keys.set(`HKEY_LOCAL_MACHINE\\SOFTWARE\\ODBC\\ODBCINST.INI\\${driverName}`, registered);
  await store.save(harbor);
  expect((await store.get(harbor))?.library).toBe(String.raw`D:\Installed\drawbridgeodbc.dll`);
});

it('replaces all of a data source that is edited, and takes its new name', async () => {
  await store.save(harbor);
  const revision = (await store.get(harbor))?.revision;
  const renamed = {
    ...harbor,
    name: 'Quay',
    previousName: 'Harbor',
    values: new Map([['Schema', 'x']]),
    revision,
  };
  await store.save(renamed);
  expect((await store.list()).map(({ name }) => name)).toEqual(['Quay']);
  expect((await store.get({ name: 'Quay', scope: 'user' }))?.values).toEqual(new Map([['Schema', 'x']]));
  await expect(store.save({ ...renamed, previousName: 'Quay' })).rejects.toMatchObject({ sqlState: '40001' });
});

it('lists data sources of other drivers and never changes them', async () => {
  const others: readonly IniPair[] = [['Elsewhere', 'SQL Server']];
  keys.set(`${user}\\${list}`, new Map(others));
  keys.set(
    `${user}\\Elsewhere`,
    new Map([
      ['Driver', 'sqlsrv32.dll'],
      ['Server', 'db'],
    ]),
  );
  expect(await store.list()).toMatchObject([{ name: 'Elsewhere', driver: 'SQL Server', ours: false }]);
  expect(await store.find('Elsewhere')).toBeNull();
  for (const change of [
    store.save({ ...harbor, name: 'Elsewhere' }),
    store.save({ ...harbor, previousName: 'Elsewhere' }),
    store.remove({ name: 'Elsewhere', scope: 'user' }),
  ])
    await expect(change).rejects.toMatchObject({ sqlState: '42501' });
  expect(keys.get(`${user}\\Elsewhere`)?.get('Server')).toBe('db');
});

it('refuses a name that is taken, and one that is not there', async () => {
  await store.save(harbor);
  await expect(store.save({ ...harbor, name: 'HARBOR' })).rejects.toMatchObject({ sqlState: '42710' });
  await expect(store.remove({ name: 'None', scope: 'user' })).rejects.toMatchObject({ sqlState: '3D000' });
});

it('refuses secrets', async () => {
  const change = store.save({ ...harbor, values: new Map([['APIToken', 'abc']]) });
  await expect(change).rejects.toMatchObject({ sqlState: '22023' });
  expect(keys.size).toBe(0);
});

it('removes a data source and its place in the list', async () => {
  await store.save(harbor);
  await store.remove(harbor);
  expect(await store.list()).toEqual([]);
  expect(keys.has(`${user}\\Harbor`)).toBe(false);
});

it('says what would change where the system data sources need rights, and how to get them', async () => {
  machine.isAdministrator = false;
  const change = store.save({ ...harbor, scope: 'system' });
  await expect(change).rejects.toMatchObject({ sqlState: '42501', elevation: { file: system, how: 'uac' } });
  const { elevation } = (await change.catch((error: unknown) => error)) as {
    elevation: { lines: readonly { text: string }[]; command: string };
  };
  expect(elevation.lines.map(({ text }) => text)).toContain('"Workspace"="harbor"');
  expect(elevation.command).toContain('-Verb RunAs');
  expect(elevation.command).toContain('Workspace=harbor');
  expect(keys.size).toBe(0);
});

it('has its own command do it with the rights, where they are wanted', async () => {
  machine.isAdministrator = false;
  await store.save({ ...harbor, scope: 'system' }, { elevate: true });
  expect(machine.elevated).toEqual([
    [
      'C:\\node.exe',
      'C:\\drawbridge.cjs',
      'dsn',
      'add',
      'Harbor',
      'Description=The port',
      'Workspace=harbor',
      '--system',
    ],
  ]);
});

it('says who has kept a change with the rights from being made, and loses nothing', async () => {
  await store.save({ ...harbor, scope: 'system' });
  const before = structuredClone(keys);
  machine.isAdministrator = false;
  const edited = { ...harbor, scope: 'system', previousName: 'Harbor', values: new Map() } as const;
  machine.outcome = 'refused';
  await expect(store.save(edited, { elevate: true })).rejects.toMatchObject({
    sqlState: '42501',
    message: 'The administrator rights to change the system data sources were not given.',
    hint: 'Nothing was changed.',
  });
  machine.outcome = 'failed';
  await expect(store.save(edited, { elevate: true })).rejects.toMatchObject({ sqlState: '58030' });
  expect(keys).toEqual(before);
});

it('cannot ask for rights without a command that would use them', async () => {
  machine.isAdministrator = false;
  machine.program = null;
  await expect(store.save({ ...harbor, scope: 'system' }, { elevate: true })).rejects.toMatchObject({
    sqlState: '42501',
    elevation: { how: 'no program', command: '' },
  });
});
