/**
 * Data sources: listing, reading, saving, removing. Secrets go to the vault on their way in and never come out;
 * one that somebody wrote into an ini file by hand moves there with the next save.
 */
import { foreignDsn, noSuchDsn } from '../../dsn/dsn-error.ts';
import { checkDsnName } from '../../dsn/dsn-name.ts';
import { sameIniName } from '../../dsn/ini-file.ts';
import { isSecretKeyword, isSecretOfOthers } from '../../dsn/property-name.ts';
import { splitProxy } from '../../dsn/proxy-address.ts';
import { resolveProperties } from '../../dsn/resolve-properties.ts';
import type { DsnEntry, DsnKey, DsnRecord, DsnStore } from '../../dsn/dsn-store.ts';
import type { Vault } from '../../auth/vault.ts';
import { emptyEntry, type VaultEntry } from '../../auth/vault-entry.ts';
import { DrawbridgeError, SqlState, type Notice } from '../../error.ts';
import type { Handlers } from '../dispatcher.ts';
import { secretChanges, withChanges, type SecretChange } from './secret-changes.ts';
import { secretsByHand, spelling } from './secrets-by-hand.ts';

export interface DsnHandlerParts {
  readonly dsns: DsnStore;
  readonly vault: Vault;
  readonly changed: () => void;
}

export type DsnHandlers = Pick<
  Handlers,
  'dsn.list' | 'dsn.get' | 'dsn.save' | 'dsn.remove' | 'dsn.addSandbox' | 'signIn.forget'
>;

const sandboxName = 'Sandbox';
/** What the built-in offline Bitbucket is called, and its largest repository. */
const sandboxValues = {
  ApiURL: 'sandbox:',
  AuthScheme: 'AccessToken',
  Workspace: 'lighthouse',
  Schema: 'harbor-app',
};

