/**
 * What is kept between runs: the window's settings, of which main needs two, and main's own. The settings of the window
 * are the one place for what both can change.
 */
export interface KeyValueStore {
  /** A dot in the key leads into an object. */
  get(key: string): unknown;
  set(key: string, value: unknown): void;
}

export type DesktopSettings = ReturnType<typeof desktopSettings>;

/** Characters of JSON. Settings are small; what is not, would slow down each start. */
const mostText = 64 * 1024;

export function desktopSettings(store: KeyValueStore) {
  return {
    readWindow: () => store.get('settings') ?? null,
    /** What is not named stays. Throws, and keeps all that was there, when it is no object or they become too large. */
    writeWindow(change: unknown): void {
      if (typeof change !== 'object' || change === null || Array.isArray(change))
        throw new TypeError('Settings are an object.');
      const settings = { ...(store.get('settings') as object | undefined), ...change };
      if (JSON.stringify(settings).length > mostText) throw new RangeError('The settings are too large.');
      store.set('settings', settings);
    },
    get appearance(): 'system' | 'light' | 'dark' {
      const value = store.get('settings.appearance');
      return value === 'light' || value === 'dark' ? value : 'system';
    },
    get closeToTray(): boolean {
      return store.get('settings.closeToTray') !== false;
    },
    set closeToTray(isOn: boolean) {
      store.set('settings.closeToTray', isOn);
    },
    /** Whether a key file may keep the secrets where the key store of the desktop protects nothing. */
    get keyFile(): boolean {
      return store.get('desktop.keyFile') === true;
    },
    set keyFile(isOn: boolean) {
      store.set('desktop.keyFile', isOn);
    },
    get trayExplained(): boolean {
      return store.get('desktop.trayExplained') === true;
    },
    set trayExplained(isOn: boolean) {
      store.set('desktop.trayExplained', isOn);
    },
  };
}
