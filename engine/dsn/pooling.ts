/**
 * Connection pooling as unixODBC 2.3.11 does it (found by trying): Pooling=Yes in the section [ODBC] turns it on for
 * all drivers, in each program that starts from then on. CPTimeout of a driver's section is how many seconds a
 * connection may stay unused; without it, or with 0, one is taken up again only within the same second; with -1 never.
 */
import { readIfThere } from './atomic-file.ts';
import { foldIniName, sectionNames } from './ini-file.ts';
import {
  changeSection,
  driversFile,
  findSections,
  isOn,
  managerSection,
  valueIn,
  type ChangeOptions,
  type FoundSection,
  type ManagerFiles,
  type ManagerKind,
  type ManagerScope,
} from './manager-section.ts';
import { checkTimeout, unknownDriver } from './pool-timeout.ts';

/** Seconds; `none`: connections are not pooled. */
export type PoolTimeout = number | 'none';

export interface PooledDriver {
  readonly name: string;
  readonly timeout: PoolTimeout;
  readonly scope: ManagerScope;
  readonly file: string;
}

export interface PoolingState {
  /** Windows has no switch for all drivers: each alone decides, and `on` stays true. */
  readonly manager: ManagerKind;
  readonly on: boolean;
  /** The odbcinst.ini that says so, or where it would be written. */
  readonly file: string;
  readonly scope: ManagerScope;
  readonly drivers: readonly PooledDriver[];
}

export interface PoolingWish {
  readonly on: boolean;
  readonly drivers: readonly { readonly name: string; readonly timeout: PoolTimeout }[];
}

export async function readPooling(files: ManagerFiles): Promise<PoolingState> {
  const [manager] = await findSections(files, managerSection);
  const drivers = await Promise.all(
    (await registeredDrivers(files)).map(async (name): Promise<PooledDriver[]> => {
      const [section] = await findSections(files, name);
      return section === undefined
        ? []
        : [{ name, timeout: timeoutOf(section), scope: section.scope, file: section.file }];
    }),
  );
  const scope = manager?.scope ?? 'user';
  return {
    manager: 'unixODBC',
    on: isOn(valueIn(manager, 'Pooling')),
    file: driversFile(files, scope),
    scope,
    drivers: drivers.flat(),
  };
}

/**
 * Writes what differs from what is there. Throws 22023 for a time that is none, 42704 for a driver that is not
 * registered, 58030 when a file cannot be written; the switch is written last.
 */
export async function setPooling(
  files: ManagerFiles,
  { on, drivers }: PoolingWish,
  options: ChangeOptions = {},
): Promise<void> {
  const before = await readPooling(files);
  const changes = drivers.flatMap(({ name, timeout }) => {
    checkTimeout(timeout);
    const known = before.drivers.find((driver) => foldIniName(driver.name) === foldIniName(name));
    if (known === undefined) throw unknownDriver(name);
    return known.timeout === timeout ? [] : [{ ...known, timeout }];
  });
  for (const { file, name, timeout } of changes)
    await changeSection(
      file,
      name,
      { CPTimeout: timeout === 'none' ? '-1' : String(timeout) },
      { ...options, command: poolingCommand(before.on, { name, timeout }) },
    );
  if (on !== before.on)
    await changeSection(
      before.file,
      managerSection,
      { Pooling: on ? 'Yes' : null },
      { ...options, command: poolingCommand(on) },
    );
}

const poolingCommand = (on: boolean, driver?: PoolingWish['drivers'][number]): readonly string[] => [
  'pooling',
  on ? 'on' : 'off',
  ...(driver === undefined ? [] : ['--driver', driver.name, '--timeout', String(driver.timeout)]),
];

async function registeredDrivers(files: ManagerFiles): Promise<readonly string[]> {
  const names = new Map<string, string>();
  for (const file of [files.systemDrivers, files.userDrivers]) {
    const bytes = await readIfThere(file);
    for (const name of bytes === null ? [] : sectionNames(bytes))
      if (!isManagerSection(name) && !names.has(foldIniName(name))) names.set(foldIniName(name), name);
  }
  return [...names.values()];
}

/** Sections of an odbcinst.ini that are no drivers. */
export function isManagerSection(name: string): boolean {
  return ['', 'odbc', 'odbc drivers', 'default'].includes(foldIniName(name));
}

function timeoutOf(section: FoundSection): PoolTimeout {
  const seconds = Number.parseInt(valueIn(section, 'CPTimeout') ?? '', 10);
  if (Number.isNaN(seconds)) return 0;
  return seconds < 0 ? 'none' : seconds;
}
