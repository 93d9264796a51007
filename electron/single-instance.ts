/**
 * The life of the app: one instance for each user, a second start brings the first one's window to the front,
 * closing the window for good ends the app, and ending waits until the engine has stopped in peace.
 */
export interface AppLife {
  requestSingleInstanceLock(): boolean;
  releaseSingleInstanceLock(): void;
  whenReady(): Promise<unknown>;
  quit(): void;
  exit(status: number): void;
  on(
    event: 'second-instance' | 'activate' | 'before-quit' | 'window-all-closed',
    listener: () => void,
  ): unknown;
  on(event: 'will-quit', listener: (event: { preventDefault(): void }) => void): unknown;
}

export interface ShownWindow {
  isDestroyed(): boolean;
  isMinimized(): boolean;
  restore(): void;
  show(): void;
  focus(): void;
}

/** Whether the user wants to end the app, and not just to close its window. */
export interface Leaving {
  now: boolean;
}

export interface OpenedApp {
  readonly window: ShownWindow;
  readonly engine: { stop(): Promise<void> };
}

/** `failed` is told why nothing could be opened, before the app ends. */
export function runSingleInstance(
  app: AppLife,
  open: (leaving: Leaving) => OpenedApp,
  failed: (error: unknown) => void,
): void {
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  let opened: OpenedApp | undefined;
  let engine: 'running' | 'stopping' | 'stopped' = 'running';

  const leaving: Leaving = { now: false };
  const toFront = () => void (opened !== undefined && bringToFront(opened.window));
  app.on('second-instance', toFront);
  // macOS: a click on the icon in the dock.
  app.on('activate', toFront);
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

export function bringToFront(window: ShownWindow): void {
  if (window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
