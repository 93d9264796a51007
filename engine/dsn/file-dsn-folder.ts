/**
 * Where unixODBC looks for a data source in a file that is named without a folder (2.3.11, found by trying):
 * `FileDSNPath` in the section `ODBC` of the system's odbcinst.ini, or of the user's where the system's has no such
 * section; else the folder `ODBCDataSources` beside the system's odbc.ini. A missing `.dsn` is added to the name in every case.
 */
import { dirname, join, resolve } from 'node:path';
import { stat } from 'node:fs/promises';
import { DrawbridgeError, SqlState } from '../error.ts';
import type { WriteOptions } from './dsn-store.ts';
import { fileError } from './file-error.ts';
import { changeSection, findSections, managerSection, valueIn } from './manager-section.ts';
import { type Environment, odbcFiles } from './odbc-files.ts';
import {
  fileDsnFolderOnWindows,
  setFileDsnFolderOnWindows,
  systemFileDsnFolderOnWindows,
} from './windows-file-dsn-folder.ts';
import { windowsRegistry } from './windows-registry.ts';

const key = 'FileDSNPath';
const isWindows = process.platform === 'win32';

export async function fileDsnFolder(env: Environment): Promise<string> {
  if (isWindows) return fileDsnFolderOnWindows(windowsRegistry(), env);
  const [first] = await findSections(odbcFiles(env), managerSection);
  return valueIn(first, key) || systemFileDsnFolder(env);
}

export function systemFileDsnFolder(env: Environment): string {
  if (isWindows) return systemFileDsnFolderOnWindows(env);
  return join(dirname(odbcFiles(env).systemDsns), 'ODBCDataSources');
}

/** For this account, unless the system's file decides for all. Throws 22023 when it is no folder. */
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
  if (isWindows) return setFileDsnFolderOnWindows(windowsRegistry(), folder);
  const [first] = await findSections(odbcFiles(env), managerSection);
  // A section of the system's file would hide one of the user's; a new one there would hide the user's other values.
  const file = first?.file ?? odbcFiles(env).userDrivers;
  const command = ['dsn', 'directory', folder, '--system'];
  await changeSection(file, managerSection, { [key]: folder }, { elevate, env, command });
}
