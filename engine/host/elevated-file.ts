/** The hidden command's work, as root: writes one of the machine's ODBC files if it is what the engine has seen. */
import { mkdir, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { readIfThere, updateAtomically } from '../dsn/atomic-file.ts';
import { changedStatus } from '../dsn/elevated-write.ts';
import { fileError } from '../dsn/file-error.ts';
import { readSection } from '../dsn/ini-file.ts';
import { digestOf } from '../dsn/odbc-file.ts';
import { changeMachineLibrary, type LibraryChange } from '../dsn/machine-library.ts';
import { isMachineFile, odbcFiles, type Environment } from '../dsn/odbc-files.ts';
import { isRootsDsnFile } from '../dsn/roots-dsn-file.ts';
import { DrawbridgeError, SqlState } from '../error.ts';

export interface FileToWrite {
  readonly file: string;
  /** For a new file; an old one keeps mode and owner. */
  readonly mode: number;
  /** The SHA-256 of what the file must hold. */
  readonly expected: string;
  /** Goes with the file that names the drivers, and with no other. */
  readonly library?: LibraryChange | undefined;
}

/** An ini file that is larger was not made by us. */
const largest = 4 * 1024 ** 2;

/** Takes the new bytes from standard input. Resolves to the exit status. */
export async function writeOdbcFile(
  { file, mode, expected, library }: FileToWrite,
  env: Environment,
): Promise<number> {
  const isDsn = await isRootsDsnFile(file);
  if (!isDsn && !isMachineFile(file, env)) throw notOdbc(file);
  if (library !== undefined && resolve(file) !== resolve(odbcFiles(env).systemDrivers)) throw notOdbc(file);
  const bytes = await buffer(process.stdin);
  if (bytes.length > largest || bytes.includes(0)) throw refused('What came is not an ini file.');
  if (isDsn && readSection(bytes, 'ODBC') === null) throw refused('What came is no data source.');
  // For everyone to read, as the data sources in it are meant.
  if (isDsn) await mkdir(dirname(file), { recursive: true, mode: 0o755 });
  if (library?.change === 'put') await putLibrary(library, env);
  let isExpected = true;
  await updateAtomically(
    file,
    (before) => {
      isExpected = digestOf(before) === expected;
      return isExpected ? bytes : before;
    },
    { mode },
  );
  if (isExpected && library?.change === 'remove') await changeMachineLibrary(library, env);
  return isExpected ? 0 : changedStatus;
}

/** A library, and nothing else that root alone may read: everybody can read the copy. */
async function putLibrary(library: LibraryChange & { change: 'put' }, env: Environment): Promise<void> {
  const magic = (await readIfThere(library.from))?.subarray(0, 4).toString('hex') ?? '';
  if (!libraryMagic.has(magic)) throw refused(`${library.from} is no library.`);
  await changeMachineLibrary(library, env);
}

/** The same for a data source in a file, which goes. */
export async function removeOdbcFileAsRoot({
  file,
  expected,
}: Pick<FileToWrite, 'file' | 'expected'>): Promise<number> {
  if (!(await isRootsDsnFile(file))) throw notOdbc(file);
  const bytes = await readIfThere(file);
  if (bytes === null || digestOf(bytes) !== expected) return changedStatus;
  await rm(file).catch((error: unknown) => {
    throw fileError(`remove the file ${file}`, error);
  });
  return 0;
}

/** ELF, and Mach-O for one machine and for several. */
const libraryMagic = new Set(['7f454c46', 'cffaedfe', 'cafebabe']);

const notOdbc = (file: string): DrawbridgeError =>
  refused(`${file} is not one of this machine's ODBC files.`);

function refused(message: string): DrawbridgeError {
  return new DrawbridgeError(SqlState.insufficientPrivilege, message, { hint: 'Nothing was written.' });
}
