/** What may stand in a data source's section, and how our driver is named there. */
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { DrawbridgeError, SqlState } from '../error.ts';
import { foldKeyword, valueOf } from './connection-string.ts';
import type { DsnChange, DsnEntry, DsnKey } from './dsn-store.ts';
import type { IniPair } from './ini-file.ts';
import { driverName } from './odbc-files.ts';
import { isSecretKeyword } from './property-name.ts';

/** A file that is a data source says so of itself, since driver managers do not hand its name on. */
export const fileKeyword = 'DSNFile';

/** Whether our driver is meant, by its name or by a library of its file name, wherever that lies. */
export function entryOf(key: DsnKey, pairs: readonly IniPair[], libraryPath: string): DsnEntry {
  const driver = valueOf(pairs, 'Driver');
  // By its file name too: a DSN stays ours when the data folder, and the library in it, move.
  const ours = basename(driver) === basename(libraryPath) || foldKeyword(driver) === foldKeyword(driverName);
  return Object.freeze({
    name: key.name,
    scope: key.scope,
    driver: ours ? driverName : driver,
    platform: ours ? '64-bit' : '',
    description: valueOf(pairs, 'Description'),
    ours,
  });
}

/** Without what we write by ourselves. */
export function valuesOf(pairs: readonly IniPair[]): ReadonlyMap<string, string> {
  return new Map(pairs.filter(([key]) => !isOwnKey(key)));
}

/** Other pairs give another text; so does another name. */
export function revisionOf(name: string, pairs: readonly IniPair[]): string {
  return createHash('sha256')
    .update(JSON.stringify([name, pairs]))
    .digest('base64url')
    .slice(0, 22);
}

/** Throws 40001. */
export function checkRevision(wanted: string | undefined, name: string, pairs: readonly IniPair[]): void {
  if (wanted === undefined || wanted === revisionOf(name, pairs)) return;
  throw new DrawbridgeError(
    SqlState.serializationFailure,
    `The data source "${name}" has been changed by somebody else since it was opened here.`,
    { hint: 'Nothing was saved. Open it again to see what it is now, then make your change.' },
  );
}

/** Throws 22023 for what cannot be written into a section. */
export function checkPairs(description: string, values: ReadonlyMap<string, string>): void {
  checkValue('Description', description);
  for (const pair of values) checkPair(...pair);
}

/** The arguments of `drawbridge` that save the same, without its secrets. */
export function commandOf(change: DsnChange, place: '--system' | '--file'): readonly string[] {
  const { name, previousName, description, values } = change;
  const pairs = [...values].map(([key, value]) => `${key}=${value}`);
  const verb = previousName === undefined ? 'add' : 'edit';
  const text = description === '' ? [] : [`Description=${description}`];
  return ['dsn', verb, previousName ?? name, ...text, ...pairs, place];
}

const ownKeys = new Set(['driver', 'description', fileKeyword.toLowerCase()]);

function isOwnKey(key: string): boolean {
  return ownKeys.has(foldKeyword(key));
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
