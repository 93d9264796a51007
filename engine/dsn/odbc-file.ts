/**
 * Changing a file of ODBC's, with administrator rights where they are needed and granted.
 *
 * Where this account may not write one of the machine's own files, or a data source in a folder of root's, the error says what would change and how the
 * rights can be had; the same call with `elevate` then has the bytes written by this program's hidden command
 * `write-odbc-file`, run as root by pkexec or sudo. Nothing else of Drawbridge ever runs as root. On Windows, where no such
 * files are, registry-dsn-store.ts does the like.
 */
import { createHash } from 'node:crypto';
import { access, constants, realpath, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DrawbridgeError, SqlState, type Elevation } from '../error.ts';
import { type FileSteps, readIfThere, updateAtomically } from './atomic-file.ts';
import {
  elevationCommand,
  howToElevate,
  nothingChanged,
  writeElevated,
  type PosixHow,
} from './elevated-write.ts';
import { errorCode, fileError } from './file-error.ts';
import { lineChanges } from './line-changes.ts';
import {
  changeMachineLibrary,
  isLibraryChanged,
  machineLibrary,
  type LibraryChange,
} from './machine-library.ts';
import { type Environment, isMachineFile } from './odbc-files.ts';
import { isRootsDsnFile } from './roots-dsn-file.ts';

export interface OdbcFileOptions {
  /** For a file that is new; an old one keeps its mode. */
  readonly mode: number;
  /** Ask for administrator rights if they are needed. */
  readonly elevate?: boolean | undefined;
  readonly steps?: FileSteps | undefined;
  readonly env?: Environment;
  /** What does the same in a terminal, without `sudo`; by default the write itself cannot be given as a command. */
  readonly command?: readonly string[] | undefined;
  /** Done with the same rights: put before the file is written, removed after it. */
  readonly library?: LibraryChange | undefined;
}

/** Times that a file may change between showing it to `change` and writing it as root. */
const patience = 3;

/**
 * Reads, changes and writes like `updateAtomically`. Throws 42501 where the file may not be written, with `elevation`
 * if it is one of the machine's; also where the rights were asked for and refused.
 */
export async function updateOdbcFile(
  file: string,
  change: (bytes: Buffer) => Buffer,
  options: OdbcFileOptions,
): Promise<void> {
  const { mode, steps, library, env = process.env } = options;
  const isFree = library === undefined || (await mayWrite(machineLibrary(env)));
  if (!isFree || !(await mayWrite(file))) return updateElevated(file, change, options);
  if (library?.change === 'put') await changeMachineLibrary(library, env);
  await updateAtomically(file, change, { mode, steps });
  if (library?.change === 'remove') await changeMachineLibrary(library, env);
}

/** Removes a file that `check`, given its content, lets go. Throws as `updateOdbcFile` does. */
export async function removeOdbcFile(
  file: string,
  check: (bytes: Buffer) => void,
  options: Omit<OdbcFileOptions, 'mode' | 'steps'>,
): Promise<void> {
  const checked = (bytes: Buffer): null => {
    check(bytes);
    return null;
  };
  if (!(await mayWrite(file))) return updateElevated(file, checked, { ...options, mode: 0 });
  checked((await readIfThere(file)) ?? Buffer.alloc(0));
  await rm(file).catch((error: unknown) => {
    throw fileError(`remove the file ${file}`, error);
  });
}

/** Whether administrator rights are a way to write the file, where this account may not. */
export async function rightsWouldHelp(file: string, env: Environment): Promise<boolean> {
  return isMachineFile(file, env) || isRootsDsnFile(file);
}

/** `change` gives null to remove the file. */
async function updateElevated(
  file: string,
  change: (bytes: Buffer) => Buffer | null,
  options: OdbcFileOptions,
): Promise<void> {
  const { mode, env = process.env, elevate = false, library } = options;
  for (let tries = 0; tries < patience; tries += 1) {
    const before = (await readIfThere(file)) ?? Buffer.alloc(0);
    const after = change(before);
    const isLibraryDone = library === undefined || (await isLibraryChanged(library, env));
    if (after?.equals(before) && isLibraryDone) return;
    const libraryPart =
      library === undefined || isLibraryDone
        ? {}
        : { library: { change: library.change, path: machineLibrary(env) } };
    if (!(await rightsWouldHelp(file, env))) throw readOnly(file);
    const how = await howToElevate(env);
    const command = options.command === undefined ? '' : await elevationCommand(options.command, env);
    if (!elevate || (how !== 'pkexec' && how !== 'sudo'))
      throw needsRights({
        file,
        lines: lineChanges(before, after ?? Buffer.alloc(0)),
        how,
        command,
        ...libraryPart,
      });
    const written = await writeElevated({
      file,
      bytes: after,
      mode,
      expected: digestOf(before),
      how,
      env,
      command,
      library,
    });
    if (written) return;
  }
  throw new DrawbridgeError(
    SqlState.serializationFailure,
    `The file ${file} is being changed by another program all the time.`,
    { hint: 'Nothing was written. Try again when the other program is done.' },
  );
}

/** What an elevated write must find in the file: a SHA-256 in hexadecimal. */
export function digestOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Whether this account may replace the file, or make it. A file that is marked read-only stays what it is. */
export async function mayWrite(file: string): Promise<boolean> {
  const target = await realpath(file).catch(() => null);
  if (target !== null && !(await isWritable(target))) return false;
  let folder = dirname(target ?? file);
  while (!(await isThere(folder)) && dirname(folder) !== folder) folder = dirname(folder);
  return isWritable(folder);
}

/** A disk that is read-only for everyone is no question of rights: writing then says so. */
async function isWritable(path: string): Promise<boolean> {
  return access(path, constants.W_OK).then(
    () => true,
    (error: unknown) => !['EACCES', 'EPERM'].includes(errorCode(error)),
  );
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    (error: unknown) => errorCode(error) !== 'ENOENT',
  );
}

function readOnly(file: string): DrawbridgeError {
  return new DrawbridgeError(
    SqlState.insufficientPrivilege,
    `Drawbridge could not write the file ${file}: it or its folder is read-only for this account.`,
    { hint: 'Nothing was changed. Make the file and its folder writable, then try again.' },
  );
}

function libraryWords({ library }: Elevation): string {
  if (library === undefined) return '';
  return library.change === 'put'
    ? `, and to put the driver's library into ${dirname(library.path)}, where every account may read it`
    : `, and to remove the driver's library ${library.path}`;
}

function needsRights(elevation: Elevation & { readonly how: PosixHow }): DrawbridgeError {
  const hints = {
    pkexec:
      'Nothing was changed. The administrator can ask for the rights; the command line does with --elevate.',
    sudo: 'Nothing was changed. The administrator can ask for the rights; the command line does with --elevate.',
    none: nothingChanged(elevation.command),
    'no program': nothingChanged(''),
  };
  return new DrawbridgeError(
    SqlState.insufficientPrivilege,
    `Drawbridge needs administrator rights to change ${elevation.file}${libraryWords(elevation)}.`,
    { hint: hints[elevation.how], elevation },
  );
}
