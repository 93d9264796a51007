/**
 * Data sources in the ini files of unixODBC.
 *
 * A DSN of ours names the driver by the path of the library, which works without any registration; one that
 * names it by our driver's name counts as ours as well.
 */
import { existsSync } from 'node:fs';
import { type FileSteps, readIfThere } from './atomic-file.ts';
import { valueOf } from './connection-string.ts';
import { checkDsnName } from './dsn-name.ts';
import type {
  DsnChange,
  DsnEntry,
  DsnKey,
  DsnProblem,
  DsnRecord,
  DsnScope,
  DsnStore,
  WriteOptions,
} from './dsn-store.ts';
import { checkPairs, checkRevision, commandOf, entryOf, revisionOf, valuesOf } from './dsn-values.ts';
import { iniProblems } from './ini-problems.ts';
import {
  type IniPair,
  readSection,
  sameIniName as sameName,
  removeSection,
  sectionNames,
  writeSection,
} from './ini-file.ts';
import { updateOdbcFile } from './odbc-file.ts';
import { machineLibrary } from './machine-library.ts';
import { driverName, type Environment, odbcFiles } from './odbc-files.ts';
import { foreignDsn, nameTaken, noSuchDsn } from './dsn-error.ts';
import { isSecretOfOthers } from './property-name.ts';
import { dsnScopes, ScopedDsnStore } from './scoped-dsn-store.ts';

export interface UnixIniStoreOptions {
  readonly env: Environment;
  /** The driver's library that new DSNs name: an absolute path. */
  readonly libraryPath: string;
  readonly steps?: FileSteps;
}

/** Sections that are no data sources. */
const special = new Set(['odbc', 'odbc data sources']);
/** A section that some tools keep; it lists name and driver of each DSN. */
const listing = 'ODBC Data Sources';
type IniScope = Exclude<DsnScope, 'file'>;

export class UnixIniStore extends ScopedDsnStore implements DsnStore {
  readonly #files: Readonly<Record<IniScope, string>>;
  readonly #env: Environment;
  readonly #libraryPath: string;
  readonly #steps: FileSteps | undefined;

  constructor({ env, libraryPath, steps }: UnixIniStoreOptions) {
    super();
    const { userDsns, systemDsns } = odbcFiles(env);
    this.#files = { user: userDsns, system: systemDsns };
    this.#env = env;
    this.#libraryPath = libraryPath;
    this.#steps = steps;
  }

