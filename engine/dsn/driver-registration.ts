/**
 * Making our ODBC driver known to unixODBC, and taking that back.
 *
 * The library is copied into the data folder, so that data sources can name a path that stays; for all accounts also to a
 * place that they may read (machine-library.ts), which the system's file and System data sources then name. The name goes into
 * the odbcinst.ini of ODBCSYSINI where that is set and may be written, else into ~/.odbcinst.ini; the system's
 * own file is touched only when asked. What unixODBC 2.3.11 makes of them (found by trying): both files are read,
 * the system's first, so that its entry wins; where the system's file is missing and cannot be made, no name is
 * found at all. A DSN that names the library by its path works in every case.
 */
import { access, constants, mkdir, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { DrawbridgeError, SqlState } from '../error.ts';
import { readIfThere, writeAtomically } from './atomic-file.ts';
import { libraryVariable } from './elevated-write.ts';
import { DriverUndo } from './driver-undo.ts';
import { errorCode, fileError } from './file-error.ts';
import { type IniPair, readSection } from './ini-file.ts';
import { libraryFileName, machineLibrary, type LibraryChange } from './machine-library.ts';
import { driverName, type Environment, odbcFiles } from './odbc-files.ts';

export interface DriverPlace {
  readonly dataDir: string;
  readonly env: Environment;
}

export interface RegisterOptions extends DriverPlace {
  /** The library that was built or delivered. */
  readonly libraryPath: string;
  /** For all accounts: the system's odbcinst.ini, and a library that they may read. */
  readonly system?: boolean;
  /** Ask for administrator rights where this account may not write. */
  readonly elevate?: boolean | undefined;
}

export interface Registration {
  /** The copy of the library that data sources should name. */
  readonly library: string;
  /** The file that holds the driver's name now. */
  readonly file: string;
}

export interface DriverStatus {
  /** The driver manager finds the driver by its name, and the library is there. */
  readonly registered: boolean;
  /** It has been installed for this account, whether or not it is found by its name. */
  readonly installed: boolean;
  /** The copy for all accounts where the driver manager finds that one, else that of the data folder; whether or not it is there. */
  readonly library: string;
  /** What the driver manager finds under the driver's name, whether or not it is there; null: nothing. */
  readonly found: string | null;
  /** It is found for every account, since it stands in the system's file. */
  readonly machineWide: boolean;
  /** Sentences for the user; empty when all is well. */
  readonly problems: readonly string[];
}

/** Where `registerDriver` puts the library. A command that runs with another account's rights is told which. */
export function installedLibrary({ dataDir, env }: DriverPlace): string {
  return env[libraryVariable] || join(dataDir, 'driver', libraryFileName());
}

/** Repeating it is harmless. Throws 55000 without a library, 53100 or 58030 when a file cannot be written. */
export async function registerDriver(options: RegisterOptions): Promise<Registration> {
  const { dataDir, env, libraryPath, system = false, elevate } = options;
  const library = installedLibrary({ dataDir, env });
  await copyLibrary(libraryPath, library);
  const files = odbcFiles(env);
  const write = async (file: string, named: string, change?: LibraryChange): Promise<Registration> => {
    const pairs = [
      ['Description', 'Bitbucket Cloud as a database'],
      ['Driver', named],
    ] as const;
    await new DriverUndo(dirname(library), { elevate, env }).write(file, driverName, pairs, change);
    return { library: named, file };
  };
  if (system) return write(files.systemDrivers, machineLibrary(env), { change: 'put', from: library });
  const named = Boolean(env['ODBCSYSINI']) && (await mayWrite(files.systemDrivers));
  return write(named ? files.systemDrivers : files.userDrivers, library);
}

/** Takes away the name, where it stands for this data folder's library or that of all accounts, and what it stands for. */
export async function unregisterDriver({
  dataDir,
  env,
  system = false,
  elevate,
}: DriverPlace & Pick<RegisterOptions, 'system' | 'elevate'>): Promise<void> {
  const library = installedLibrary({ dataDir, env });
  const undo = new DriverUndo(dirname(library), { elevate, env });
  const { userDrivers, systemDrivers } = odbcFiles(env);
  const named = system || env['ODBCSYSINI'] ? [systemDrivers, userDrivers] : [userDrivers];
  const shared = machineLibrary(env);
  const isOurs = (pairs: readonly IniPair[]) => [library, shared].includes(driverOf(pairs) ?? '');
  // A name that was left would lead to a library that is gone.
  const files = new Set([...named, ...(await undo.files())]);
  for (const file of files) {
    const isShared = file === systemDrivers && libraryIn(await readIfThere(file)) === shared;
    await undo.undo(file, driverName, isOurs, isShared ? { change: 'remove' } : undefined);
  }
  await rm(library, { force: true });
  await rmdir(dirname(library)).catch(() => undefined);
}

export async function driverStatus({ dataDir, env }: DriverPlace): Promise<DriverStatus> {
  const { userDrivers, systemDrivers } = odbcFiles(env);
  const system = await readIfThere(systemDrivers);
  const user = await readIfThere(userDrivers);
  const found = libraryIn(system) ?? (system === null ? null : libraryIn(user));
  const shared = machineLibrary(env);
  const library = found === shared ? shared : installedLibrary({ dataDir, env });
  const problems: string[] = [];
  if ((await readIfThere(library)) === null) problems.push(`The driver's library ${library} is missing.`);
  if (found === null && libraryIn(user) !== null)
    problems.push(
      `unixODBC does not find the driver by its name because ${systemDrivers} is missing. Data sources work nevertheless; an empty file of that name makes the name work too.`,
    );
  else if (found === null) problems.push('The driver is not registered with unixODBC.');
  else if (found !== library)
    problems.push(`unixODBC finds another library under the driver's name: ${found}.`);
  const machineWide = libraryIn(system) !== null;
  const registered = problems.length === 0;
  return { registered, installed: registered, library, found, machineWide, problems };
}

function libraryIn(bytes: Buffer | null): string | null {
  return driverOf((bytes === null ? null : readSection(bytes, driverName)) ?? []);
}

function driverOf(pairs: readonly IniPair[]): string | null {
  return pairs.find(([key]) => key.toLowerCase() === 'driver')?.[1] ?? null;
}

export async function copyLibrary(from: string, to: string): Promise<void> {
  const bytes = await readIfThere(from);
  if (bytes === null) {
    throw new DrawbridgeError(SqlState.wrongState, `The ODBC driver ${basename(from)} has not been built.`, {
      hint: 'Run npm run build; it needs a C++ compiler, CMake and unixodbc-dev.',
    });
  }
  if ((await readIfThere(to))?.equals(bytes)) return;
  await writeAtomically(to, bytes, { mode: 0o755 });
}

/** Whether the file, or a new one in its folder, may be written. */
async function mayWrite(file: string): Promise<boolean> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await access(dirname(file), constants.W_OK);
    return true;
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS'].includes(errorCode(error))) return false;
    throw fileError(`write the file ${file}`, error);
  }
}
