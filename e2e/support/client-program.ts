/**
 * A client that others made, in a small program beside its test. The program prints a JSON object a line:
 * `{"call", "rows"}` or `{"call", "error": [SQLSTATE, message]}` for what it did, and `{"at"}` at a moment at which the
 * test has something to do; when that is done it is sent a line.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Workplace } from './workplace.ts';

export type Cell = string | number | boolean | null;
export type Rows = readonly (readonly Cell[])[];
/** What the test does at a moment of the program. */
export type Moments = Readonly<Record<string, (child: ChildProcess) => void | Promise<void>>>;

interface Line {
  readonly at?: string;
  readonly call?: string;
  readonly rows?: Rows;
  readonly error?: readonly [state: string, message: string];
}

/** The rows and errors of a program that has ended. Asking for a call that it did not make, or the other way, throws. */
export class ClientCalls {
  readonly #lines: ReadonlyMap<string, Line>;

  constructor(lines: readonly Line[]) {
    this.#lines = new Map(lines.map((line) => [line.call ?? '', line]));
  }

  rows(call: string): Rows {
    const line = this.#lines.get(call);
    if (line?.rows === undefined) throw new Error(`${call} gave no rows: ${JSON.stringify(line)}`);
    return line.rows;
  }

  error(call: string): { readonly state: string; readonly message: string } {
    const line = this.#lines.get(call);
    if (line?.error === undefined) throw new Error(`${call} did not fail: ${JSON.stringify(line)}`);
    const [state, message] = line.error;
    return { state, message };
  }
}

/** Milliseconds, less than the hooks that run clients have. A client that hangs is ended. */
const longest = 110_000;

/** Runs it to its end; what it says on standard error, and another end than 0, is an error. */
export async function runClient(
  place: Workplace,
  command: readonly [file: string, ...args: string[]],
  moments: Moments = {},
): Promise<ClientCalls> {
  const [file, ...args] = command;
  // A group of its own, so that what it starts (an office) ends with it, however it ends.
  // Python would leave what it compiles beside the programs.
  const env = { ...place.env, PYTHONDONTWRITEBYTECODE: '1' };
  const child = spawn(file, args, { cwd: place.folder, env, detached: true });
  const limit = setTimeout(() => endGroup(child), longest);
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdin.on('error', () => undefined);
  const lines: Line[] = [];
  const pending: Promise<void>[] = [];
  const failures: unknown[] = [];
  createInterface({ input: child.stdout }).on('line', (text) => {
    const line = JSON.parse(text) as Line;
    if (line.at === undefined) lines.push(line);
    else pending.push(meet(line.at, moments, child).catch((error: unknown) => void failures.push(error)));
  });
  const [status] = (await once(child, 'close')) as [number | null];
  clearTimeout(limit);
  endGroup(child);
  await Promise.all(pending);
  if (failures.length > 0) throw failures[0];
  if (status !== 0 || stderr !== '') throw new Error(`${file} ended with ${status}: ${stderr}`);
  return new ClientCalls(lines);
}

function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended, as it should have.
  }
}

async function meet(name: string, moments: Moments, child: ChildProcess): Promise<void> {
  try {
    const moment = moments[name];
    if (moment === undefined) throw new Error(`Nobody waits for "${name}".`);
    await moment(child);
  } finally {
    child.stdin?.write('\n');
  }
}
