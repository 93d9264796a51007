/**
 * Where unixODBC looks for a data source in a file that is named without a folder (2.3.11, found by trying):
 * `FileDSNPath` in the section `ODBC` of the system's odbcinst.ini, else of the user's, else the folder
 * `ODBCDataSources` beside the system's odbc.ini. A missing `.dsn` is added to the name in every case.
 */
import { dirname, join, resolve } from 'node:path';
import { stat } from 'node:fs/promises';
import { DrawbridgeError, SqlState } from '../error.ts';
import { readIfThere } from './atomic-file.ts';
import type { WriteOptions } from './dsn-store.ts';
import { fileError } from './file-error.ts';
import { readSection, sameIniName, writeSection } from './ini-file.ts';
import { updateOdbcFile } from './odbc-file.ts';
import { type Environment, odbcFiles } from './odbc-files.ts';

const section = 'ODBC';
const key = 'FileDSNPath';

export async function fileDsnFolder(env: Environment): Promise<string> {
  const { systemDrivers, userDrivers } = odbcFiles(env);
  return (await named(systemDrivers)) ?? (await named(userDrivers)) ?? systemFileDsnFolder(env);
}

export function systemFileDsnFolder(env: Environment): string {
  return join(dirname(odbcFiles(env).systemDsns), 'ODBCDataSources');
}

/** For this account, unless the machine has named a folder for all. Throws 22023 when it is no folder. */
export async function setFileDsnFolder(
  path: string,
  env: Environment,
  { elevate }: WriteOptions = {},
): Promise<void> {
  const folder = resolve(path);
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    (error: unknown) => {
      throw fileError(`read the folder ${folder}`, error);
    },
  );
  if (!isFolder) throw new DrawbridgeError(SqlState.invalidParameterValue, `${folder} is not a folder.`);
  if (folder === (await fileDsnFolder(env))) return;
  const { systemDrivers, userDrivers } = odbcFiles(env);
  const file = (await named(systemDrivers)) === null ? userDrivers : systemDrivers;
  const change = (bytes: Buffer): Buffer => {
    const others = (readSection(bytes, section) ?? []).filter(([other]) => !sameIniName(other, key));
    return writeSection(bytes, section, [...others, [key, folder]]);
  };
  const command = ['dsn', 'directory', folder];
  await updateOdbcFile(file, change, { mode: 0o644, elevate, env, command });
}

async function named(file: string): Promise<string | null> {
  const bytes = await readIfThere(file);
  const pairs = (bytes === null ? null : readSection(bytes, section)) ?? [];
  return pairs.find(([name]) => sameIniName(name, key))?.[1] || null;
}
