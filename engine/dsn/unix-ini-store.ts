/**
 * Data sources in the ini files of unixODBC.
 *
 * A DSN of ours names the driver by the path of the library, which works without any registration; one that
 * names it by our driver's name counts as ours as well.
 */
import { basename } from 'node:path';
import { DrawbridgeError, SqlState } from '../error.ts';
import { type FileSteps, readIfThere, updateAtomically } from './atomic-file.ts';
import { foldKeyword, valueOf } from './connection-string.ts';
import { checkDsnName } from './dsn-name.ts';
import type { DsnChange, DsnEntry, DsnKey, DsnRecord, DsnScope, DsnStore } from './dsn-store.ts';
import {
  type IniPair,
  readSection,
  sameIniName as sameName,
  removeSection,
  sectionNames,
  writeSection,
} from './ini-file.ts';
import { driverName, type Environment, odbcFiles } from './odbc-files.ts';
import { foreignDsn, noSuchDsn } from './dsn-error.ts';
import { isSecretKeyword, isSecretOfOthers } from './property-name.ts';

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
const scopes: readonly DsnScope[] = ['user', 'system'];

export class UnixIniStore implements DsnStore {
  readonly #files: Readonly<Record<DsnScope, string>>;
  readonly #libraryPath: string;
  readonly #steps: FileSteps | undefined;

  constructor({ env, libraryPath, steps }: UnixIniStoreOptions) {
    const { userDsns, systemDsns } = odbcFiles(env);
    this.#files = { user: userDsns, system: systemDsns };
    this.#libraryPath = libraryPath;
    this.#steps = steps;
  }

  async list(): Promise<readonly DsnEntry[]> {
    const entries: DsnEntry[] = [];
    for (const scope of scopes) {
      const bytes = await this.#read(scope);
      const names = sectionNames(bytes).filter((name) => !special.has(name.toLowerCase()));
      for (const name of names) entries.push(this.#entry({ name, scope }, readSection(bytes, name) ?? []));
    }
    return entries;
  }

  async get({ name, scope }: DsnKey): Promise<DsnRecord | null> {
    if (special.has(name.toLowerCase())) return null;
    const bytes = await this.#read(scope);
    const pairs = readSection(bytes, name);
    if (pairs === null) return null;
    const spelled = sectionNames(bytes).find((other) => sameName(other, name)) ?? name;
    const values = pairs.filter(([key]) => !isOwnKey(key));
    const entry = this.#entry({ name: spelled, scope }, pairs);
    return { entry, library: valueOf(pairs, 'Driver'), values: new Map(values) };
  }

  async find(name: string): Promise<DsnRecord | null> {
    for (const scope of scopes) {
      const record = await this.get({ name, scope });
      if (record?.entry.ours) return record;
    }
    return null;
  }

  async save(change: DsnChange): Promise<DsnEntry> {
    const { name, scope, description, values, previousName = name } = change;
    checkDsnName(name);
    checkValue('Description', description);
    for (const pair of values) checkPair(...pair);
    const pairs: IniPair[] = [
      ['Driver', this.#libraryPath],
      ['Description', description.trim()],
      ...[...values].map(([key, value]): IniPair => [key, value.trim()]),
    ];
    await this.#update(scope, (bytes) => {
      const isNew = change.previousName === undefined;
      if (!isNew) this.#mustBeOurs(bytes, { name: previousName, scope });
      // Somebody may have made it since the caller has looked.
      if ((isNew || !sameName(previousName, name)) && readSection(bytes, name) !== null) {
        this.#mustBeOurs(bytes, { name, scope });
        throw nameTaken(name);
      }
      const before = isNew ? [] : (readSection(bytes, previousName) ?? []);
      const kept = before.filter(([key]) => isSecretOfOthers(key));
      return this.#list(writeSection(bytes, previousName, [...pairs, ...kept], name), previousName, name);
    });
    return this.#entry({ name, scope }, pairs);
  }

  async remove(key: DsnKey): Promise<void> {
    await this.#update(key.scope, (bytes) => {
      this.#mustBeOurs(bytes, key);
      return this.#list(removeSection(bytes, key.name), key.name, null);
    });
  }

  async #read(scope: DsnScope): Promise<Buffer> {
    return (await readIfThere(this.#files[scope])) ?? Buffer.alloc(0);
  }

  async #update(scope: DsnScope, change: (bytes: Buffer) => Buffer): Promise<void> {
    const mode = scope === 'user' ? 0o600 : 0o644;
    await updateAtomically(this.#files[scope], change, { mode, steps: this.#steps });
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

  #entry({ name, scope }: DsnKey, pairs: readonly IniPair[]): DsnEntry {
    const driver = valueOf(pairs, 'Driver');
    // By its file name too: a DSN stays ours when the data folder, and the library in it, move.
    const ours =
      basename(driver) === basename(this.#libraryPath) || foldKeyword(driver) === foldKeyword(driverName);
    return Object.freeze({
      name,
      scope,
      driver: ours ? driverName : driver,
      platform: ours ? '64-bit' : '',
      description: valueOf(pairs, 'Description'),
      ours,
    });
  }
}

function isOwnKey(key: string): boolean {
  return ['driver', 'description'].includes(foldKeyword(key));
}

function checkPair(key: string, value: string): void {
  if (isOwnKey(key)) {
    throw new DrawbridgeError(SqlState.invalidParameterValue, `${key} is not among the values of a DSN.`, {
      hint: 'Drawbridge writes it by itself.',
    });
  }
  if (isSecretKeyword(key)) {
    throw new DrawbridgeError(
      SqlState.invalidParameterValue,
      `${key} is a secret and is not written into a DSN.`,
      {
        hint: 'Secrets are kept in the vault: give it in the administrator, or on the standard input of drawbridge dsn with --secrets -.',
      },
    );
  }
  if (!/^[A-Za-z][A-Za-z0-9 _-]*$/.test(key)) {
    throw new DrawbridgeError(
      SqlState.invalidParameterValue,
      `${JSON.stringify(key.slice(0, 80))} cannot be the name of a property.`,
    );
  }
  checkValue(key, value);
}

function checkValue(key: string, value: string): void {
  // oxlint-disable-next-line no-control-regex -- an ini file cannot hold these
  if (!/[\u0000\r\n]/.test(value)) return;
  throw new DrawbridgeError(SqlState.invalidParameterValue, `The value of ${key} has more than one line.`);
}

function nameTaken(name: string): DrawbridgeError {
  return new DrawbridgeError(SqlState.duplicateObject, `A data source named ${name} is there already.`, {
    hint: 'Choose another name.',
  });
}
