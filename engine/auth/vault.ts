/**
 * Secrets and sign-ins of the data sources, encrypted in one file that several processes share.
 *
 * Every read sees the file as it is now. Changes are made under a lock between processes: read, change, write
 * atomically, so that two processes never lose each other's entries. A vault that cannot be opened or is
 * damaged is never written over. Errors: 28000 no key, 53100/58030 disk or damage, 55000 locked for too long. VaultClosed
 * says that a new vault may take its place.
 */
import { createHash } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type FileSteps, readIfThere, writeIfStillValid } from '../dsn/atomic-file.ts';
import { dsnIdentity } from '../dsn/dsn-identity.ts';
import type { DsnKey } from '../dsn/dsn-store.ts';
import { type StillHeld, withLock } from '../dsn/file-lock.ts';
import { DrawbridgeError, SqlState } from '../error.ts';
import type { Keeper } from './keeper.ts';
import { setFileAside } from './set-aside.ts';
import { emptyEntry, type VaultEntry } from './vault-entry.ts';
import { waitAtMost } from './wait-at-most.ts';
import { listKeys, type VaultKey, withKey, withoutKey } from './vault-keys.ts';
import {
  createOpenVault,
  decodeVault,
  encodeVault,
  VaultClosed,
  wrappedKeys,
  type Entries,
  type OpenVault,
} from './vault-file.ts';

export interface VaultOptions {
  /** The vault's own folder; the keepers' keys lie elsewhere. */
  readonly folder: string;
  /** At least one; a new vault is closed with all of them. */
  readonly keepers: readonly Keeper[];
  /** These open a vault that they have closed, but never close a new one. */
  readonly alsoOpenedBy?: readonly Keeper[];
  readonly steps?: FileSteps;
}

export interface Vault {
  /** The entry of a DSN; an empty one when nothing is kept for it. */
  get(dsn: DsnKey): Promise<VaultEntry>;
  /** The same for many DSNs: the file as it is now, opened once. */
  entries(): Promise<(dsn: DsnKey) => VaultEntry>;
  /** Changes an entry and returns the new one. `change` must be quick: everybody else waits. */
  update(dsn: DsnKey, change: (entry: VaultEntry) => VaultEntry): Promise<VaultEntry>;
  remove(dsn: DsnKey): Promise<void>;
  /** Takes an entry along when its DSN is renamed; an entry under the new name is replaced. */
  rename(from: DsnKey, to: DsnKey): Promise<void>;
  /** Runs `work` while no other process does so for this DSN; meant for renewing a sign-in. */
  exclusively<T>(dsn: DsnKey, work: () => Promise<T>): Promise<T>;
  /** When all exclusive work of this process is done, or so many milliseconds have passed. Never rejects. */
  settled(patienceMs: number): Promise<void>;
  /**
   * The keys that open it, and whether they do here and now; none where there is no vault yet. Throws 58030 where it is
   * damaged or of a newer version.
   */
  keys(): Promise<readonly VaultKey[]>;
  /** One more key; makes a vault where there is none. Throws what withKey does. */
  addKey(keeper: Keeper): Promise<void>;
  /** One key less, by its id or kind, and a new data key. Throws what withoutKey does; 42704 where there is no vault. */
  removeKey(name: string): Promise<void>;
  /**
   * Sets a vault that cannot be opened aside, under a name with the date, so that the next change begins a new one.
   * Resolves to the path where it is kept. Throws 55000 where the vault opens, or there is none.
   */
  setAside(): Promise<string>;
}