  async list(): Promise<readonly DsnEntry[]> {
    const entries: DsnEntry[] = [];
    for (const scope of dsnScopes) {
      const bytes = await this.#read(scope);
      const names = sectionNames(bytes).filter((name) => !special.has(name.toLowerCase()));
      for (const name of names) entries.push(this.#entry({ name, scope }, readSection(bytes, name) ?? []));
    }
    return entries;
  }

  async problems(): Promise<readonly DsnProblem[]> {
    const found: DsnProblem[] = [];
    for (const scope of dsnScopes)
      for (const { line, message, hint } of iniProblems(await this.#read(scope)))
        found.push({ scope, message: `Line ${line} of ${this.#files[scope]} ${message}.`, hint });
    return found;
  }

  async get({ name, scope }: DsnKey): Promise<DsnRecord | null> {
    if (scope === 'file' || special.has(name.toLowerCase())) return null;
    const bytes = await this.#read(scope);
    const pairs = readSection(bytes, name);
    if (pairs === null) return null;
    const spelled = sectionNames(bytes).find((other) => sameName(other, name)) ?? name;
    return {
      entry: this.#entry({ name: spelled, scope }, pairs),
      library: valueOf(pairs, 'Driver'),
      values: valuesOf(pairs),
      revision: revisionOf(spelled, pairs),
    };
  }

  async saveAll(changes: readonly DsnChange[], options: WriteOptions = {}): Promise<readonly DsnEntry[]> {
    const [first] = changes;
    if (first === undefined) return [];
    for (const { name, description, values } of changes) {
      checkDsnName(name);
      checkPairs(description, values);
    }
    // Of several the command for the first: the others follow one by one.
    await this.#update(first.scope, options, commandOf(first, '--system'), (bytes) =>
      changes.reduce((after, change) => this.#saved(after, change), bytes),
    );
    return changes.map((change) => this.#entry(change, this.#pairsOf(change)));
  }

  async remove(key: DsnKey, options: WriteOptions = {}): Promise<void> {
    await this.#update(key.scope, options, ['dsn', 'remove', key.name, '--system'], (bytes) => {
      this.#mustBeOurs(bytes, key);
      // A second section of the name may be another driver's: it comes to light then, as it would have before.
      const ours = (pairs: readonly IniPair[]) => this.#entry(key, pairs).ours;
      return this.#list(removeSection(bytes, key.name, ours), key.name, null);
    });
  }

  #pairsOf({ scope, description, values }: DsnChange): readonly IniPair[] {
    // An account that may not read this one's data folder loads the copy that was made for all.
    const shared = machineLibrary(this.#env);
    const isShared = scope === 'system' && existsSync(shared);
    return [
      ['Driver', isShared ? shared : this.#libraryPath],
      ['Description', description.trim()],
      ...[...values].map(([key, value]): IniPair => [key, value.trim()]),
    ];
  }

  #saved(bytes: Buffer, change: DsnChange): Buffer {
    const { name, scope, previousName = name } = change;
    const isNew = change.previousName === undefined;
    if (!isNew) this.#mustBeOurs(bytes, { name: previousName, scope });
    const before = isNew ? [] : (readSection(bytes, previousName) ?? []);
    const spelled = sectionNames(bytes).find((other) => sameName(other, previousName)) ?? previousName;
    checkRevision(change.revision, spelled, before);
    // Somebody may have made it since the caller has looked.
    if ((isNew || !sameName(previousName, name)) && readSection(bytes, name) !== null) {
      this.#mustBeOurs(bytes, { name, scope });
      throw nameTaken(name);
    }
    const kept = before.filter(([key]) => isSecretOfOthers(key));
    const pairs = [...this.#pairsOf(change), ...kept];
    return this.#list(writeSection(bytes, previousName, pairs, name), previousName, name);
  }

  async #read(scope: IniScope): Promise<Buffer> {
    return (await readIfThere(this.#files[scope])) ?? Buffer.alloc(0);
  }

  /** `command`: what does the same to the system's file in a terminal. */
  async #update(
    scope: DsnScope,
    { elevate }: WriteOptions,
    command: readonly string[],
    change: (bytes: Buffer) => Buffer,
  ): Promise<void> {
    if (scope === 'file') throw new TypeError('An ini file holds no data source in a file.');
    const mode = scope === 'user' ? 0o600 : 0o644;
    await updateOdbcFile(this.#files[scope], change, {
      mode,
      elevate,
      steps: this.#steps,
      env: this.#env,
      command,
    });
  }

  /** Keeps the listing up to date in files that have one. */
  #list(bytes: Buffer, previousName: string, name: string | null): Buffer {
    const listed = readSection(bytes, listing);
    if (listed === null) return bytes;
    const others = listed.filter(([key]) => !sameName(key, previousName) && !(name && sameName(key, name)));
    if (name !== null) others.push([name, driverName]);
    return writeSection(bytes, listing, others);
  }

  #mustBeOurs(bytes: Buffer, { name, scope }: DsnKey): void {
    const pairs = special.has(name.toLowerCase()) ? null : readSection(bytes, name);
    if (pairs === null) throw noSuchDsn({ name, scope });
    if (!this.#entry({ name, scope }, pairs).ours) throw foreignDsn(name);
  }

  #entry(key: DsnKey, pairs: readonly IniPair[]): DsnEntry {
    return entryOf(key, pairs, this.#libraryPath);
  }
}
