/**
 * A user's machine in a temporary folder: its own data folder, home, ODBC files. Programs run in it see nothing of
 * the real ones. Everything that was started is ended, and the folder removed, by `leave`.
 */
import { spawn, type ChildProcess, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

const root = path.resolve(import.meta.dirname, '..', '..');
export const program = path.join(root, 'bin', 'drawbridge.cjs');

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly input?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
}

export interface RunningProgram {
  readonly child: ChildProcess;
  /** The JSON object of its ready line. */
  readonly ready: Record<string, unknown>;
  stop(): Promise<void>;
}

export class Workplace {
  readonly folder: string;
  readonly dataDir: string;
  readonly env: NodeJS.ProcessEnv;
  /** Hears what the programs print. */
  onOutput: (program: string, text: Buffer) => void = () => undefined;
  readonly #running: RunningProgram[] = [];

  private constructor(folder: string) {
    this.folder = folder;
    this.dataDir = path.join(folder, 'data');
    const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, XDG_RUNTIME_DIR: _runtime, ...env } = process.env;
    this.env = {
      ...env,
      HOME: folder,
      DRAWBRIDGE_DATA_DIR: this.dataDir,
      ODBCSYSINI: path.join(folder, 'odbc'),
      ODBCINI: path.join(folder, 'odbc.ini'),
    };
  }

  static async enter(): Promise<Workplace> {
    const folder = await mkdtemp(path.join(tmpdir(), 'drawbridge-'));
    await mkdir(path.join(folder, 'odbc'));
    await writeFile(path.join(folder, 'odbc', 'odbcinst.ini'), '');
    return new Workplace(folder);
  }

  /** As after an earlier start of the desktop: no sample data is added, no driver registered. */
  async markPrepared(): Promise<void> {
    await mkdir(this.dataDir, { recursive: true, mode: 0o700 });
    await writeFile(path.join(this.dataDir, 'prepared'), '');
  }

  /** Runs any program to its end. */
  run(file: string, args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
    const child = spawn(file, args, {
      cwd: options.cwd ?? this.folder,
      env: { ...this.env, ...options.env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    this.listenTo(child, `${path.basename(file)} ${args.join(' ')}`);
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (status) => resolve({ status, stdout, stderr }));
    });
  }

  /** Lets `onOutput` hear what a program prints that was started here. */
  listenTo(child: ChildProcessWithoutNullStreams, name: string): void {
    for (const [stream, output] of Object.entries({ stdout: child.stdout, stderr: child.stderr }))
      output.on('data', (data: string | Buffer) => this.onOutput(`${stream} of ${name}`, Buffer.from(data)));
  }

  /** Runs a `drawbridge` command to its end. */
  drawbridge(args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
    return this.run(process.execPath, [program, ...args], options);
  }

  /**
   * Starts a `drawbridge` command that goes on running, and waits for its ready line. `before`: a program that starts
   * it, as another account for example.
   */
  async start(
    args: readonly string[],
    { before = [] }: { readonly before?: readonly string[] } = {},
  ): Promise<RunningProgram> {
    const [file = process.execPath, ...rest] = [...before, process.execPath, program, ...args];
    const child = spawn(file, rest, { cwd: this.folder, env: this.env });
    this.listenTo(child, args.join(' '));
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const ready = await new Promise<Record<string, unknown>>((resolve, reject) => {
      createInterface({ input: child.stdout }).once('line', (line) =>
        resolve(line.startsWith('{') ? (JSON.parse(line) as Record<string, unknown>) : { line }),
      );
      child.once('exit', (status) => reject(new Error(`${args.join(' ')} ended with ${status}: ${stderr}`)));
    });
    const running = { child, ready, stop: () => stopped(child) };
    this.#running.push(running);
    return running;
  }

  async leave(): Promise<void> {
    await Promise.all(this.#running.map((running) => running.stop()));
    await rm(this.folder, { recursive: true, force: true });
  }
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}
