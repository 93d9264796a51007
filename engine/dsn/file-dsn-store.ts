/**
 * Data sources in files of their own (`.dsn`), as unixODBC 2.3.11 reads them (found by trying): the section `ODBC`
 * holds the pairs, which go to the driver as a connection string without the file's name; a value ends at `;` or `}`,
 * and braces around a whole value are taken away. So that the engine finds the secrets in the vault, our files say
 * their own path.
 */
import { mkdir } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { DrawbridgeError, SqlState } from '../error.ts';
import { type FileSteps, readIfThere } from './atomic-file.ts';
import { valueOf } from './connection-string.ts';
import { foreignDsn, nameTaken, noSuchDsn } from './dsn-error.ts';
import type { DsnChange, DsnEntry, DsnKey, DsnRecord, WriteOptions } from './dsn-store.ts';
import {
  checkPairs,
  checkRevision,
  commandOf,
  entryOf,
  fileKeyword,
  revisionOf,
  valuesOf,
} from './dsn-values.ts';
import { fileDsnFolder } from './file-dsn-folder.ts';
import { fileError } from './file-error.ts';
import { type IniPair, readSection, writeSection } from './ini-file.ts';
import { mayWrite, removeOdbcFile, updateOdbcFile } from './odbc-file.ts';
import { driverName, type Environment } from './odbc-files.ts';
import { isSecretOfOthers } from './property-name.ts';

export interface FileDsnStoreOptions {
  readonly env: Environment;
  readonly libraryPath: string;
  readonly platform?: NodeJS.Platform | undefined;
  readonly steps?: FileSteps | undefined;
}

const section = 'ODBC';
const extension = '.dsn';
/** Of most file systems, in bytes. */
const longest = 255;

export class FileDsnStore {
  readonly #env: Environment;
  readonly #libraryPath: string;
  /** As the driver manager finds it: Windows' takes names alone there. */
  readonly #driver: string;
  readonly #steps: FileSteps | undefined;

  constructor({ env, libraryPath, platform = process.platform, steps }: FileDsnStoreOptions) {
    this.#env = env;
    this.#libraryPath = libraryPath;
    this.#driver = platform === 'win32' ? driverName : libraryPath;
    this.#steps = steps;
  }

