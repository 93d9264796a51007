/**
 * Making our ODBC driver known on Windows, and taking that back. For this account the library lies in the data folder,
 * where data sources name it by its path; for all accounts it lies where only administrators write, since it is loaded
 * into everybody's programs.
 */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { readIfThere } from './atomic-file.ts';
import {
  copyLibrary,
  installedLibrary,
  type DriverPlace,
  type DriverStatus,
  type RegisterOptions,
  type Registration,
} from './driver-registration.ts';
import { fileError } from './file-error.ts';
import { changeMachine, type MachineRegistry } from './machine-registry.ts';
import type { Environment } from './odbc-files.ts';
import {
  driverRoots,
  isOurs,
  libraryOf,
  registeredDrivers,
  registering,
  unregistering,
  type RegisteredDriver,
} from './windows-driver-keys.ts';

const what = 'the ODBC drivers of this computer';

/** Repeating it is harmless. Throws 55000 without a library, 42501 without the rights, 58030 on other trouble. */
export async function registerOnWindows(
  machine: MachineRegistry,
  { dataDir, env, libraryPath, system = false, elevate = false }: RegisterOptions,
): Promise<Registration> {
  if (!system) {
    const library = installedLibrary({ dataDir, env });
    await copyLibrary(libraryPath, library);
    await machine.registry.apply(registering('user', library));
    return { library, file: driverRoots.user };
  }
  const library = machineLibrary(env);
  await changeMachine(machine, {
    key: driverRoots.system,
    what,
    steps: registering('system', library),
    commands: [['driver', 'install', '--system']],
    elevate,
    prepare: () => copyLibrary(libraryPath, library),
  });
  return { library, file: driverRoots.system };
}

/** Takes away the names that lead to the libraries that `registerOnWindows` puts there, and the libraries. */
export async function unregisterOnWindows(
  machine: MachineRegistry,
  {
    dataDir,
    env,
    system = false,
    elevate = false,
  }: DriverPlace & Pick<RegisterOptions, 'system' | 'elevate'>,
): Promise<void> {
  const own = installedLibrary({ dataDir, env });
  const shared = machineLibrary(env);
  const named = (await registeredDrivers(machine.registry)).filter(
    (driver) => isOurs(driver) && [own, shared].some((library) => samePath(libraryOf(driver, env), library)),
  );
  const of = (scope: RegisteredDriver['scope']) => named.filter((driver) => driver.scope === scope);
  if (system && of('system').length > 0) {
    await changeMachine(machine, {
      key: driverRoots.system,
      what,
      steps: of('system').flatMap(unregistering),
      commands: [['driver', 'uninstall', '--system']],
      elevate,
      prepare: () => remove(shared),
    });
  }
  await machine.registry.apply(of('user').flatMap(unregistering));
  const isNamed = !system && of('system').some((driver) => samePath(libraryOf(driver, env), own));
  if (!isNamed) await remove(own);
}

export async function statusOnWindows(
  machine: MachineRegistry,
  { dataDir, env }: DriverPlace,
): Promise<DriverStatus> {
  const drivers = (await registeredDrivers(machine.registry)).filter(isOurs);
  const [forAll, forUser] = (['system', 'user'] as const).map((scope) =>
    drivers.find((driver) => driver.scope === scope),
  );
  const found = forAll === undefined ? null : libraryOf(forAll, env);
  const library =
    found ?? (forUser === undefined ? installedLibrary({ dataDir, env }) : libraryOf(forUser, env));
  const problems: string[] = [];
  if ((await readIfThere(library)) === null) problems.push(`The driver's library ${library} is missing.`);
  if (found === null)
    problems.push(
      forUser === undefined
        ? 'The driver is not registered with Windows.'
        : 'Windows finds drivers by their names for all accounts only. Data sources work nevertheless; "drawbridge driver install --system --elevate" makes the name work too.',
    );
  const registered = problems.length === 0;
  const installed = forUser !== undefined && (await readIfThere(libraryOf(forUser, env))) !== null;
  return { registered, installed, library, found, machineWide: found !== null, problems };
}

/** Only administrators write there, and everybody reads. */
function machineLibrary(env: Environment): string {
  return path.join(env['ProgramFiles'] || 'C:\\Program Files', 'Drawbridge', 'driver', 'drawbridgeodbc.dll');
}

function samePath(one: string, other: string): boolean {
  return path.normalize(one).toLowerCase() === path.normalize(other).toLowerCase();
}

async function remove(file: string): Promise<void> {
  await rm(file, { force: true }).catch((error: unknown) => {
    // Windows keeps a library that a program has loaded.
    throw fileError(`remove the file ${file}, which a program may still use`, error);
  });
}
