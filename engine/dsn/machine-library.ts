/**
 * The driver's library for every account. What lies in one account's data folder others may not read, so registering for
 * all of them puts a copy where everybody may: /usr/local/lib is the place for what an administrator adds beside the
 * packages of the system (Filesystem Hierarchy Standard 3.0, section 4.9). Where ODBCSYSINI moves the system's ODBC files,
 * the copy lies beside those.
 */
import { chmod, lstat, mkdir, readFile, rm, rmdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { DrawbridgeError, SqlState } from '../error.ts';
import { readIfThere, writeAtomically } from './atomic-file.ts';
import { fileError } from './file-error.ts';
import type { Environment } from './odbc-files.ts';

export function libraryFileName(platform: NodeJS.Platform = process.platform): string {
  if (platform === 'win32') return 'drawbridgeodbc.dll';
  return platform === 'darwin' ? 'libdrawbridgeodbc.dylib' : 'libdrawbridgeodbc.so';
}

/** `put`: a copy of the library at `from`. */
export type LibraryChange = { readonly change: 'put'; readonly from: string } | { readonly change: 'remove' };

/** Folders of the system, in which no library belongs. */
const configuration = new Set(['/etc', '/usr/local/etc']);
const largest = 64 * 1024 ** 2;

export function machineLibrary(env: Environment): string {
  const moved = env['ODBCSYSINI'];
  const isMoved = moved !== undefined && moved !== '' && !configuration.has(resolve(moved));
  return join(isMoved ? resolve(moved) : '/usr/local/lib', 'drawbridge', libraryFileName());
}

/** Whether nothing is left to be done. */
export async function isLibraryChanged(wanted: LibraryChange, env: Environment): Promise<boolean> {
  const there = await readIfThere(machineLibrary(env));
  if (wanted.change === 'remove') return there === null;
  return there?.equals(await libraryAt(wanted.from)) ?? false;
}

/** Throws 53100, 58030, or 55000 where there is no library to copy. */
export async function changeMachineLibrary(wanted: LibraryChange, env: Environment): Promise<void> {
  const library = machineLibrary(env);
  const folder = dirname(library);
  if (wanted.change === 'remove') {
    await rm(library, { force: true }).catch((error: unknown) => {
      throw fileError(`remove the file ${library}`, error);
    });
    await rmdir(folder).catch(() => undefined);
    return;
  }
  const bytes = await libraryAt(wanted.from);
  const made = await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw fileError(`make the folder ${folder}`, error);
  });
  // Whatever the mask of this account takes from new folders.
  if (made !== undefined) await chmod(folder, 0o755);
  await writeAtomically(library, bytes, { mode: 0o755 });
}

async function libraryAt(path: string): Promise<Buffer> {
  const found = await lstat(path).catch(() => null);
  if (found?.isFile() === true && found.size <= largest) return readFile(path);
  throw new DrawbridgeError(SqlState.wrongState, `There is no library of the driver at ${path}.`, {
    hint: 'Run "drawbridge driver install" first.',
  });
}
