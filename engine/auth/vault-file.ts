/**
 * The vault's file: JSON with the data key, wrapped once by each keeper, and all entries sealed with that key.
 * Even the names of the data sources are inside. What cannot be read is an error, never an empty vault.
 */
import { randomBytes } from 'node:crypto';
import { DrawbridgeError, SqlState } from '../error.ts';
import { desktopKind, type Keeper, type WrappedKey } from './keeper.ts';
import { keyLength, seal, unseal } from './sealed-box.ts';
import type { VaultEntry } from './vault-entry.ts';

export type Entries = ReadonlyMap<string, VaultEntry>;

/** An open vault: its entries and what is needed to close it again. */
export interface OpenVault {
  readonly dataKey: Buffer;
  readonly keys: readonly WrappedKey[];
  readonly entries: Entries;
}

/**
 * No key opens the vault, or it is damaged: a backup may still help, and so may a new vault. What only others could open
 * is no such case.
 */
export class VaultClosed extends DrawbridgeError {}

const format = 1;
const purpose = `drawbridge vault ${format}: entries`;

export async function createOpenVault(keepers: readonly Keeper[]): Promise<OpenVault> {
  const dataKey = randomBytes(keyLength);
  const keys = await Promise.all(keepers.map((keeper) => keeper.wrap(dataKey)));
  return { dataKey, keys, entries: new Map() };
}

export function encodeVault({ dataKey, keys, entries }: OpenVault): Buffer {
  const plain = Buffer.from(JSON.stringify(Object.fromEntries(entries)));
  const text = JSON.stringify({ format, keys, entries: seal(dataKey, purpose, plain) }, null, 2);
  return Buffer.from(`${text}\n`);
}

/** Throws VaultClosed: 28000 when no keeper opens it, 58030 when it is damaged. One of a newer version is just 58030. */
export async function decodeVault(
  path: string,
  bytes: Buffer,
  keepers: readonly Keeper[],
): Promise<OpenVault> {
  const { keys: found, sealed } = readOuter(path, bytes);
  const { dataKey, keys } = await openWith(keepers, found);
  const plain = unseal(dataKey, purpose, sealed);
  if (plain === null) throw damaged(path);
  const entries = Object.entries(JSON.parse(plain.toString()) as Record<string, VaultEntry>);
  return { dataKey, keys, entries: new Map(entries) };
}

/** The kinds of the keys that open it. Throws 58030 where it is damaged or of a newer version. */
export function keeperKinds(path: string, bytes: Buffer): readonly string[] {
  return readOuter(path, bytes).keys.map(({ keeper }) => keeper);
}

function readOuter(path: string, bytes: Buffer): { keys: WrappedKey[]; sealed: string } {
  let outer: { format?: unknown; keys?: unknown; entries?: unknown } | null;
  try {
    outer = JSON.parse(bytes.toString()) as typeof outer;
  } catch {
    throw damaged(path);
  }
  if (typeof outer?.format === 'number' && outer.format > format) throw newer(path);
  const { keys, entries } = outer ?? {};
  if (outer?.format !== format || typeof entries !== 'string' || !isWrappedKeys(keys)) throw damaged(path);
  return { keys, sealed: entries };
}

function isWrappedKeys(value: unknown): value is WrappedKey[] {
  return Array.isArray(value) && value.length > 0 && value.every(isWrappedKey);
}

function isWrappedKey(key: Partial<WrappedKey> | null): boolean {
  return [key?.keeper, key?.keyId, key?.sealed].every((text) => typeof text === 'string');
}

async function openWith(
  keepers: readonly Keeper[],
  keys: readonly WrappedKey[],
): Promise<Pick<OpenVault, 'dataKey' | 'keys'>> {
  const problems = new Set<string>();
  let hint = `Put the key back from a backup, or unlock the key store. If it is lost for good, ${startNew}.`;
  for (const wrapped of keys) {
    const able = keepers.filter(({ kind }) => kind === wrapped.keeper);
    for (const keeper of able) {
      const opened = await keeper.unwrap(wrapped);
      if (opened.dataKey !== null) {
        const { dataKey, renewed = wrapped } = opened;
        return { dataKey, keys: keys.map((key) => (key === wrapped ? renewed : key)) };
      }
      problems.add(opened.problem);
    }
    if (able.length > 0) continue;
    const isOnDesktop = wrapped.keeper === desktopKind;
    problems.add(
      isOnDesktop
        ? 'its key is in the key store of the desktop, which only the Drawbridge window reaches'
        : 'it was closed with another kind of key',
    );
    hint = isOnDesktop
      ? 'Open the Drawbridge window and try again; commands use its engine while it runs. If there is no such desktop any more, move the vault file away.'
      : 'Use the version of Drawbridge that made it.';
  }
  const isAllTried = keys.every(({ keeper }) => keepers.some(({ kind }) => kind === keeper));
  throw new (isAllTried ? VaultClosed : DrawbridgeError)(
    SqlState.invalidAuthorization,
    `The vault with the secrets cannot be opened: ${[...problems].join('; ')}.`,
    { hint },
  );
}

const startNew =
  'start a new vault ("drawbridge vault new"), which keeps the old file, then enter the secrets and sign in again';

function damaged(path: string): DrawbridgeError {
  return new VaultClosed(SqlState.ioError, `The vault file ${path} is damaged.`, {
    hint: `It was left as it is. Put a backup in its place, or ${startNew}.`,
  });
}

function newer(path: string): DrawbridgeError {
  return new DrawbridgeError(
    SqlState.ioError,
    `The vault file ${path} was written by a newer version of Drawbridge.`,
    { hint: 'Use that version or a later one.' },
  );
}
