/**
 * Data sources: listing, reading, saving, removing. Secrets go to the vault on their way in and never come out;
 * one that somebody wrote into an ini file by hand moves there with the next save.
 */
import { checkDsnName } from '../../dsn/dsn-name.ts';
import { sameIniName } from '../../dsn/ini-file.ts';
import { isSecretKeyword, meaningOf } from '../../dsn/property-name.ts';
import { resolveProperties } from '../../dsn/resolve-properties.ts';
import type { DsnEntry, DsnKey, DsnRecord, DsnStore } from '../../dsn/dsn-store.ts';
import type { Vault } from '../../auth/vault.ts';
import { emptyEntry } from '../../auth/vault-entry.ts';
import { DrawbridgeError, SqlState } from '../../error.ts';
import type { Handlers } from '../dispatcher.ts';
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
    throw new DrawbridgeError(
      SqlState.unknownDatabase,
      `There is no ${key.scope} data source named "${key.name}".`,
    );
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
      const notices = [...byHand.keys()].map((name) => ({
        sqlState: SqlState.warning,
        message: `${name} stands unprotected in the file of the data source.`,
        hint: 'Save the data source: that moves it to the vault.',
      }));
      const plain = [...values]
        .filter(([keyword]) => !isSecretKeyword(keyword))
        .map(([keyword, value]) => [spelling(keyword), value]);
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
     * the vault's secrets are again what they were.
     */
    async 'dsn.save'({ name, scope, previousName, description, values, secrets }) {
      const key = { name, scope };
      const owner = { name: previousName ?? name, scope };
      const previous = previousName === undefined ? null : await find(owner);
      if (previous !== null) refuseForeign(previous.entry);
      const moved = previous === null ? [] : [...secretsByHand(previous.values)];
      const changes = [
        ...moved,
        ...Object.entries(secrets).map(([given, value]) => [secretName(given), value] as const),
      ];
      const change = {
        ...key,
        ...(previousName === undefined ? {} : { previousName }),
        description,
        values: new Map(Object.entries(values).filter(([, value]) => value !== '')),
      };
      checkDsnName(name);
      checkValues(change.values);
      if (previous === null || !sameIniName(owner.name, name)) await refuseTaken(key);
      let before = emptyEntry;
      if (changes.length > 0) {
        await vault.update(owner, (old) => {
          before = old;
          return { ...old, secrets: withChanges(old.secrets, changes) };
        });
      }
      const entry = await dsns.save(change).catch(async (error: unknown) => {
        if (previous === null) await vault.remove(key);
        else if (changes.length > 0)
          await vault.update(owner, (now) => ({ ...now, secrets: before.secrets }));
        throw error;
      });
      if (owner.name !== name) await vault.rename(owner, key);
      changed();
      return { entry };
    },

    async 'dsn.remove'(key) {
      await dsns.remove(key);
      await vault.remove(key);
      changed();
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

/** Before its secrets are taken for ours. */
function refuseForeign({ name, ours }: DsnEntry): void {
  if (ours) return;
  throw new DrawbridgeError(SqlState.insufficientPrivilege, `${name} belongs to another driver.`, {
    hint: 'Change it with the tool of that driver, or choose another name.',
  });
}

/** Throws 22023 for a value that its property does not allow: it is better said now than at every connection. */
function checkValues(values: ReadonlyMap<string, string>): void {
  resolveProperties({ string: values, dsn: new Map(), secrets: new Map() });
}

function withChanges(
  secrets: Readonly<Record<string, string>>,
  changes: readonly (readonly [name: string, value: string | null])[],
): Record<string, string> {
  const result = new Map(Object.entries(secrets));
  for (const [name, value] of changes) {
    if (value === null || value === '') result.delete(name);
    else result.set(name, value);
  }
  return Object.fromEntries(result);
}

function secretName(given: string): string {
  const meaning = meaningOf(given);
  if (meaning.kind === 'property' && meaning.property.sensitivity === 'secret') return meaning.property.name;
  throw new DrawbridgeError(SqlState.invalidParameterValue, `${given} is not a secret property.`, {
    hint: 'Give it among the values.',
  });
}
