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
  // Windows PowerShell throws where the prompt is answered with No.
  const script =
    `try { $p = Start-Process -FilePath ${quotedForPowerShell(program)} -ArgumentList ${quotedForPowerShell(line)} ` +
    `-Verb RunAs -WindowStyle Hidden -Wait -PassThru -ErrorAction Stop } catch { exit ${refusedStatus} }; ` +
    'exit $p.ExitCode';
  return ['powershell.exe', '-NoProfile', '-NonInteractive', '-Command', script];
}

/** `failed`: the command had the rights and did not do its work, or there is no PowerShell. */
export type ElevationOutcome = 'done' | 'refused' | 'failed';

/** ERROR_CANCELLED: https://learn.microsoft.com/windows/win32/debug/system-error-codes--1000-1299- */
const refusedStatus = 1223;

type Run = (
  program: string,
  args: readonly string[],
  options: { readonly env: NodeJS.ProcessEnv; readonly windowsHide: boolean },
) => Promise<unknown>;

export async function runElevated(
  words: readonly string[],
  env: NodeJS.ProcessEnv,
  run: Run = promisify(execFile),
): Promise<ElevationOutcome> {
  const [program = '', ...args] = elevatedCommand(words);
  return run(program, args, { env, windowsHide: true }).then(
    () => 'done',
    ({ code }: { readonly code?: unknown }) => (code === refusedStatus ? 'refused' : 'failed'),
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