  /** The whole path of what ODBC calls `FILEDSN`. Throws 22023 for a relative one. */
  async pathOf(name: string): Promise<string> {
    const whole = name.toLowerCase().endsWith(extension) ? name : `${name}${extension}`;
    if (isAbsolute(whole)) return resolve(whole);
    if (basename(whole) === whole) return join(await fileDsnFolder(this.#env), whole);
    throw wrongName(whole, 'its path is not a whole one');
  }

  async get(name: string): Promise<DsnRecord | null> {
    const path = await this.pathOf(name);
    const pairs = await this.#read(path);
    if (pairs === null) return null;
    const own = valueOf(pairs, fileKeyword);
    return {
      entry: this.#entry(path, pairs),
      library: valueOf(pairs, 'Driver'),
      values: valuesOf(pairs),
      revision: revisionOf(path, pairs),
      copyOf: own === '' || own === path ? undefined : own,
    };
  }

  async save(change: DsnChange, options: WriteOptions = {}): Promise<DsnEntry> {
    const path = await this.pathOf(change.name);
    const previous = change.previousName === undefined ? null : await this.pathOf(change.previousName);
    checkFileName(path);
    checkPairs(change.description, change.values);
    for (const [key, value] of [...change.values, ['Description', change.description] as const])
      checkFileValue(key, value);
    const pairs: readonly IniPair[] = [
      ['DRIVER', this.#driver],
      [fileKeyword, path],
      ['Description', change.description.trim()],
      ...[...change.values].map(([key, value]): IniPair => [key, value.trim()]),
    ];
    if (previous !== null) await this.#mustBeOurs(previous);
    if (previous !== path && (await readIfThere(path)) !== null) throw nameTaken(path);
    const moved = previous === null || previous === path ? null : await readIfThere(previous);
    if (await mayWrite(path)) await makeFolder(dirname(path));
    // There is none that renames.
    const command =
      previous === null || previous === path ? commandOf({ ...change, name: path }, '--file') : undefined;
    const { elevate } = options;
    const written = (bytes: Buffer): Buffer => {
      if (previous !== path && bytes.length > 0) throw nameTaken(path);
      const start = moved ?? bytes;
      const before = readSection(start, section) ?? [];
      if (previous !== null) checkRevision(change.revision, previous, before);
      return writeSection(start, section, [...pairs, ...before.filter(([key]) => isSecretOfOthers(key))]);
    };
    // For everyone to read, as such files are meant: secrets are not in them.
    const mode = 0o644;
    await updateOdbcFile(path, written, { mode, steps: this.#steps, env: this.#env, elevate, command });
    if (moved !== null && previous !== null) {
      await this.remove(previous, options).catch(async (error: unknown) => {
        await this.remove(path, options).catch(() => undefined);
        throw error;
      });
    }
    return this.#entry(path, pairs);
  }

  async remove(name: string, { elevate }: WriteOptions = {}): Promise<void> {
    const path = await this.pathOf(name);
    const mustBeOurs = (bytes: Buffer): void => this.#checkOurs(path, readSection(bytes, section));
    const command = ['dsn', 'remove', path, '--file'];
    await removeOdbcFile(path, mustBeOurs, { env: this.#env, elevate, command });
  }

  /** Null where there is no file, or one that is no data source. */
  async #read(path: string): Promise<readonly IniPair[] | null> {
    const bytes = await readIfThere(path);
    return bytes === null ? null : readSection(bytes, section);
  }

  async #mustBeOurs(path: string): Promise<void> {
    this.#checkOurs(path, await this.#read(path));
  }

  #checkOurs(path: string, pairs: readonly IniPair[] | null): void {
    if (pairs === null) throw noSuchDsn({ name: path, scope: 'file' });
    if (!this.#entry(path, pairs).ours) throw foreignDsn(path);
  }

  #entry(path: string, pairs: readonly IniPair[]): DsnEntry {
    const key: DsnKey = { name: path, scope: 'file' };
    return entryOf(key, pairs, this.#libraryPath);
  }
}

async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw fileError(`make the folder ${folder}`, error);
  });
}

/** The rules for names of data sources where they are cut by ODBC, and those of the file system. */
function checkFileName(path: string): void {
  const name = basename(path);
  if (name.toLowerCase() === extension) throw wrongName(path, 'it is empty');
  if (Buffer.byteLength(name) > longest) throw wrongName(path, `it is longer than ${longest} bytes`);
  const bad = /[[\]{}(),;?*=!@\\]/.exec(name);
  if (bad) throw wrongName(path, `it contains ${bad[0]}`);
  // oxlint-disable-next-line no-control-regex -- control characters are what this looks for
  if (/[\u0000-\u001F\u007F]/.test(path)) throw wrongName(path, 'it contains a control character');
  const cut = /[;{}]/.exec(path);
  if (cut) throw wrongName(path, `ODBC takes no path with ${cut[0]}`);
}

function checkFileValue(key: string, value: string): void {
  const text = value.trim();
  if (!/[;{}]/.test(text) || /^\{[^;{}]*\}$/.test(text)) return;
  throw new DrawbridgeError(
    SqlState.invalidParameterValue,
    `The value of ${key} holds ; or a brace, where ODBC cuts a value of a data source in a file.`,
    { hint: 'Use a User data source for it.' },
  );
}

function wrongName(name: string, reason: string): DrawbridgeError {
  return new DrawbridgeError(
    SqlState.invalidParameterValue,
    `${JSON.stringify(name.slice(-200))} cannot be the file of a data source: ${reason}.`,
    { hint: 'Use a whole path, and none of [ ] { } ( ) , ; ? * = ! @ \\ in the name of the file.' },
  );
}
