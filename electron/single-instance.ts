/**
 * The life of the app: one instance for each user, a second start hands over what it was asked for and brings the first
 * one's window to the front, closing the window for good ends the app, and ending waits until the engine has stopped in
 * peace.
 */
import type { App, BrowserWindow } from 'electron';
import type { Wish } from '../engine/host/window-wish.ts';

/** Whether the user wants to end the app, and not just to close its window. */
export interface Leaving {
  now: boolean;
}

export interface OpenedApp {
  readonly toFront: () => void;
  /** Shows what a second start was asked for. */
  readonly grant: (wish: Wish) => void;
  readonly engine: { stop(): Promise<void> };
}

/** `failed` is told why nothing could be opened, before the app ends. */
export function runSingleInstance(
  app: App,
  wish: Wish,
  open: (leaving: Leaving) => OpenedApp,
  failed: (error: unknown) => void,
): void {
  // Not the command line, which Chromium may reorder on its way.
  if (!app.requestSingleInstanceLock(wish)) return app.quit();
  let opened: OpenedApp | undefined;
  let engine: 'running' | 'stopping' | 'stopped' = 'running';
  const leaving: Leaving = { now: false };
  app.on('second-instance', (_event, _argv, _folder, asked) => {
    opened?.toFront();
    opened?.grant(asked ?? {});
  });
  // macOS: a click on the icon in the dock.
  app.on('activate', () => opened?.toFront());
  app.on('before-quit', () => {
    leaving.now = true;
  });
  app.on('window-all-closed', () => app.quit());
  // Not `before-quit`: the page may still refuse to close then, and would be left without an engine.
  app.on('will-quit', (event) => {
    if (opened === undefined || engine === 'stopped') return;
    event.preventDefault();
    if (engine === 'stopping') return;
    engine = 'stopping';
    // Whoever starts Drawbridge again meanwhile gets a window, which joins this engine and then replaces it.
    app.releaseSingleInstanceLock();
    void opened.engine.stop().then(() => {
      engine = 'stopped';
      app.quit();
    });
  });
  void app.whenReady().then(() => {
    try {
      opened = open(leaving);
    } catch (error) {
      failed(error);
      app.exit(1);
    }
  });
}

export function bringToFront(window: BrowserWindow): void {
  if (window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
