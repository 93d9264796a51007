/** The one window: how it is made, and what it may do. */
import { appAddress } from './app-protocol.ts';
import { lockNavigation, type NavigatingContents } from './navigation.ts';
import { watchPage, type LivingContents } from './page-life.ts';
import { keepBounds, restoredBounds, type Bounds, type KeyValueStore } from './window-state.ts';

export interface AppWindow {
  readonly webContents: NavigatingContents & LivingContents;
  once(event: 'ready-to-show', listener: () => void): unknown;
  on(event: 'close', listener: (event: { preventDefault(): void }) => void): unknown;
  getNormalBounds(): Bounds;
  loadURL(address: string): Promise<void>;
  show(): void;
  hide(): void;
}

export interface WindowOptions extends Partial<Bounds> {
  readonly minWidth: number;
  readonly minHeight: number;
  readonly show: boolean;
  readonly autoHideMenuBar: boolean;
  readonly webPreferences: {
    readonly preload: string;
    readonly contextIsolation: true;
    readonly sandbox: true;
    readonly nodeIntegration: false;
    readonly webviewTag: false;
    readonly spellcheck: false;
  };
}

export interface MainWindowParts<Window extends AppWindow> {
  readonly createWindow: (options: WindowOptions) => Window;
  readonly openExternally: (address: string) => Promise<void>;
  /** Whether the engine has announced this address for a sign-in. */
  readonly isAnnounced: (address: string) => Promise<boolean>;
  /** Whether Drawbridge goes on in the tray when the window is closed now. */
  readonly goesToTray: () => boolean;
  /** Called instead of closing; hides the window, now or once the user knows. */
  readonly toTray: (window: Window) => void;
  readonly preload: string;
  readonly settings: KeyValueStore;
  /** Whether the user gives up what is unsaved in the window. */
  readonly mayDiscard: (window: Window) => boolean;
  readonly reportFailure: (message: string, hint: string) => void;
  /** The work areas of the displays there are now. */
  readonly displays: readonly Bounds[];
}

const size = { width: 1100, height: 700 };

export function createMainWindow<Window extends AppWindow>(parts: MainWindowParts<Window>): Window {
  const window = parts.createWindow({
    ...size,
    ...restoredBounds(parts.settings, parts.displays),
    minWidth: 720,
    minHeight: 480,
    // Shown once it is drawn, so that it never flashes white.
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      preload: parts.preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      // It would fetch its dictionaries from the net.
      spellcheck: false,
    },
  });
  lockNavigation(window.webContents, parts.openExternally, parts.isAnnounced);
  const load = () => void window.loadURL(appAddress).catch(() => undefined);
  watchPage(window.webContents, {
    mayDiscard: () => parts.mayDiscard(window),
    load,
    reportFailure: parts.reportFailure,
  });
  window.once('ready-to-show', () => window.show());
  window.on('close', (event) => {
    keepBounds(parts.settings, window.getNormalBounds());
    if (!parts.goesToTray()) return;
    event.preventDefault();
    parts.toTray(window);
  });
  load();
  return window;
}
