/**
 * Administrator rights on Windows: the same command of this program once more, started by PowerShell behind the system's
 * prompt. The rights hold for that one command and end with it.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Program and arguments that start `words` (a program and its arguments) with administrator rights and wait for its end. */
export function elevatedCommand(words: readonly string[]): readonly string[] {
  const [program = '', ...args] = words;
  // Start-Process joins what it is given by spaces, so that it gets one text, quoted for the program that reads it.
  const line = args.map(quotedForProgram).join(' ');
  const script =
    `$p = Start-Process -FilePath ${quotedForPowerShell(program)} -ArgumentList ${quotedForPowerShell(line)} ` +
    '-Verb RunAs -WindowStyle Hidden -Wait -PassThru; exit $p.ExitCode';
  return ['powershell.exe', '-NoProfile', '-NonInteractive', '-Command', script];
}

/** Resolves to whether the command has done its work; false where the rights were refused, too. */
export async function runElevated(words: readonly string[], env: NodeJS.ProcessEnv): Promise<boolean> {
  const [program = '', ...args] = elevatedCommand(words);
  return promisify(execFile)(program, args, { env, windowsHide: true }).then(
    () => true,
    () => false,
  );
}

function quotedForPowerShell(text: string): string {
  // Curly quotes end a text there, too.
  return `'${text.replaceAll(/['\u2018\u2019\u201A\u201B]/g, '$&$&')}'`;
}

/** https://learn.microsoft.com/cpp/c-language/parsing-c-command-line-arguments */
function quotedForProgram(argument: string): string {
  const inner = argument.replaceAll(/(\\*)"/g, String.raw`$1$1\"`).replace(/(\\+)$/, '$1$1');
  return `"${inner}"`;
}
