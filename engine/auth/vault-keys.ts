/**
 * The keys of a vault: which there are, one more, one less.
 *
 * Who has had a key may have kept the data key, so taking a key away gives the vault a new data key, which the keys that
 * stay close at once: all of them have to be within reach. What was readable before stays so to who has an old copy.
 */
import { randomBytes } from 'node:crypto';
import { DrawbridgeError, SqlState } from '../error.ts';
import type { Keeper, WrappedKey } from './keeper.ts';
import { keyLength } from './sealed-box.ts';
import { tryToOpen, type OpenVault } from './vault-file.ts';

/** A key of the vault, as it is told to people. */
export interface VaultKey {
  /** Tells it from the others of this vault. */
  readonly id: string;
  /** A KeeperKind, or one of a newer version. */
  readonly keeper: string;
  /** Of a key file and a shared key: where it lies. */
  readonly file: string | null;
  /** Why it cannot be opened here and now; null where it can. */
  readonly problem: string | null;
}

export async function listKeys(
  keys: readonly WrappedKey[],
  keepers: readonly Keeper[],
): Promise<readonly VaultKey[]> {
  return Promise.all(
    keys.map(async (wrapped) => {
      const opened = await tryToOpen(keepers, wrapped);
      const { keeper, keyId: id } = wrapped;
      const file = wrapped.file ?? keepers.find(({ kind }) => kind === keeper)?.file ?? null;
      return { id, keeper, file, problem: opened.dataKey === null ? opened.problem : null };
    }),
  );
}

/** Throws 55000 where the vault has that key already, and what the keeper throws. */
export async function withKey(vault: OpenVault, keeper: Keeper): Promise<OpenVault> {
  const added = await keeper.wrap(vault.dataKey);
  if (vault.keys.some((key) => isSame(key, added)))
    throw new DrawbridgeError(SqlState.wrongState, `The vault has that key already: ${keeper.description}.`, {
      hint: 'Nothing was changed. "drawbridge vault" lists its keys.',
    });
  return { ...vault, keys: [...vault.keys, added] };
}

/** `name`: an id, or a kind of which there is one. Throws 42704 where there is none, 55000 where it has to stay. */
export async function withoutKey(
  vault: OpenVault,
  keepers: readonly Keeper[],
  name: string,
): Promise<OpenVault> {
  const removed = find(vault.keys, name);
  const staying = vault.keys.filter((key) => key !== removed);
  if (staying.length === 0)
    throw new DrawbridgeError(SqlState.wrongState, 'The last key of the vault cannot be taken away.', {
      hint: 'Without it nobody could open the vault. Add another key first.',
    });
  const dataKey = randomBytes(keyLength);
  const keys: WrappedKey[] = [];
  for (const key of staying) {
    const opened = await tryToOpen(keepers, key);
    if (opened.dataKey === null) throw outOfReach(key, opened.problem);
    // Only who has the data key can have closed it: any other key was put there by somebody else.
    if (!opened.dataKey.equals(vault.dataKey)) throw outOfReach(key, 'it is no key of this vault');
    keys.push(await opened.closeAgain(dataKey));
  }
  return { ...vault, dataKey, keys };
}

function isSame(one: WrappedKey, other: WrappedKey): boolean {
  return one.keeper === other.keeper && one.keyId === other.keyId && one.file === other.file;
}

function find(keys: readonly WrappedKey[], name: string): WrappedKey {
  const named = keys.filter(({ keyId, keeper }) => keyId === name || keeper === name);
  const [found, ...more] = named;
  if (found !== undefined && more.length === 0) return found;
  throw new DrawbridgeError(
    SqlState.undefinedObject,
    found === undefined
      ? `The vault has no key '${name}'.`
      : `The vault has ${named.length} keys '${name}'; name one by its id.`,
    { hint: `Its keys: ${keys.map(({ keeper, keyId }) => `${keeper} ${keyId}`).join(', ')}.` },
  );
}

function outOfReach({ keeper }: WrappedKey, problem: string): DrawbridgeError {
  return new DrawbridgeError(
    SqlState.wrongState,
    `The vault gets a new data key when a key is taken away, and the ${keeper} that stays cannot close it: ${problem}.`,
    {
      hint: `Nothing was changed. Do it where the ${keeper} can be reached, or take that away first and add it again afterwards.`,
    },
  );
}
