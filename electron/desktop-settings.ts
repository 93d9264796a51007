/**
 * What is kept between runs: the window's settings, of which main needs two, and main's own. The settings of the window
 * are the one place for what both can change.
 */
import type { KeyValueStore } from './window-state.ts';

export interface DesktopSettings {
  readWindow(): unknown;
  /** What is not named stays. Throws, and keeps all that was there, when it is no object or they become too large. */
  writeWindow(change: unknown): void;
  readonly appearance: Appearance;
  readonly closeToTray: boolean;
  setCloseToTray(isOn: boolean): void;
  readonly keyFile: boolean;
  readonly trayExplained: boolean;
  set(name: 'keyFile' | 'trayExplained', value: boolean): void;
}

export type Appearance = 'system' | 'light' | 'dark';

const windowKey = 'settings';
/** Characters of JSON. Settings are small; what is not, would slow down each start. */
const mostText = 64 * 1024;

export function desktopSettings(store: KeyValueStore): DesktopSettings {
  const flag = (name: string): boolean => store.get(`desktop.${name}`) === true;
  const window = (): Readonly<Record<string, unknown>> => {
    const kept = store.get(windowKey);
    return typeof kept === 'object' && kept !== null ? { ...kept } : {};
  };
  return {
    readWindow: () => store.get(windowKey) ?? null,
    writeWindow(change) {
      if (typeof change !== 'object' || change === null || Array.isArray(change))
        throw new TypeError('Settings are an object.');
      const settings = { ...window(), ...change };
      if (JSON.stringify(settings).length > mostText) throw new RangeError('The settings are too large.');
      store.set(windowKey, settings);
    },
    get appearance() {
      const value = window()['appearance'];
      return value === 'light' || value === 'dark' ? value : 'system';
    },
    get closeToTray() {
      return window()['closeToTray'] !== false;
    },
    setCloseToTray: (isOn) => store.set(windowKey, { ...window(), closeToTray: isOn }),
    get keyFile() {
      return flag('keyFile');
    },
    get trayExplained() {
      return flag('trayExplained');
    },
    set: (name, value) => store.set(`desktop.${name}`, value),
  };
}
