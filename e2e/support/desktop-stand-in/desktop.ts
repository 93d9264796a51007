/**
 * A stand-in for Electron where its program is not installed: runs the built main and preload bundles under Node, with
 * Chromium as the window and the engine in a process of its own. See the files beside this one for how each part is
 * had; `strict.ts` says what keeps them honest.
 */
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import path from 'node:path';
import vm from 'node:vm';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { App } from './app.ts';
import { dialogModule } from './dialogs.ts';
import { IpcMain } from './ipc-main.ts';
import { Menus, trayClass, type TrayIcon } from './menus.ts';
import { MessageChannelMain } from './ports.ts';
import { Protocol } from './protocol.ts';
import { KeyRing, type Backend } from './safe-storage.ts';
import { Session } from './session.ts';
import { only, strict } from './strict.ts';
import { User } from './user.ts';
import { UtilityProcesses } from './utility-process.ts';
import { Window } from './window.ts';
import { WindowStates } from './window-states.ts';

const root = path.resolve(import.meta.dirname, '..', '..', '..');
const main = path.join(root, 'dist', 'electron', 'main.cjs');

export interface DesktopOptions {
  readonly browser: Browser;
  /** The user's home folder. */
  readonly home: string;
  readonly env: NodeJS.ProcessEnv;
  /** Called with each page of the window before it loads anything. */
  readonly opened: (page: Page) => void;
  readonly backend?: Backend;
  /** What stands on the command line after the program. */
  readonly words?: readonly string[];
}

export class StandInDesktop {
  readonly user: User;
  readonly app: App;
  readonly engine: UtilityProcesses;
  readonly keyRing: KeyRing;
  readonly menus = new Menus();
  /** The icons in the tray. */
  readonly tray: TrayIcon[] = [];
  readonly windows: Window[] = [];
  /** The addresses that were given to the system's browser. */
  readonly opened: string[] = [];
  readonly faults: unknown[] = [];
  /** What the engine's process printed. */
  printed = '';
  readonly #browser: Browser;
  readonly #env: NodeJS.ProcessEnv;
  readonly #words: readonly string[];
  readonly #states: WindowStates;
  readonly #opened: (page: Page) => void;
  #systemBrowser: Promise<BrowserContext> | undefined;
  #theme = 'system';

  constructor({ browser, home, env, opened, backend = 'gnome_libsecret', words = [] }: DesktopOptions) {
    this.#browser = browser;
    this.#env = env;
    this.#words = words;
    this.#states = new WindowStates(home);
    this.#opened = opened;
    this.user = new User(home);
    this.keyRing = new KeyRing(home, backend);
    this.engine = new UtilityProcesses((text) => {
      this.printed += text;
    });
    const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
      version: string;
    };
    this.app = new App({
      home,
      version,
      windows: () => this.windows,
      ended: async () => {
        await this.engine.killAll();
        await (await this.#systemBrowser)?.close();
      },
    });
  }

  /** Runs main; resolves when its first page is there, or it has ended without one. */
  async start(): Promise<void> {
    this.#run();
    await new Promise((resolve) => setImmediate(resolve));
    this.app.makeReady();
    await new Promise((resolve) => setImmediate(resolve));
    await this.windows[0]?.loaded;
  }

  /** The one window. */
  get window(): Window {
    const window = this.windows[0];
    if (window === undefined) throw new Error('There is no window.');
    return window;
  }

  /** The next page that opens in the system's browser. */
  async nextBrowserPage(): Promise<Page> {
    const page = await (await this.#browserOfSystem()).waitForEvent('page');
    return page;
  }

  get theme(): string {
    return this.#theme;
  }

  #browserOfSystem(): Promise<BrowserContext> {
    this.#systemBrowser ??= this.#browser.newContext();
    return this.#systemBrowser;
  }

  #run(): void {
    // What the program wants to do at its end must not gather in the process of the tests.
    const signals = new EventEmitter();
    const process = Object.create(globalThis.process, {
      argv: { value: ['drawbridge', ...this.#words] },
      env: { value: this.#env },
      on: { value: signals.on.bind(signals) },
      once: { value: signals.once.bind(signals) },
    }) as NodeJS.Process;
    void this.app.exited.then((status) => signals.emit('exit', status));
    const electron = this.#electron();
    const builtin = createRequire(main);
    const load = (name: string): unknown => {
      if (name === 'electron') return electron;
      if (name === 'node:process' || name === 'process') return process;
      if (isBuiltin(name)) return builtin(name);
      throw new Error(`The bundle of main loads ${name}, which the packed app does not have.`);
    };
    const module = { exports: {} };
    const names = ['exports', 'require', 'module', '__filename', '__dirname', 'process'];
    const run = vm.compileFunction(readFileSync(main, 'utf8'), names, { filename: main }) as (
      ...given: unknown[]
    ) => void;
    run(module.exports, load, module, main, path.dirname(main), process);
  }

  #electron(): object {
    const { user, app, windows } = this;
    const protocol = new Protocol();
    const ipcMain = new IpcMain();
    const session = new Session({
      inShell: (address) => protocol.inShell(address),
      chooseFile: (suggested) => user.chooseFile(suggested),
    });
    const fault = (error: unknown) => void this.faults.push(error);
    const parts = {
      newContext: () => this.#browser.newContext(),
      protocol,
      session,
      ipcMain,
      states: this.#states,
      fault,
      opened: this.#opened,
      closed: (window: Window) => {
        windows.splice(windows.indexOf(window), 1);
        app.windowClosed();
      },
    };
    return strict('electron', {
      app: app.module,
      // Called with `new`, it gives what it returns.
      BrowserWindow: function BrowserWindow(options: ConstructorParameters<typeof Window>[0]) {
        const window = new Window(options, parts);
        windows.push(window);
        return window.handle;
      },
      dialog: dialogModule(user),
      ipcMain: ipcMain.module,
      Menu: this.menus.module,
      MessageChannelMain,
      nativeTheme: this.#nativeTheme(),
      protocol: protocol.module,
      safeStorage: this.keyRing.module,
      session: session.module,
      shell: strict('shell', {
        openExternal: async (address: string) => {
          this.opened.push(address);
          const page = await (await this.#browserOfSystem()).newPage();
          // Handed over; what becomes of it is the browser's affair.
          page.goto(address).catch(() => undefined);
        },
      }),
      Tray: trayClass((icon) => this.tray.push(icon)),
      utilityProcess: strict('utilityProcess', {
        fork: (...given: Parameters<UtilityProcesses['fork']>) => this.engine.fork(...given),
      }),
    });
  }

  #nativeTheme(): object {
    const setTheme = (theme: unknown) => {
      if (!only('system', 'light', 'dark')(theme)) throw new Error(`There is no theme ${String(theme)}.`);
      this.#theme = String(theme);
      const colorScheme = theme === 'light' || theme === 'dark' ? theme : null;
      for (const window of this.windows)
        window.page.then((page) => page.emulateMedia({ colorScheme })).catch(() => undefined);
    };
    return strict(
      'nativeTheme',
      Object.defineProperty({}, 'themeSource', { get: () => this.#theme, set: setTheme }),
    );
  }
}
