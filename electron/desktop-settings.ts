/** What is kept between runs: the window's own settings, which main does not read but for the appearance, and main's. */
import type { KeyValueStore } from './window-state.ts';

export interface DesktopSettings {
  readWindow(): unknown;
  /** Throws, and keeps what was there, when it is no object or too large. */
  writeWindow(settings: unknown): void;
  readonly appearance: Appearance;
  /** Undefined: the user has not chosen. */
  readonly closeToTray: boolean | undefined;
  readonly keyFile: boolean;
  readonly trayExplained: boolean;
  set(name: 'closeToTray' | 'keyFile' | 'trayExplained', value: boolean): void;
}

export type Appearance = 'system' | 'light' | 'dark';

const windowKey = 'settings';
/** Characters of JSON. Settings are small; what is not, would slow down each start. */
const mostText = 64 * 1024;

export function desktopSettings(store: KeyValueStore): DesktopSettings {
  const flag = (name: string): boolean | undefined => {
    const value = store.get(`desktop.${name}`);
    return typeof value === 'boolean' ? value : undefined;
  };
  return {
    readWindow: () => store.get(windowKey) ?? null,
    writeWindow(settings) {
      if (typeof settings !== 'object' || settings === null || Array.isArray(settings))
        throw new TypeError('Settings are an object.');
      if (JSON.stringify(settings).length > mostText) throw new RangeError('The settings are too large.');
      store.set(windowKey, settings);
    },
    get appearance() {
      const settings = store.get(windowKey);
      const value: unknown =
        typeof settings === 'object' && settings !== null ? Reflect.get(settings, 'appearance') : undefined;
      return value === 'light' || value === 'dark' ? value : 'system';
    },
    get closeToTray() {
      return flag('closeToTray');
    },
    get keyFile() {
      return flag('keyFile') ?? false;
    },
    get trayExplained() {
      return flag('trayExplained') ?? false;
    },
    set: (name, value) => store.set(`desktop.${name}`, value),
  };
}
