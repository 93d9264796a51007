/**
 * What the window keeps between two starts, in a small JSON file of the data folder. A file that cannot be read as
 * settings is set aside under another name, and one part that is wrong falls back to its default alone: settings never
 * stop anything. Parts that this version does not know stay in the file.
 */
import { rename } from 'node:fs/promises';
import { readIfThere, updateAtomically } from '../../dsn/atomic-file.ts';
import { readSettings, type Settings } from '../contract.ts';
import type { Handlers } from '../dispatcher.ts';

export interface SettingsParts {
  readonly file: string;
  readonly changed: (settings: Settings) => void;
}

export function settingsHandlers({
  file,
  changed,
}: SettingsParts): Pick<Handlers, 'settings.get' | 'settings.set'> {
  async function read(): Promise<Record<string, unknown>> {
    const found = objectIn(await readIfThere(file));
    if (found !== null) return found;
    await rename(file, `${file}.broken`).catch(() => undefined);
    return {};
  }

  return {
    'settings.get': async () => readSettings(await read()),
    async 'settings.set'(change) {
      await read();
      await updateAtomically(
        file,
        (bytes) => {
          const merged = { ...objectIn(bytes), ...change };
          return Buffer.from(`${JSON.stringify(merged, null, 2)}\n`);
        },
        { mode: 0o600 },
      );
      const settings = readSettings(await read());
      changed(settings);
      return settings;
    },
  };
}

function objectIn(bytes: Buffer | null): Record<string, unknown> | null {
  if (bytes === null || bytes.length === 0) return {};
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
