/** The drivers that unixODBC's odbcinst.ini files name, with what their libraries tell by their files. */
import { readIfThere } from './atomic-file.ts';
import { foldIniName, readSection, sameIniName, sectionNames } from './ini-file.ts';
import { driverVersionText, findLibrary, libraryFacts } from './library-file.ts';
import { driversFile, type ManagerScope } from './manager-section.ts';
import { driverName, type Environment, odbcFiles } from './odbc-files.ts';
import { isManagerSection } from './pooling.ts';

export interface OdbcDriver {
  readonly name: string;
  /** What the library's file tells; '' when it tells nothing. */
  readonly version: string;
  readonly company: string;
  /** The library as it is named, or its path where it was found. */
  readonly library: string;
  /** ISO 8601; '' when the library is missing. */
  readonly date: string;
  readonly platform: string;
  readonly scope: ManagerScope;
  /** The odbcinst.ini. */
  readonly file: string;
  readonly ours: boolean;
  readonly missing: boolean;
  /** An entry of the same name in the system's file is what unixODBC uses. */
  readonly hidden: boolean;
}

export interface DriversOptions {
  readonly env: Environment;
  /** The version of our library at this path; '' when it is another one. */
  readonly ownVersion: (library: string) => Promise<string>;
}

export async function listDrivers({ env, ownVersion }: DriversOptions): Promise<readonly OdbcDriver[]> {
  const files = odbcFiles(env);
  const drivers: OdbcDriver[] = [];
  for (const scope of ['system', 'user'] as const) {
    const file = driversFile(files, scope);
    const bytes = await readIfThere(file);
    for (const name of bytes === null
      ? []
      : sectionNames(bytes).filter((found) => !isManagerSection(found))) {
      const values = new Map(
        (readSection(bytes ?? Buffer.alloc(0), name) ?? []).map(([k, v]) => [foldIniName(k), v]),
      );
      const named = (process.arch.includes('64') ? values.get('driver64') : '') || values.get('driver') || '';
      const path = named === '' ? null : await findLibrary(named, env);
      const facts = path === null ? null : await libraryFacts(path, driverVersionText);
      const ours = sameIniName(name, driverName);
      const [only, ...more] = facts?.versions ?? [];
      drivers.push({
        name,
        version: ours ? await ownVersion(path ?? '') : more.length === 0 ? (only ?? '') : '',
        company: ours ? 'Drawbridge' : '',
        library: path ?? named,
        date: facts?.date ?? '',
        platform: facts?.platform ?? '',
        scope,
        file,
        ours,
        missing: facts === null,
        hidden: scope === 'user' && drivers.some((other) => sameIniName(other.name, name)),
      });
    }
  }
  return drivers;
}
