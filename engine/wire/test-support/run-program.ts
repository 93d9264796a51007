/** For tests: runs a program to its end and gives what it printed. */
import { spawn, spawnSync } from 'node:child_process';

export interface ProgramResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export async function runProgram(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const out = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (out.stderr += text));
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, ...out }));
  });
}

/** Where a missing program may be a reason to leave a test out: not on the build machines. */
export function isMissing(command: string, versionArgument = '--version'): boolean {
  if (process.env['CI'] === 'true') return false;
  return spawnSync(command, [versionArgument], { stdio: 'ignore' }).error !== undefined;
}
