/** The hidden command's work, as root: writes one of the machine's ODBC files if it is what the engine has seen. */
import { buffer } from 'node:stream/consumers';
import { updateAtomically } from '../dsn/atomic-file.ts';
import { changedStatus } from '../dsn/elevated-write.ts';
import { digestOf } from '../dsn/odbc-file.ts';
import { isMachineFile, type Environment } from '../dsn/odbc-files.ts';
import { DrawbridgeError, SqlState } from '../error.ts';

export interface FileToWrite {
  readonly file: string;
  /** For a new file; an old one keeps mode and owner. */
  readonly mode: number;
  /** The SHA-256 of what the file must hold. */
  readonly expected: string;
}

/** An ini file that is larger was not made by us. */
const largest = 4 * 1024 ** 2;

/** Takes the new bytes from standard input. Resolves to the exit status. */
export async function writeOdbcFile(
  { file, mode, expected }: FileToWrite,
  env: Environment,
): Promise<number> {
  if (!isMachineFile(file, env)) throw refused(`${file} is not one of this machine's ODBC files.`);
  const bytes = await buffer(process.stdin);
  if (bytes.length > largest || bytes.includes(0)) throw refused('What came is not an ini file.');
  let isExpected = true;
  await updateAtomically(
    file,
    (before) => {
      isExpected = digestOf(before) === expected;
      return isExpected ? bytes : before;
    },
    { mode },
  );
  return isExpected ? 0 : changedStatus;
}

function refused(message: string): DrawbridgeError {
  return new DrawbridgeError(SqlState.insufficientPrivilege, message, { hint: 'Nothing was written.' });
}
