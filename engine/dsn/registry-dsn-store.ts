/**
 * Data sources in the registry of Windows: the user's below HKEY_CURRENT_USER, the system's below HKEY_LOCAL_MACHINE, each
 * a key of its own that the key `ODBC Data Sources` beside it lists with the driver's name.
 */
import { valueOf } from './connection-string.ts';
import { foreignDsn, nameTaken, noSuchDsn } from './dsn-error.ts';
import { checkDsnName } from './dsn-name.ts';
import type {
  DsnChange,
  DsnEntry,
  DsnKey,
  DsnProblem,
  DsnRecord,
  DsnStore,
  WriteOptions,
} from './dsn-store.ts';
import { checkPairs, checkRevision, commandOf, entryOf, revisionOf, valuesOf } from './dsn-values.ts';
import type { IniPair } from './ini-file.ts';
import { changeMachine, type MachineRegistry } from './machine-registry.ts';
import { driverName } from './odbc-files.ts';
import { isSecretOfOthers } from './property-name.ts';
import type { RegistryChange, RegistryKey } from './reg-file.ts';
import { dsnScopes, ScopedDsnStore } from './scoped-dsn-store.ts';

type RegistryScope = 'user' | 'system';
/** Where the data sources of all accounts are. */
export const machineDsns = String.raw`HKEY_LOCAL_MACHINE\SOFTWARE\ODBC\ODBC.INI`;
const roots: Readonly<Record<RegistryScope, string>> = {
  user: String.raw`HKEY_CURRENT_USER\SOFTWARE\ODBC\ODBC.INI`,
  system: machineDsns,
};
const driverKey = String.raw`HKEY_LOCAL_MACHINE\SOFTWARE\ODBC\ODBCINST.INI` + `\\${driverName}`;
const listing = 'ODBC Data Sources';

export interface RegistryDsnStoreOptions extends MachineRegistry {
  /** The driver's library for new data sources where none is registered: an absolute path. */
  readonly libraryPath: string;
}

interface Found {
  readonly name: string;
  readonly path: string;
  /** With the driver's name, as the listing has it, in the place of its library. */
  readonly pairs: readonly IniPair[];
  readonly library: string;
}

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

export class RegistryDsnStore extends ScopedDsnStore implements DsnStore {
  readonly #options: RegistryDsnStoreOptions;

  constructor(options: RegistryDsnStoreOptions) {
    super();
    this.#options = options;
  }

  async list(): Promise<readonly DsnEntry[]> {
    const entries: DsnEntry[] = [];
    for (const scope of dsnScopes)
      for (const { name, pairs } of await this.#all(scope)) entries.push(this.#entry({ name, scope }, pairs));
    return entries;
  }

  problems(): Promise<readonly DsnProblem[]> {
    return Promise.resolve([]);
  }

  async get({ name, scope }: DsnKey): Promise<DsnRecord | null> {
    if (scope === 'file') return null;
    const found = (await this.#all(scope)).find((other) => same(other.name, name));
    if (found === undefined) return null;
    return {
      entry: this.#entry({ name: found.name, scope }, found.pairs),
      library: found.library,
      values: valuesOf(found.pairs),
      revision: revisionOf(found.name, found.pairs),
    };
  }

  async saveAll(changes: readonly DsnChange[], options: WriteOptions = {}): Promise<readonly DsnEntry[]> {
    for (const { name, description, values } of changes) {
      checkDsnName(name);
      checkPairs(description, values);
    }
    for (const scope of dsnScopes) {
      const own = changes.filter((change) => change.scope === scope);
      if (own.length === 0) continue;
      const there = await this.#all(scope);
      const library = await this.#library();
      const steps = own.flatMap((change) => this.#saving(change, scope, there, library));
      await this.#change(
        scope,
        steps,
        own.map((change) => commandOf(change, '--system')),
        options,
      );
    }
    return changes.map(({ name, scope, description }) =>
      this.#entry({ name, scope }, [
        ['Driver', driverName],
        ['Description', description.trim()],
      ]),
    );
  }

  async remove({ name, scope }: DsnKey, options: WriteOptions = {}): Promise<void> {
    if (scope === 'file') throw new TypeError('The registry holds no data source in a file.');
    const found = this.#mustBeOurs(await this.#all(scope), { name, scope });
    const steps: readonly RegistryChange[] = [
      { path: found.path, remove: true },
      { path: `${roots[scope]}\\${listing}`, set: [[found.name, null]] },
    ];
    await this.#change(scope, steps, [['dsn', 'remove', name, '--system']], options);
  }

  async #all(scope: RegistryScope): Promise<readonly Found[]> {
    const keys = await this.#options.registry.read(roots[scope]);
    const at = (name: string): RegistryKey | undefined =>
      keys.find(({ path }) => same(path, `${roots[scope]}\\${name}`));
    return (at(listing)?.values ?? []).map(([name, driver]) => {
      const { path, values } = at(name) ?? { path: `${roots[scope]}\\${name}`, values: [] };
      const others = values.filter(([key]) => !same(key, 'Driver'));
      return { name, path, pairs: [['Driver', driver], ...others], library: valueOf(values, 'Driver') };
    });
  }

  async #library(): Promise<string> {
    const [driver] = await this.#options.registry.read(driverKey);
    return valueOf(driver?.values ?? [], 'Driver') || this.#options.libraryPath;
  }

  #saving(
    change: DsnChange,
    scope: RegistryScope,
    there: readonly Found[],
    library: string,
  ): readonly RegistryChange[] {
    const { name, previousName, description, values, revision } = change;
    const before = previousName === undefined ? null : this.#mustBeOurs(there, { name: previousName, scope });
    if (before !== null) checkRevision(revision, before.name, before.pairs);
    const inTheWay = there.find((other) => same(other.name, name));
    // Somebody may have made it since the caller has looked.
    if (inTheWay !== undefined && inTheWay !== before) {
      this.#mustBeOurs(there, { name, scope });
      throw nameTaken(name);
    }
    const kept = (before?.pairs ?? []).filter(([key]) => isSecretOfOthers(key));
    const list = `${roots[scope]}\\${listing}`;
    return [
      ...(before === null
        ? []
        : [
            { path: before.path, remove: true } as const,
            { path: list, set: [[before.name, null]] } as const,
          ]),
      {
        path: `${roots[scope]}\\${name}`,
        set: [
          ['Driver', library],
          ['Description', description.trim()],
          ...[...values].map(([key, value]): IniPair => [key, value.trim()]),
          ...kept,
        ],
      },
      { path: list, set: [[name, driverName]] },
    ];
  }

  /** `commands`: what does the same for the system's data sources, as arguments of this program. */
  async #change(
    scope: RegistryScope,
    steps: readonly RegistryChange[],
    commands: readonly (readonly string[])[],
    { elevate = false }: WriteOptions,
  ): Promise<void> {
    if (scope === 'user') return this.#options.registry.apply(steps);
    const what = 'the system data sources';
    await changeMachine(this.#options, { key: roots.system, what, steps, commands, elevate });
  }

  #mustBeOurs(there: readonly Found[], { name, scope }: DsnKey): Found {
    const found = there.find((other) => same(other.name, name));
    if (found === undefined) throw noSuchDsn({ name, scope });
    if (!this.#entry({ name, scope }, found.pairs).ours) throw foreignDsn(name);
    return found;
  }

  #entry(key: DsnKey, pairs: readonly IniPair[]): DsnEntry {
    return entryOf(key, pairs, this.#options.libraryPath);
  }
}
