/** The command `drawbridge`. Exit status: 0 done, 1 failed with one clear line on standard error, 2 wrong usage. */
import { AdminError } from '../admin/client.ts';
import { asDrawbridgeError, DrawbridgeError, SqlState } from '../error.ts';
import { speakPlainlyAtTheEnd } from '../host/last-words.ts';
import { productVersion } from '../host/product.ts';
import { UsageError } from './arguments.ts';
import { print, remark, remarkFailure, type Command } from './command.ts';
import { doctor } from './doctor.ts';
import { driver } from './driver.ts';
import { dsn } from './dsn.ts';
import { host } from './host.ts';
import { login } from './login.ts';
import { logout } from './logout.ts';
import { pause, resume } from './pause.ts';
import { pooling } from './pooling.ts';
import { query } from './query.ts';
import { sandbox } from './sandbox.ts';
import { start } from './start.ts';
import { stop } from './stop.ts';
import { trace } from './trace.ts';
import { vault } from './vault.ts';
import { writeOdbcFileCommand } from './write-odbc-file.ts';

const commands: readonly Command[] = [
  host,
  query,
  dsn,
  login,
  logout,
  driver,
  trace,
  pooling,
  vault,
  sandbox,
  doctor,
  pause,
  resume,
  stop,
  start,
];
/** Not for people, hence not in the help. */
const hidden: readonly Command[] = [writeOdbcFileCommand];

function help(): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    'drawbridge: Bitbucket Cloud as a database',
    '',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    'Everywhere: --data-dir DIR (or DRAWBRIDGE_DATA_DIR), --run-dir DIR, --json where something is printed.',
    '"drawbridge COMMAND --help" shows how a command is used.',
  ].join('\n');
}

export async function main(argv: readonly string[]): Promise<number> {
  speakPlainlyAtTheEnd();
  let failure: NodeJS.ErrnoException | null = null;
  process.stdout.on('error', (error) => (failure ??= error));
  process.stderr.on('error', () => undefined);
  const status = await runCommand(argv);
  await new Promise<void>((resolve) => process.stdout.write('', () => resolve()));
  return failure === null || status !== 0 ? status : ended(failure);
}

async function runCommand(argv: readonly string[]): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined) {
    remark(help());
    return 2;
  }
  if (['--help', '-h', 'help'].includes(name)) {
    print(help());
    return 0;
  }
  if (name === '--version') {
    print(productVersion);
    return 0;
  }
  const command = [...commands, ...hidden].find((one) => one.name === name);
  if (command === undefined) {
    remark(
      `drawbridge: there is no command "${name}". Commands: ${commands.map((one) => one.name).join(', ')}.`,
    );
    return 2;
  }
  if (asksForHelp(rest)) {
    print(`Usage: drawbridge ${command.usage}\n${command.summary}`);
    return 0;
  }
  try {
    return await command.run(rest);
  } catch (thrown) {
    if (thrown instanceof UsageError) {
      remark(`drawbridge: ${thrown.message}\nUsage: drawbridge ${command.usage}`);
      return 2;
    }
    return ended(thrown);
  }
}

/** Whoever reads the output may have had enough, as head has: that is no failure, and nothing to tell. */
function ended(thrown: unknown): number {
  const { code, syscall } = thrown as NodeJS.ErrnoException;
  if (code === 'EPIPE') return 0;
  if (thrown instanceof AdminError) remarkFailure(thrown.failure);
  else if (thrown instanceof DrawbridgeError || syscall === undefined)
    remarkFailure(asDrawbridgeError(thrown));
  else remarkFailure(systemFailure(thrown as NodeJS.ErrnoException));
  return 1;
}

function systemFailure({ code, message }: NodeJS.ErrnoException): DrawbridgeError {
  const full = code === 'ENOSPC' || code === 'EDQUOT';
  return new DrawbridgeError(full ? SqlState.diskFull : SqlState.ioError, message);
}

/** What follows `--` is no option. */
function asksForHelp(rest: readonly string[]): boolean {
  const end = rest.indexOf('--');
  return rest.slice(0, end === -1 ? rest.length : end).some((one) => one === '--help' || one === '-h');
}
