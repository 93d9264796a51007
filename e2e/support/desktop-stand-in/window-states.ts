/** Where windows with a name and `windowStatePersistence` were, kept in a file of the user's as Electron does. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Bounds } from './window.ts';

export class WindowStates {
  readonly #file: string;

  constructor(home: string) {
    this.#file = path.join(home, '.config', 'drawbridge', 'window-states.json');
  }

  of(name: string): Bounds | undefined {
    return this.#all()[name];
  }

  keep(name: string, bounds: Bounds): void {
    mkdirSync(path.dirname(this.#file), { recursive: true });
    writeFileSync(this.#file, JSON.stringify({ ...this.#all(), [name]: bounds }));
  }

  #all(): Readonly<Record<string, Bounds>> {
    try {
      return JSON.parse(readFileSync(this.#file, 'utf8')) as Record<string, Bounds>;
    } catch {
      return {};
    }
  }
}
