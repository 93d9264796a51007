/** Programs of Windows under Wine, with a Windows of their own that is removed with the workplace. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import type { Outcome, Workplace } from './workplace.ts';

const programOf = (names: readonly string[]): string | null =>
  names.find((name) => spawnSync('sh', ['-c', `command -v ${name}`]).status === 0) ?? null;

const program = programOf(['wine64', 'wine', 'wine-stable']);
const server = programOf(['wineserver', 'wineserver-stable']);

export class Wine {
  readonly env: NodeJS.ProcessEnv;
  readonly #place: Workplace;

  constructor(place: Workplace) {
    this.#place = place;
    this.env = {
      ...place.env,
      WINEPREFIX: path.join(place.folder, 'wine'),
      WINEDEBUG: '-all',
      // Neither .NET nor a browser is needed, and nobody is there to be asked.
      WINEDLLOVERRIDES: 'mscoree,mshtml=',
      DRAWBRIDGE_DATA_DIR: '',
    };
  }

  static isHere(): boolean {
    return program !== null && server !== null;
  }

  /** What starts a Windows program. */
  command(file: string): readonly string[] {
    return [program ?? 'wine', file];
  }

  /** A file's path as Windows programs see it. */
  pathOf(file: string): string {
    return `Z:${file.replaceAll('/', '\\')}`;
  }

  async setUp(): Promise<void> {
    const { status, stderr } = await this.run('wineboot', ['--init']);
    if (status !== 0) throw new Error(`Wine does not start: ${stderr}`);
  }

  run(file: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
    return this.#place.run(program ?? 'wine', [file, ...args], {
      cwd: path.isAbsolute(file) ? path.dirname(file) : this.#place.folder,
      env: { ...this.env, ...env },
    });
  }

  /** Resolves when every program that was started has ended. */
  async settled(): Promise<void> {
    await this.#place.run(server ?? 'wineserver', ['-w'], { env: this.env });
  }

  async end(): Promise<void> {
    await this.#place.run(server ?? 'wineserver', ['-k'], { env: this.env });
    await this.settled();
  }
}
