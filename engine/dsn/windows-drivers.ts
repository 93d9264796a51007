/** The drivers that the registry of Windows names, with what their libraries tell by their files. */
import type { DriversOptions, OdbcDriver } from './drivers.ts';
import { driverVersionText, libraryFacts } from './library-file.ts';
import type { MachineRegistry } from './machine-registry.ts';
import { isOurs, libraryOf, registeredDrivers } from './windows-driver-keys.ts';

export async function listDriversOnWindows(
  { registry }: Pick<MachineRegistry, 'registry'>,
  { env, ownVersion }: DriversOptions,
): Promise<readonly OdbcDriver[]> {
  const all = await registeredDrivers(registry);
  return Promise.all(
    all.map(async (driver): Promise<OdbcDriver> => {
      const { name, scope, key } = driver;
      const library = libraryOf(driver, env);
      const facts = library === '' ? null : await libraryFacts(library, driverVersionText);
      const ours = isOurs(driver);
      return {
        name,
        version: ours ? await ownVersion(library) : (facts?.fileVersion ?? ''),
        company: ours ? 'Drawbridge' : (facts?.company ?? ''),
        library,
        date: facts?.date ?? '',
        platform: facts?.platform ?? '',
        scope,
        file: key,
        ours,
        missing: facts === null,
        hidden:
          scope === 'user' &&
          all.some((other) => other.scope === 'system' && other.name.toLowerCase() === name.toLowerCase()),
      };
    }),
  );
}
