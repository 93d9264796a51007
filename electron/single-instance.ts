/**
 * The life of the app: one instance for each user, a second start brings the first one's window to the front,
 * closing the window ends the app, and ending waits until the engine has stopped in peace.
 */
export interface AppLife {
  requestSingleInstanceLock(): boolean;
  releaseSingleInstanceLock(): void;
  whenReady(): Promise<unknown>;
  quit(): void;
  exit(status: number): void;
  on(event: 'second-instance' | 'window-all-closed', listener: () => void): unknown;
  on(event: 'will-quit', listener: (event: { preventDefault(): void }) => void): unknown;
}

export interface OpenedApp {
  readonly window: {
    isDestroyed(): boolean;
    isMinimized(): boolean;
    restore(): void;
    focus(): void;
  };
  readonly engine: { stop(): Promise<void> };
}

/** `failed` is told why nothing could be opened, before the app ends. */
export function runSingleInstance(
  app: AppLife,
  open: () => OpenedApp,
  failed: (error: unknown) => void,
): void {
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  let opened: OpenedApp | undefined;
  let engine: 'running' | 'stopping' | 'stopped' = 'running';

  app.on('second-instance', () => {
    if (opened === undefined || opened.window.isDestroyed()) return;
    if (opened.window.isMinimized()) opened.window.restore();
    opened.window.focus();
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
      opened = open();
    } catch (error) {
      failed(error);
      app.exit(1);
    }
  });
}
