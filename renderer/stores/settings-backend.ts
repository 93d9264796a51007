/**
 * Where the window's settings are kept: by the desktop where that shows the window, else by the engine. Both keep the
 * same settings, as the contract shapes them.
 */
import type { Settings, SettingsChange } from '../../engine/admin/contract.ts';
import type { EngineConnection } from '../transport/engine-connection.ts';

export interface SettingsBackend {
  /** Hears of the settings as soon as they are known, and whenever they have changed. */
  follow(listener: (settings: Settings) => void): void;
  /** What is not named stays. */
  set(change: SettingsChange): Promise<void>;
}

/** What the desktop puts on the window, if it keeps settings. */
export interface DesktopSettings {
  get(): Promise<unknown>;
  /** What is not named stays. */
  set(change: SettingsChange): Promise<void>;
}

export function engineSettings(engine: EngineConnection): SettingsBackend {
  return {
    follow(listener) {
      // Without an answer the window goes on with what it has; the engine's loss shows elsewhere.
      engine.onConnected(() => void engine.call('settings.get', {}).then(listener, () => undefined));
      engine.on('settings.changed', listener);
    },
    async set(change) {
      await engine.call('settings.set', change);
    },
  };
}

/** `onChange`: calls back when the desktop has changed them by a menu of its own. */
export function desktopSettings(
  desktop: DesktopSettings,
  onChange: (listener: () => void) => void,
): SettingsBackend {
  // The schemas weigh more than the rest of the start; whoever needs them waits.
  const read = async (): Promise<Settings> => {
    const { readSettings } = await import('../../engine/admin/contract.ts');
    return readSettings(await desktop.get());
  };
  return {
    follow(listener) {
      const look = () => void read().then(listener, () => undefined);
      onChange(look);
      look();
    },
    set: (change) => desktop.set(change),
  };
}
