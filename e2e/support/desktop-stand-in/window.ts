/** BrowserWindow and its webContents: a page of Chromium in a context of its own. */
import type { BrowserContext, Page, Request as PageRequest } from '@playwright/test';
import type { IpcMain } from './ipc-main.ts';
import { PageBridge, type SenderFrame } from './page-bridge.ts';
import type { Protocol } from './protocol.ts';
import type { Session } from './session.ts';
import type { WindowStates } from './window-states.ts';
import { checkOptions, Events, isNumber, isText, only, strict } from './strict.ts';

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Options extends Partial<Bounds> {
  readonly name: string;
  readonly show: false;
  readonly webPreferences: { readonly preload: string };
}

type OpenHandler = (details: { readonly url: string }) => { readonly action: string };

export interface WindowParts {
  readonly newContext: () => Promise<BrowserContext>;
  readonly protocol: Protocol;
  readonly session: Session;
  readonly ipcMain: IpcMain;
  readonly states: WindowStates;
  readonly opened: (page: Page) => void;
  readonly closed: (window: Window) => void;
  readonly fault: (error: unknown) => void;
}

export class Window {
  readonly #parts: WindowParts;
  readonly #name: string;
  readonly #events = new Events('BrowserWindow', ['ready-to-show', 'close', 'closed', 'show', 'hide']);
  readonly #contentsEvents = new Events('WebContents', [
    'will-navigate',
    'will-redirect',
    'will-attach-webview',
    'will-prevent-unload',
    'render-process-gone',
  ]);
  readonly #page: Promise<Page>;
  #bridge: PageBridge | undefined;
  #openHandler: OpenHandler | undefined;
  #bounds: Bounds;
  #isShown = false;
  #isMinimized = false;
  #isDestroyed = false;
  #loaded: () => void = () => undefined;
  /** Resolves when the first page is drawn. */
  readonly loaded = new Promise<void>((resolve) => {
    this.#loaded = resolve;
  });
  #stays: () => void = () => undefined;
  focused = 0;

  constructor(options: Options, parts: WindowParts) {
    this.#parts = parts;
    const { preload } = options.webPreferences;
    checkOptions('BrowserWindow', options, {
      name: isText,
      windowStatePersistence: only(true),
      width: isNumber,
      height: isNumber,
      minWidth: isNumber,
      minHeight: isNumber,
      show: only(false),
      // There is no menu bar to hide.
      autoHideMenuBar: only(true),
      webPreferences: (value) => typeof value === 'object',
    });
    // What Chromium's page is anyway, with the preload script in a world of its own.
    checkOptions('webPreferences', options.webPreferences, {
      preload: isText,
      contextIsolation: only(true),
      sandbox: only(true),
      nodeIntegration: only(false),
      webviewTag: only(false),
      spellcheck: only(false),
    });
    const { name, width = 800, height = 600 } = options;
    this.#name = name;
    this.#bounds = parts.states.of(name) ?? { x: 0, y: 0, width, height };
    this.#page = this.#open(preload);
    this.#page.catch(parts.fault);
  }

  get page(): Promise<Page> {
    return this.#page;
  }

  get isShown(): boolean {
    return this.#isShown;
  }

  get bounds(): Bounds {
    return this.#bounds;
  }

  /** As the user does with the mouse. */
  async moveTo(bounds: Bounds): Promise<void> {
    this.#bounds = bounds;
    this.#parts.states.keep(this.#name, bounds);
    await (await this.#page).setViewportSize({ width: bounds.width, height: bounds.height });
  }

  /** As a renderer process that crashes. */
  crash(): void {
    this.#contentsEvents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
  }

  async close(): Promise<boolean> {
    if (this.#isDestroyed) return true;
    if (this.#events.ask('close')) return false;
    const page = await this.#page;
    const stays = new Promise<boolean>((resolve) => {
      this.#stays = () => resolve(false);
    });
    const closed = new Promise<boolean>((resolve) => page.once('close', () => resolve(true)));
    await page.close({ runBeforeUnload: true });
    return (await Promise.race([closed, stays])) && (await this.destroy(), true);
  }

  async destroy(): Promise<void> {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    this.#bridge?.gone();
    await (await this.#page).context().close();
    this.#events.emit('closed');
    this.#parts.closed(this);
  }

  async #open(preload: string): Promise<Page> {
    const { newContext, protocol, session } = this.#parts;
    const context = await newContext();
    const page = await context.newPage();
    this.#parts.opened(page);
    const { width, height } = this.#bounds;
    await page.setViewportSize({ width, height });
    const bridge = new PageBridge({
      page,
      preload,
      send: (frame, channel, args) => this.#parts.ipcMain.send(this.#ipcEvent(frame), channel, args),
      invoke: (frame, channel, args) => this.#parts.ipcMain.invoke(this.#ipcEvent(frame), channel, args),
    });
    this.#bridge = bridge;
    await bridge.install();
    page.on('dialog', (dialog) => {
      if (dialog.type() !== 'beforeunload') return this.#parts.fault(new Error(dialog.message()));
      const mayLeave = this.#contentsEvents.ask('will-prevent-unload');
      if (!mayLeave) this.#stays();
      void (mayLeave ? dialog.accept() : dialog.dismiss());
      return undefined;
    });
    page.on('download', (download) => {
      session.download(download, this.contents).catch(this.#parts.fault);
    });
    let unwanted = 0;
    context.on('page', (other) => {
      if (unwanted === 0) return;
      unwanted -= 1;
      other.close().catch(this.#parts.fault);
    });
    await context.route('**/*', async (route) => {
      const request = route.request();
      // A page that is not there yet: the window opens it. Electron asks before it makes one.
      if (!hasFrame(request)) {
        unwanted += 1;
        this.#openHandled(request.url());
        return route.abort();
      }
      const isNavigation = request.isNavigationRequest() && request.frame() === page.mainFrame();
      const url = protocol.inShell(request.url());
      if (isNavigation && this.#contentsEvents.ask('will-navigate', { url })) return route.abort('aborted');
      return (await protocol.serve(route)) ? undefined : route.abort();
    });
    return page;
  }

  #openHandled(url: string): void {
    if (this.#openHandler === undefined) throw new Error('The shell lets the page open windows.');
    const { action } = this.#openHandler({ url: this.#parts.protocol.inShell(url) });
    if (action !== 'deny') throw new Error('The stand-in opens no windows for a page.');
  }

  async #load(address: string): Promise<void> {
    const { protocol, session } = this.#parts;
    const page = await this.#page;
    const url = protocol.inChromium(address);
    await session.applyPermissions(page.context(), this.contents, new URL(url).origin);
    await page.goto(url);
    this.#events.emit('ready-to-show');
    this.#loaded();
  }

  #ipcEvent({ url, parent }: SenderFrame): object {
    return strict('IpcMainEvent', {
      sender: this.contents,
      senderFrame: strict('WebFrameMain', { url: this.#parts.protocol.inShell(url), parent }),
    });
  }

  readonly contents = strict('WebContents', {
    on: (event: string, listener: (...given: never[]) => void) => this.#contentsEvents.on(event, listener),
    setWindowOpenHandler: (handler: OpenHandler) => {
      this.#openHandler = handler;
    },
    postMessage: (channel: string, data: unknown, transfer?: readonly object[]) =>
      this.#bridge?.postMessage(channel, data, transfer),
    isDestroyed: () => this.#isDestroyed,
  });

  /** What the shell gets from `new BrowserWindow`. */
  readonly handle = strict('BrowserWindow', {
    webContents: this.contents,
    on: (event: string, listener: (...given: never[]) => void) => this.#events.on(event, listener),
    once: (event: string, listener: (...given: never[]) => void) => this.#events.once(event, listener),
    loadURL: (address: string) => this.#load(address),
    show: () => {
      this.#isShown = true;
    },
    hide: () => {
      this.#isShown = false;
    },
    isVisible: () => this.#isShown,
    isMinimized: () => this.#isMinimized,
    restore: () => {
      this.#isMinimized = false;
    },
    focus: () => {
      this.focused += 1;
    },
    isDestroyed: () => this.#isDestroyed,
    close: () => void this.close(),
  });
}

function hasFrame(request: PageRequest): boolean {
  try {
    return request.frame() !== null;
  } catch {
    return false;
  }
}
