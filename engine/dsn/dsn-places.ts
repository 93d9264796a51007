/**
 * All data sources of this machine behind one interface: those of the ini files, or the registry of Windows, and those in
 * files of their own.
 */
import type { FileSteps } from './atomic-file.ts';
import type { DsnStore } from './dsn-store.ts';
import { FileDsnStore } from './file-dsn-store.ts';
import { windowsMachine } from './machine-registry.ts';
import type { Environment } from './odbc-files.ts';
import { RegistryDsnStore } from './registry-dsn-store.ts';
import { UnixIniStore } from './unix-ini-store.ts';

export interface DsnPlaces {
  readonly env: Environment;
  /** The driver's library that new DSNs name: an absolute path. */
  readonly libraryPath: string;
  readonly steps?: FileSteps;
  readonly platform?: NodeJS.Platform;
}

export function openDsnStore(places: DsnPlaces): DsnStore {
  const { env, libraryPath, platform = process.platform } = places;
  const named =
    platform === 'win32'
      ? new RegistryDsnStore({ ...windowsMachine(env), libraryPath })
      : new UnixIniStore(places);
  const files = new FileDsnStore(places);
  return Object.freeze<DsnStore>({
    list: () => named.list(),
    problems: () => named.problems(),
    find: (name) => named.find(name),
    get: (key) => (key.scope === 'file' ? files.get(key.name) : named.get(key)),
    async keyOf(key) {
      return key.scope === 'file' ? { scope: key.scope, name: await files.pathOf(key.name) } : key;
    },
    save: (change, options) =>
      change.scope === 'file' ? files.save(change, options) : named.save(change, options),
    async saveAll(changes, options) {
      if (changes.some(({ scope }) => scope === 'file'))
        throw new TypeError('Files cannot be written all at once or not at all.');
      return named.saveAll(changes, options);
    },
    remove: (key, options) =>
      key.scope === 'file' ? files.remove(key.name, options) : named.remove(key, options),
  });
}
