/**
 * The vault's file: JSON with the data key, wrapped once by each keeper, and all entries sealed with that key.
 * Even the names of the data sources are inside. What cannot be read is an error, never an empty vault.
 */
import { randomBytes } from 'node:crypto';
import { asDrawbridgeError, DrawbridgeError, SqlState } from '../error.ts';
import type { Keeper, Unwrapped, WrappedKey } from './keeper.ts';
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

/** The keys that open it, as they lie beside it. Throws 58030 where it is damaged or of a newer version. */
export function wrappedKeys(path: string, bytes: Buffer): readonly WrappedKey[] {
  return readOuter(path, bytes).keys;
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

/** Tries the keepers of its kind, one after the other. Never throws. */
export async function tryToOpen(keepers: readonly Keeper[], wrapped: WrappedKey): Promise<Tried> {
  const able = keepers.filter(({ kind }) => kind === wrapped.keeper);
  if (able.length === 0) return { dataKey: null, problem: unreachable(wrapped), thrown: null };
  let failed: Tried & { dataKey: null } = { dataKey: null, problem: '', thrown: null };
  for (const keeper of able) {
    try {
      const opened = await keeper.unwrap(wrapped);
      if (opened.dataKey !== null) return opened;
      failed = { ...opened, thrown: null };
    } catch (error) {
      const thrown = asDrawbridgeError(error);
      failed = { dataKey: null, problem: thrown.message.replace(/\.$/, ''), thrown };
    }
  }
  return failed;
}

export type Tried =
  | Extract<Unwrapped, { readonly dataKey: Buffer }>
  | {
      readonly dataKey: null;
      readonly problem: string;
      /** The keeper could not even try, as where its file may not be read. */
      readonly thrown: DrawbridgeError | null;
    };

async function openWith(
  keepers: readonly Keeper[],
  keys: readonly WrappedKey[],
): Promise<Pick<OpenVault, 'dataKey' | 'keys'>> {
  const problems = new Set<string>();
  let thrown: DrawbridgeError | null = null;
  for (const wrapped of keys) {
    const opened = await tryToOpen(keepers, wrapped);
    if (opened.dataKey !== null) {
      const { dataKey, renewed = wrapped } = opened;
      return { dataKey, keys: keys.map((key) => (key === wrapped ? renewed : key)) };
    }
    problems.add(opened.problem);
    thrown ??= opened.thrown;
  }
  if (thrown !== null && keys.length === 1) throw thrown;
  const beyond = keys.find(({ keeper }) => !keepers.some(({ kind }) => kind === keeper));
  const isAllTried = beyond === undefined && thrown === null;
  throw new (isAllTried ? VaultClosed : DrawbridgeError)(
    SqlState.invalidAuthorization,
    `The vault with the secrets cannot be opened: ${[...problems].join('; ')}.`,
    { hint: beyond === undefined ? howToMend(keys) : howToReach(beyond) },
  );
}

function unreachable({ keeper }: WrappedKey): string {
  switch (keeper) {
    case 'key-store':
      return 'its key is in the key store of the desktop, which only the Drawbridge window reaches';
    case 'passphrase':
      return 'its key is a passphrase, which nobody has handed over';
    default:
      return 'it was closed with another kind of key';
  }
}

function howToReach({ keeper }: WrappedKey): string {
  switch (keeper) {
    case 'key-store':
      return 'Open the Drawbridge window and try again; commands use its engine while it runs. To do without the window, add a key file there (page About, or "drawbridge vault add key-file" while it is open). If there is no such desktop any more, move the vault file away.';
    case 'passphrase':
      return 'Start Drawbridge with the passphrase in DRAWBRIDGE_VAULT_KEY, or on the descriptor that DRAWBRIDGE_VAULT_KEY_FD names; commands use the engine that has it while it runs.';
    default:
      return 'Use the version of Drawbridge that made it.';
  }
}

function howToMend(keys: readonly WrappedKey[]): string {
  const isByPassphrase = keys.some(({ keeper }) => keeper === 'passphrase');
  const back = isByPassphrase
    ? 'Check the passphrase.'
    : 'Put the key back from a backup, or unlock the key store. A vault that was copied from another computer or account needs the key of that one, too.';
  return `${back} If it is lost for good, ${startNew}.`;
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
