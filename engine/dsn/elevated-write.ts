/** Writing one of the machine's ODBC files as root: by pkexec, else by sudo where that needs no terminal. */
import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';
import { DrawbridgeError, SqlState, type Elevation } from '../error.ts';
import type { LibraryChange } from './machine-library.ts';
import type { Environment } from './odbc-files.ts';
import { findProgram, ownProgram } from './own-program.ts';

export interface ElevatedWrite {
  readonly file: string;
  /** null: the file is removed. */
  readonly bytes: Buffer | null;
  readonly mode: number;
  /** The SHA-256 of what the file holds now. */
  readonly expected: string;
  readonly how: 'pkexec' | 'sudo';
  readonly env: Environment;
  /** For a terminal, should the rights be refused here. */
  readonly command: string;
  readonly library?: LibraryChange | undefined;
}

/** Exit status of `write-odbc-file` where the file is no longer what was expected (EX_TEMPFAIL). */
export const changedStatus = 75;

/**
 * Names this account's driver to a command that runs as root, whose own data folder is another one: a data source that
 * leads there would find no driver.
 */
export const libraryVariable = 'DRAWBRIDGE_LIBRARY';

/** What decides which files are the machine's, and where our own are: kept where rights change. */
const keptVariables = ['ODBCSYSINI', 'ODBCINSTINI', 'DRAWBRIDGE_DATA_DIR', libraryVariable];

/** `uac` is of Windows. */
export type PosixHow = Exclude<Elevation['how'], 'uac'>;

export async function howToElevate(env: Environment): Promise<PosixHow> {
  if ((await ownProgram(env)) === null) return 'no program';
  if ((await findProgram('pkexec', env)) !== null) return 'pkexec';
  const sudo = await findProgram('sudo', env);
  if (sudo === null) return 'none';
  if (env['SUDO_ASKPASS']) return 'sudo';
  return promisify(execFile)(sudo, ['-n', 'true'], { env }).then(
    () => 'sudo' as const,
    () => 'none' as const,
  );
}

function libraryArgs(library: LibraryChange | undefined): readonly string[] {
  if (library === undefined) return [];
  return library.change === 'put' ? ['--put-library', library.from] : ['--remove-library'];
}

/** False when somebody has changed the file since. Throws 42501 when the rights were not given. */
export async function writeElevated(write: ElevatedWrite): Promise<boolean> {
  const { file, bytes, mode, expected, how, env, command, library } = write;
  const what = bytes === null ? ['--remove'] : ['--mode', mode.toString(8)];
  const args = ['write-odbc-file', '--file', file, ...what, '--expect', expected, ...libraryArgs(library)];
  const options = how === 'pkexec' ? [] : [env['SUDO_ASKPASS'] ? '-A' : '-n'];
  const { status, complaint } = await run(
    how,
    [...options, ...keptPairs(env), ...((await ownProgram(env)) ?? []), ...args],
    {
      input: bytes ?? Buffer.alloc(0),
      env,
    },
  );
  if (status === 0) return true;
  if (status === changedStatus) return false;
  throw new DrawbridgeError(
    SqlState.insufficientPrivilege,
    `The administrator rights to change ${file} were not given.`,
    {
      hint: nothingChanged(command),
      ...(complaint === '' ? {} : { detail: complaint }),
    },
  );
}

/**
 * `arguments_` of the command `drawbridge`, as a line for a shell with the rights and this account's places; '' where
 * there is no such command.
 */
export async function elevationCommand(arguments_: readonly string[], env: Environment): Promise<string> {
  const program = await ownProgram(env);
  return program === null
    ? ''
    : ['sudo', ...keptPairs(env), ...program, ...arguments_].map(shellWord).join(' ');
}

/** What a person can do where Drawbridge itself cannot get the rights. */
export function nothingChanged(command: string): string {
  if (command === '') return 'Nothing was changed. Do it from an account that may write the file.';
  return `Nothing was changed. In a terminal: ${command}`;
}

/** pkexec and sudo start with an empty environment. */
function keptPairs(env: Environment): readonly string[] {
  const pairs = keptVariables.flatMap((name) => (env[name] ? [`${name}=${env[name]}`] : []));
  return pairs.length === 0 ? [] : ['env', ...pairs];
}

function shellWord(word: string): string {
  return /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

interface Ended {
  readonly status: number | null;
  readonly complaint: string;
}

function run(
  program: string,
  args: readonly string[],
  { input, env }: { readonly input: Buffer; readonly env: Environment },
): Promise<Ended> {
  const child = spawn(program, args, { env: { ...env }, stdio: ['pipe', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  // It may end before it has read.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ status: null, complaint: error.message }));
    child.on('close', (status) => resolve({ status, complaint: complaint.trim().slice(0, 500) }));
  });
}
