/**
 * Drivers in the registry of Windows: a key each below ODBCINST.INI, listed by the key `ODBC Drivers` beside them.
 * https://learn.microsoft.com/sql/odbc/reference/install/registry-entries-for-odbc-components
 */
import { valueOf } from './connection-string.ts';
import type { IniPair } from './ini-file.ts';
import type { ManagerScope } from './manager-section.ts';
import { driverName, type Environment } from './odbc-files.ts';
import type { RegistryChange } from './reg-file.ts';
import type { Registry } from './windows-registry.ts';

/** Windows itself finds drivers by their names for all accounts only; the user's are known to Drawbridge alone. */
export const driverRoots: Readonly<Record<ManagerScope, string>> = {
  system: String.raw`HKEY_LOCAL_MACHINE\SOFTWARE\ODBC\ODBCINST.INI`,
  user: String.raw`HKEY_CURRENT_USER\SOFTWARE\ODBC\ODBCINST.INI`,
};

export interface RegisteredDriver {
  readonly name: string;
  readonly scope: ManagerScope;
  readonly key: string;
  readonly pairs: readonly IniPair[];
}

const listing = 'ODBC Drivers';
const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** Those of all accounts first. */
export async function registeredDrivers(registry: Registry): Promise<readonly RegisteredDriver[]> {
  const drivers: RegisteredDriver[] = [];
  for (const scope of ['system', 'user'] as const) {
    const root = driverRoots[scope];
    const keys = await registry.read(root);
    const at = (name: string) => keys.find(({ path }) => same(path, `${root}\\${name}`));
    for (const [name] of at(listing)?.values ?? [])
      drivers.push({ name, scope, key: `${root}\\${name}`, pairs: at(name)?.values ?? [] });
  }
  return drivers;
}

/** The library that a driver names, without variables of the environment. */
export function libraryOf({ pairs }: RegisteredDriver, env: Environment): string {
  const variables = new Map(Object.entries(env).map(([name, value]) => [name.toLowerCase(), value]));
  return valueOf(pairs, 'Driver').replaceAll(
    /%([^%]+)%/g,
    (whole, name: string) => variables.get(name.toLowerCase()) ?? whole,
  );
}

export const isOurs = ({ name }: RegisteredDriver): boolean => same(name, driverName);

/** https://learn.microsoft.com/sql/odbc/reference/install/driver-specification-subkeys */
export function registering(scope: ManagerScope, library: string): readonly RegistryChange[] {
  const root = driverRoots[scope];
  return [
    {
      path: `${root}\\${driverName}`,
      set: [
        ['Driver', library],
        ['Setup', library],
        ['APILevel', '2'],
        ['ConnectFunctions', 'YYN'],
        ['DriverODBCVer', '03.80'],
        ['FileUsage', '0'],
        ['SQLLevel', '1'],
      ],
    },
    { path: `${root}\\${listing}`, set: [[driverName, 'Installed']] },
  ];
}

export function unregistering({ scope, key, name }: RegisteredDriver): readonly RegistryChange[] {
  return [
    { path: key, remove: true },
    { path: `${driverRoots[scope]}\\${listing}`, set: [[name, null]] },
  ];
}
