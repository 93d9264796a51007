/** The command `drawbridge`. Exit status: 0 done, 1 failed with one clear line on standard error, 2 wrong usage. */
import { AdminError } from '../admin/client.ts';
import { asDrawbridgeError } from '../error.ts';
import { UsageError } from './arguments.ts';
import { print, remark, type Command } from './command.ts';
import { doctor } from './doctor.ts';
import { driver } from './driver.ts';
import { dsn } from './dsn.ts';
import { host } from './host.ts';
import { login } from './login.ts';
import { logout } from './logout.ts';
import { query } from './query.ts';
import { sandbox } from './sandbox.ts';
import { start } from './start.ts';

const commands: readonly Command[] = [host, query, dsn, login, logout, driver, sandbox, doctor, start];

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
  const [name, ...rest] = argv;
  if (name === undefined || name === '--help' || name === 'help') {
    print(help());
    return name === undefined ? 2 : 0;
  }
  const command = commands.find((one) => one.name === name);
  if (command === undefined) {
    remark(
      `drawbridge: there is no command "${name}". Commands: ${commands.map((one) => one.name).join(', ')}.`,
    );
    return 2;
  }
  if (rest.includes('--help')) {
    print(`Usage: drawbridge ${command.usage}\n${command.summary}`);
    return 0;
  }
  // Whoever reads the output may have had enough, as head has: that is no failure, and nothing to tell.
  let unread = false;
  process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => (unread ||= code === 'EPIPE'));
  try {
    return await command.run(rest);
  } catch (thrown) {
    if (unread) return 0;
    if (thrown instanceof UsageError) {
      remark(`drawbridge: ${thrown.message}\nUsage: drawbridge ${command.usage}`);
      return 2;
    }
    const { sqlState, message, hint } =
      thrown instanceof AdminError ? thrown.failure : asDrawbridgeError(thrown);
    remark(`drawbridge: ${message}${hint === undefined ? '' : ` ${hint}`} (${sqlState})`);
    return 1;
  }
}