/** Reads nothing yet: a vault that is not there comes into being with the first change. */
export function openVault({ folder, keepers, alsoOpenedBy = [], steps }: VaultOptions): Vault {
  const file = join(folder, 'vault.json');
  const openers = [...keepers, ...alsoOpenedBy];
  const exclusive = new Set<Promise<unknown>>();

  const read = async (): Promise<OpenVault | null> => {
    const bytes = await readIfThere(file);
    return bytes === null ? null : decodeVault(file, bytes, openers);
  };

  /** Then there is nothing to take away, and no reason to make a folder. */
  const isMissing = async (): Promise<boolean> => (await readIfThere(file)) === null;

  const editAlone = async (
    isHeld: StillHeld,
    edit: (entries: Map<string, VaultEntry>) => void,
  ): Promise<Entries> => {
    const before = await read();
    const entries = new Map(before?.entries);
    edit(entries);
    if (!sameEntries(entries, before?.entries ?? new Map())) {
      const vault = before ?? (await createOpenVault(keepers));
      await write(isHeld, { ...vault, entries });
    }
    return entries;
  };

  const write = async (isHeld: StillHeld, vault: OpenVault): Promise<void> => {
    await sweep(folder);
    const options = { mode: 0o600, steps };
    if (!(await writeIfStillValid(file, encodeVault(vault), options, isHeld))) throw new LockLost();
  };

  const alone = async <T>(work: (isHeld: StillHeld) => Promise<T>): Promise<T> => {
    try {
      return await withLock(join(folder, 'vault.lock'), work, { what });
    } catch (error) {
      if (!(error instanceof LockLost)) throw error;
      return alone(work);
    }
  };

  const change = (edit: (entries: Map<string, VaultEntry>) => void): Promise<Entries> =>
    alone((isHeld) => editAlone(isHeld, edit));

  const setAsideAlone = async (): Promise<string> => {
    const closed = await read().then(
      () => null,
      (thrown: unknown) => thrown,
    );
    if (closed === null) throw nothingToSetAside();
    if (!(closed instanceof VaultClosed)) throw closed;
    // Where no key can be had for a new one, the old one stays.
    await createOpenVault(keepers);
    return setFileAside(file);
  };

  return Object.freeze<Vault>({
    async get(dsn) {
      return (await read())?.entries.get(dsnIdentity(dsn)) ?? emptyEntry;
    },
    async entries() {
      const entries = (await read())?.entries;
      return (dsn) => entries?.get(dsnIdentity(dsn)) ?? emptyEntry;
    },
    async update(dsn, edit) {
      const key = dsnIdentity(dsn);
      const after = await change((entries) => entries.set(key, edit(entries.get(key) ?? emptyEntry)));
      return after.get(key) ?? emptyEntry;
    },
    async remove(dsn) {
      if (await isMissing()) return;
      await change((entries) => entries.delete(dsnIdentity(dsn)));
    },
    async rename(from, to) {
      if (await isMissing()) return;
      await change((entries) => {
        const entry = entries.get(dsnIdentity(from));
        if (!entry || dsnIdentity(from) === dsnIdentity(to)) return;
        entries.delete(dsnIdentity(from));
        entries.set(dsnIdentity(to), entry);
      });
    },
    exclusively(dsn, work) {
      const name = createHash('sha256').update(dsnIdentity(dsn)).digest('hex').slice(0, 16);
      const working = withLock(join(folder, `entry-${name}.lock`), work, { what });
      const done = () => void exclusive.delete(working);
      exclusive.add(working);
      working.then(done, done);
      return working;
    },
    settled: (patienceMs) => waitAtMost(patienceMs, exclusive),
    async keys() {
      const bytes = await readIfThere(file);
      return bytes === null ? [] : listKeys(wrappedKeys(file, bytes), openers);
    },
    addKey: (keeper) =>
      alone(async (isHeld) => {
        const vault = (await read()) ?? (await createOpenVault(keepers));
        await write(isHeld, await withKey(vault, keeper));
      }),
    async removeKey(name) {
      if (await isMissing()) throw noVault();
      await alone(async (isHeld) => {
        const vault = await read();
        if (vault === null) throw noVault();
        await write(isHeld, await withoutKey(vault, openers, name));
      });
    },
    async setAside() {
      if (await isMissing()) throw nothingToSetAside();
      return alone(setAsideAlone);
    },
  });
}

/** This process was suspended for so long that another took its lock over. What it has read may be out of date. */
class LockLost extends Error {}

/** Takes away what killed processes have left; nobody else writes the vault now. */
async function sweep(folder: string): Promise<void> {
  const leftovers = (await readdir(folder)).filter((name) => name.endsWith('.tmp'));
  await Promise.all(leftovers.map((name) => rm(join(folder, name), { force: true })));
}

function noVault(): DrawbridgeError {
  return new DrawbridgeError(SqlState.undefinedObject, 'There is no vault yet, so it has no keys.', {
    hint: 'It comes into being with the first secret, or the first key that is added.',
  });
}

function nothingToSetAside(): DrawbridgeError {
  return new DrawbridgeError(SqlState.wrongState, 'The vault can be opened; it needs no new one.', {
    hint: 'Nothing was changed. Secrets and sign-ins are there as before.',
  });
}

const what = 'the vault';

function sameEntries(one: Entries, other: Entries): boolean {
  return one.size === other.size && [...one].every(([key, entry]) => other.get(key) === entry);
}
