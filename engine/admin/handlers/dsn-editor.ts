/**
 * Saving data sources together with their secrets: the vault first, so that a secret that only the file holds is never
 * lost, whichever step fails. When the file refuses, the vault is again what it was.
 */
import { emptyEntry, type VaultEntry } from '../../auth/vault-entry.ts';
import type { Vault } from '../../auth/vault.ts';
import { foreignDsn, noSuchDsn } from '../../dsn/dsn-error.ts';
import { sameDsn } from '../../dsn/dsn-identity.ts';
import type { DsnChange, DsnEntry, DsnKey, DsnRecord, DsnStore, WriteOptions } from '../../dsn/dsn-store.ts';
import { DrawbridgeError, SqlState } from '../../error.ts';
import { withChanges, type SecretChange } from './secret-changes.ts';

export interface Edit {
  readonly change: DsnChange;
  /** Whose secrets and sign-in the data source begins with; null: none. */
  readonly owner: DsnKey | null;
  readonly secrets: readonly SecretChange[];
  /** Whether the owner's sign-in goes along: only where the owner goes away, since its tokens are renewed. */
  readonly withSignIn: boolean;
}

export interface DsnEditor {
  /** Throws 3D000. */
  find(key: DsnKey): Promise<DsnRecord>;
  /** The same, and 42501 where it belongs to another driver. */
  findOurs(key: DsnKey): Promise<DsnRecord>;
  /** Throws 42710. Before the vault is touched: a new data source must not take over the secrets of another. */
  refuseTaken(key: DsnKey): Promise<void>;
  save(edit: Edit, options: WriteOptions): Promise<DsnEntry>;
  /** All of one scope, or none. */
  saveAll(edits: readonly Edit[], options: WriteOptions): Promise<readonly DsnEntry[]>;
}

export function createDsnEditor(dsns: DsnStore, vault: Vault): DsnEditor {
  async function find(key: DsnKey): Promise<DsnRecord> {
    const record = await dsns.get(key);
    if (record !== null) return record;
    throw noSuchDsn(key);
  }

  /** A new data source without secrets needs no vault, not even one that can be opened. */
  async function hasNothing(key: DsnKey, owner: DsnKey | null): Promise<boolean> {
    if (owner !== null) return isEmpty(await vault.get(owner)) && isEmpty(await vault.get(key));
    return vault.get(key).then(isEmpty, () => true);
  }

  /** Puts secrets where the saved data source will look for them; the result takes that back. */
  async function prepareVault({ change, owner, secrets, withSignIn }: Edit): Promise<() => Promise<void>> {
    const { name, scope } = change;
    const key = { name, scope };
    const edited = owner !== null && sameDsn(owner, key);
    if (secrets.length === 0 && (edited || (await hasNothing(key, owner)))) return noUndo;
    const kept = owner === null ? emptyEntry : await vault.get(owner);
    let before = emptyEntry;
    await vault.update(key, (old) => {
      before = old;
      const start = edited ? old : { ...kept, signIn: withSignIn ? kept.signIn : null };
      return { ...start, secrets: withChanges(start.secrets, secrets) };
    });
    return async () => {
      if (isEmpty(before)) await vault.remove(key);
      else await vault.update(key, (now) => (edited ? { ...now, secrets: before.secrets } : before));
    };
  }

  async function withVault<T>(edits: readonly Edit[], write: () => Promise<T>): Promise<T> {
    const undos: (() => Promise<void>)[] = [];
    try {
      for (const edit of edits) undos.push(await prepareVault(edit));
      return await write();
    } catch (error) {
      for (const undo of undos.toReversed()) await undo();
      throw error;
    }
  }

  return {
    find,
    async findOurs(key) {
      const record = await find(key);
      if (record.entry.ours) return record;
      throw foreignDsn(record.entry.name);
    },
    async refuseTaken(key) {
      if ((await dsns.get(key)) === null) return;
      const what = key.scope === 'file' ? 'file' : `${key.scope} data source named`;
      throw new DrawbridgeError(SqlState.duplicateObject, `There is a ${what} "${key.name}" already.`, {
        hint: 'Choose another name, or configure that one.',
      });
    },
    save: (edit, options) => withVault([edit], () => dsns.save(edit.change, options)),
    saveAll: (edits, options) =>
      withVault(edits, () =>
        dsns.saveAll(
          edits.map(({ change }) => change),
          options,
        ),
      ),
  };
}

const noUndo = (): Promise<void> => Promise.resolve();

function isEmpty({ secrets, signIn }: VaultEntry): boolean {
  return signIn === null && Object.keys(secrets).length === 0;
}
