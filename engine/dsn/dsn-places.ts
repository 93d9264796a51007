/** All data sources of this machine behind one interface: those of the ini files, and those in files of their own. */
import type { FileSteps } from './atomic-file.ts';
import type { DsnStore } from './dsn-store.ts';
import { FileDsnStore } from './file-dsn-store.ts';
import type { Environment } from './odbc-files.ts';
import { UnixIniStore } from './unix-ini-store.ts';

export interface DsnPlaces {
  readonly env: Environment;
  /** The driver's library that new DSNs name: an absolute path. */
  readonly libraryPath: string;
  readonly steps?: FileSteps;
}

export function openDsnStore(places: DsnPlaces): DsnStore {
  const ini = new UnixIniStore(places);
  const files = new FileDsnStore(places);
  return Object.freeze<DsnStore>({
    list: () => ini.list(),
    problems: () => ini.problems(),
    find: (name) => ini.find(name),
    get: (key) => (key.scope === 'file' ? files.get(key.name) : ini.get(key)),
    async keyOf(key) {
      return key.scope === 'file' ? { scope: key.scope, name: await files.pathOf(key.name) } : key;
    },
    save: (change, options) =>
      change.scope === 'file' ? files.save(change, options) : ini.save(change, options),
    async saveAll(changes, options) {
      if (changes.some(({ scope }) => scope === 'file'))
        throw new TypeError('Files cannot be written all at once or not at all.');
      return ini.saveAll(changes, options);
    },
    remove: (key, options) =>
      key.scope === 'file' ? files.remove(key.name, options) : ini.remove(key, options),
  });
}
