/** The one window: how it is made, and what it may do. Electron itself keeps its place between runs. */
import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron';
import { appAddress } from './app-protocol.ts';
import { lockNavigation, type Ways } from './navigation.ts';
import { watchPage, type PageLifeParts } from './page-life.ts';

export interface MainWindowParts extends Ways, Pick<PageLifeParts, 'reportFailure'> {
  readonly createWindow: (options: BrowserWindowConstructorOptions) => BrowserWindow;
  /** Of the window's own page, with what is to be shown first. */
  readonly address: string;
  readonly preload: string;
  /** Whether Drawbridge goes on in the tray when the window is closed now. */
  readonly goesToTray: () => boolean;
  /** Called instead of closing; hides the window, now or once the user knows. */
  readonly toTray: (window: BrowserWindow) => void;
  /** Whether the user gives up what is unsaved in the window. */
  readonly mayDiscard: (window: BrowserWindow) => boolean;
}

export function createMainWindow(parts: MainWindowParts): BrowserWindow {
  const window = parts.createWindow({
    name: 'administrator',
    windowStatePersistence: true,
    width: 1100,
    height: 700,
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
  lockNavigation(window.webContents, parts);
  const load = (address: string) => void window.loadURL(address).catch(() => undefined);
  const mayDiscard = () => parts.mayDiscard(window);
  const { reportFailure } = parts;
  watchPage(window.webContents, { mayDiscard, load: () => load(appAddress), reportFailure });
  window.once('ready-to-show', () => window.show());
  window.on('close', (event) => {
    if (!parts.goesToTray()) return;
    event.preventDefault();
    parts.toTray(window);
  });
  load(parts.address);
  return window;
}