export function dsnHandlers({ dsns, vault, changed }: DsnHandlerParts): DsnHandlers {
  async function find(key: DsnKey): Promise<DsnRecord> {
    const record = await dsns.get(key);
    if (record !== null) return record;
    throw noSuchDsn(key);
  }

  /** Before the vault is touched: a new data source must not take over the secrets of another. */
  async function refuseTaken(key: DsnKey): Promise<void> {
    if ((await dsns.get(key)) === null) return;
    throw new DrawbridgeError(
      SqlState.duplicateObject,
      `There is a ${key.scope} data source named "${key.name}" already.`,
      {
        hint: 'Choose another name, or configure that one.',
      },
    );
  }

  /**
   * Puts secrets where the saved data source will look for them. A new one starts with nothing that an older one of
   * its name has left; a renamed one gets a copy of what `owner` has, which stays until the file is written.
   */
  async function prepareVault(
    key: DsnKey,
    owner: DsnKey | null,
    changes: readonly SecretChange[],
  ): Promise<() => Promise<void>> {
    const edited = owner !== null && sameIniName(owner.name, key.name);
    if (changes.length === 0 && (edited || (await hasNothing(key, owner)))) return noUndo;
    const kept = owner === null ? emptyEntry : await vault.get(owner);
    let before = emptyEntry;
    await vault.update(key, (old) => {
      before = old;
      const start = edited ? old : kept;
      return { ...start, secrets: withChanges(start.secrets, changes) };
    });
    return async () => {
      if (isEmpty(before)) await vault.remove(key);
      else await vault.update(key, (now) => (edited ? { ...now, secrets: before.secrets } : before));
    };
  }

  /** A new data source without secrets needs no vault, not even one that can be opened. */
  async function hasNothing(key: DsnKey, owner: DsnKey | null): Promise<boolean> {
    if (owner !== null) return isEmpty(await vault.get(owner)) && isEmpty(await vault.get(key));
    return vault.get(key).then(isEmpty, () => true);
  }

  async function addSandbox(): Promise<DsnEntry> {
    const key = { name: sandboxName, scope: 'user' } as const;
    const present = await dsns.get(key);
    if (present !== null) return present.entry;
    const description = 'An offline Bitbucket with sample data';
    return dsns.save({ ...key, description, values: new Map(Object.entries(sandboxValues)) });
  }

  return {
    async 'dsn.list'() {
      return { dsns: (await dsns.list()).map((entry) => ({ ...entry })) };
    },

    async 'dsn.get'(key) {
      const { entry, values } = await find(key);
      const { secrets, signIn } = await vault.get(key);
      const byHand = entry.ours ? secretsByHand(values) : new Map<string, string>();
      const useless = entry.ours ? [...values.keys()].filter(isSecretOfOthers) : [];
      const notices = [
        ...[...byHand.keys()].map((keyword) =>
          unprotected(keyword, 'Save the data source: that moves it to the vault.'),
        ),
        ...useless.map((keyword) =>
          unprotected(keyword, 'It has no meaning here: remove the line unless another driver needs it.'),
        ),
      ];
      const plain = [...values]
        .filter(([keyword]) => !isSecretKeyword(keyword))
        .map(([keyword, value]) => [spelling(keyword), withoutSecret(spelling(keyword), value)]);
      const kept = new Set([...Object.keys(secrets), ...byHand.keys()]);
      return {
        entry,
        values: Object.fromEntries(plain),
        secrets: [...kept],
        signedIn: signIn !== null,
        notices,
      };
    },

    /**
     * The vault first: a secret that only the file holds is never lost, whichever step fails. When the file refuses,
     * the vault is again what it was.
     */
    async 'dsn.save'({ name, scope, previousName, description, values, secrets }) {
      const key = { name, scope };
      const owner = { name: previousName ?? name, scope };
      const previous = previousName === undefined ? null : await find(owner);
      if (previous !== null) refuseForeign(previous.entry);
      const change = {
        ...key,
        ...(previousName === undefined ? {} : { previousName }),
        description,
        values: plainValues(values),
      };
      checkDsnName(name);
      checkValues(change.values);
      const changes = [
        ...(previous === null ? [] : secretsByHand(previous.values)),
        ...proxyPassword(values),
        ...secretChanges(secrets, change.values),
      ];
      const renamed = previous !== null && !sameIniName(owner.name, name);
      if (previous === null || renamed) await refuseTaken(key);
      const undo = await prepareVault(key, previous === null ? null : owner, changes);
      const entry = await dsns.save(change).catch(async (error: unknown) => {
        await undo();
        throw error;
      });
      // The new name has all it needs already; this takes a sign-in along that was renewed since.
      if (renamed) await vault.rename(owner, key).catch(() => undefined);
      changed();
      return { entry };
    },

    async 'dsn.remove'(key) {
      await dsns.remove(key);
      changed();
      await vault.remove(key);
      return {};
    },

    async 'dsn.addSandbox'() {
      const entry = await addSandbox();
      changed();
      return { entry };
    },

    async 'signIn.forget'(key) {
      await find(key);
      await vault.update(key, (entry) => ({ ...entry, signIn: null }));
      changed();
      return {
        hint: 'To end the access everywhere, revoke it in Bitbucket: Personal settings, App authorizations.',
      };
    },
  };
}

const unprotected = (keyword: string, hint: string): Notice => ({
  sqlState: SqlState.warning,
  message: `${keyword} stands unprotected in the file of the data source.`,
  hint,
});

/** Before its secrets are taken for ours. */
function refuseForeign({ name, ours }: DsnEntry): void {
  if (!ours) throw foreignDsn(name);
}

/** Throws 22023 for a value that its property does not allow: it is better said now than at every connection. */
function checkValues(values: ReadonlyMap<string, string>): void {
  resolveProperties({ string: new Map(), dsn: values, secrets: new Map() });
}

const noUndo = (): Promise<void> => Promise.resolve();

function isEmpty({ secrets, signIn }: VaultEntry): boolean {
  return signIn === null && Object.keys(secrets).length === 0;
}

/** What a tool has put into the address of the proxy, which goes to the file without it. */
function proxyPassword(values: Readonly<Record<string, string>>): SecretChange[] {
  const address = Object.entries(values).find(([keyword]) => spelling(keyword) === 'Proxy')?.[1] ?? '';
  const { password } = splitProxy(address);
  return password === null ? [] : [['ProxyPassword', password]];
}

const withoutSecret = (name: string, value: string): string =>
  name === 'Proxy' ? splitProxy(value).address : value;

/** In the catalogue's spelling, which other programs that read the file know. */
function plainValues(values: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const given = Object.entries(values).filter(([, value]) => value !== '');
  const plain = new Map<string, string>();
  for (const [keyword, value] of given)
    if (!plain.has(spelling(keyword))) plain.set(spelling(keyword), withoutSecret(spelling(keyword), value));
  return plain;
}
