/** app: the life of the program, as Electron orders its events. */
import path from 'node:path';
import { asMessage, Events, strict } from './strict.ts';

/** The programs that hold the lock of a folder, as Electron keeps it in the user's data folder. */
const holders = new Map<string, App>();

export interface OpenWindow {
  /** False when the page kept the window open. */
  close(): Promise<boolean>;
  destroy(): Promise<void>;
}

export interface AppParts {
  readonly home: string;
  readonly version: string;
  readonly windows: () => readonly OpenWindow[];
  /** Ends what a program takes along when it ends. */
  readonly ended: () => Promise<void>;
}

export class App {
  readonly #parts: AppParts;
  readonly #events = new Events('app', [
    'second-instance',
    'window-all-closed',
    'before-quit',
    'will-quit',
    'activate',
  ]);
  readonly #userData: string;
  readonly #ready: Promise<void>;
  /** The status that the program ends with. */
  readonly exited: Promise<number>;
  makeReady: () => void = () => undefined;
  #end: (status: number) => void = () => undefined;
  #isQuitting = false;
  #sandbox = false;

  constructor(parts: AppParts) {
    this.#parts = parts;
    this.#userData = path.join(parts.home, '.config', 'drawbridge');
    this.#ready = new Promise((resolve) => {
      this.makeReady = resolve;
    });
    this.exited = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  get isSandboxed(): boolean {
    return this.#sandbox;
  }

  windowClosed(): void {
    if (this.#parts.windows().length === 0 && !this.#isQuitting) this.#events.emit('window-all-closed');
  }

  async exit(status: number): Promise<void> {
    this.#releaseLock();
    await Promise.all(this.#parts.windows().map((window) => window.destroy()));
    await this.#parts.ended();
    this.#end(status);
  }

  async #quit(): Promise<void> {
    if (this.#events.ask('before-quit')) return;
    this.#isQuitting = true;
    for (const window of this.#parts.windows()) {
      if (await window.close()) continue;
      this.#isQuitting = false;
      return;
    }
    if (!this.#events.ask('will-quit')) await this.exit(0);
  }

  #requestLock(handedOver: object): boolean {
    const holder = holders.get(this.#userData);
    if (holder === undefined || holder === this) holders.set(this.#userData, this);
    else holder.#events.emit('second-instance', {}, [], '', asMessage(handedOver));
    return holders.get(this.#userData) === this;
  }

  #releaseLock(): void {
    if (holders.get(this.#userData) === this) holders.delete(this.#userData);
  }

  get module(): object {
    return strict('app', {
      enableSandbox: () => {
        this.#sandbox = true;
      },
      getPath: (name: string) => {
        if (name !== 'userData') throw new Error(`The stand-in has no folder ${name}.`);
        return this.#userData;
      },
      getVersion: () => this.#parts.version,
      whenReady: () => this.#ready,
      requestSingleInstanceLock: (handedOver: object) => this.#requestLock(handedOver),
      releaseSingleInstanceLock: () => this.#releaseLock(),
      quit: () => void this.#quit(),
      exit: (status: number) => void this.exit(status),
      on: (event: string, listener: (...given: never[]) => void) => this.#events.on(event, listener),
    });
  }
}
