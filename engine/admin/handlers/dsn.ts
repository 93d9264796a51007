/**
 * Data sources: listing, reading, saving, removing. Secrets go to the vault on their way in and never come out;
 * one that somebody wrote into an ini file by hand moves there with the next save.
 */
import { valueOf } from '../../dsn/connection-string.ts';
import { sameDsn } from '../../dsn/dsn-identity.ts';
import { checkDsnName } from '../../dsn/dsn-name.ts';
import { isSecretKeyword, isSecretOfOthers } from '../../dsn/property-name.ts';
import type { DsnEntry, DsnKey, DsnProblem, DsnStore } from '../../dsn/dsn-store.ts';
import { resolveProperties } from '../../dsn/resolve-properties.ts';
import { saveRenewal } from '../../auth/unsaved-renewals.ts';
import type { Vault } from '../../auth/vault.ts';
import { SqlState, type Notice } from '../../error.ts';
import type { Handlers } from '../dispatcher.ts';
import { createDsnEditor } from './dsn-editor.ts';
import { checkValues, plainValues, proxyPassword, withoutSecret } from './plain-values.ts';
import { secretChanges, type SecretChange } from './secret-changes.ts';
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
  const editor = createDsnEditor(dsns, vault);

  async function addSandbox(): Promise<DsnEntry> {
    const key = { name: sandboxName, scope: 'user' } as const;
    const present = await dsns.get(key);
    if (present !== null) return present.entry;
    const description = 'An offline Bitbucket with sample data';
    return dsns.save({ ...key, description, values: new Map(Object.entries(sandboxValues)) });
  }

  /** No renewal is under way meanwhile: its new tokens would be kept for a name that is gone. */
  async function renaming(from: DsnKey, to: DsnKey, save: () => Promise<DsnEntry>): Promise<DsnEntry> {
    const saveAndRename = async (): Promise<DsnEntry> => {
      const entry = await save();
      // The new name has all it needs already; this takes the old one's away, and a sign-in along that was made since.
      await vault.rename(from, to).catch(() => undefined);
      return entry;
    };
    const { signIn } = await vault.get(from);
    if (signIn === null) return saveAndRename();
    return vault.exclusively(from, () =>
      vault.exclusively(to, async () => {
        await saveRenewal(vault, from);
        return saveAndRename();
      }),
    );
  }

  return {
    async 'dsn.list'() {
      const problems = await dsns.problems();
      return {
        dsns: (await dsns.list()).map((entry) => ({ ...entry })),
        ...(problems.length === 0 ? {} : { problems: problems.map(asWarning) }),
      };
    },

    async 'dsn.get'(given) {
      const key = await dsns.keyOf(given);
      const { entry, values, revision, copyOf } = await editor.find(key);
      const { secrets, signIn } = await vault.get(key);
      const byHand = entry.ours ? secretsByHand(values) : new Map<string, string>();
      const useless = entry.ours ? [...values.keys()].filter(isSecretOfOthers) : [];
      const notices = [
        ...(copyOf === undefined || !entry.ours ? [] : [copied(copyOf)]),
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
        revision,
        notices,
      };
    },

    async 'dsn.save'({ previousName, revision, elevate, description, values, secrets, ...given }) {
      const key = await dsns.keyOf(given);
      const { name, scope } = key;
      const owner = previousName === undefined ? null : await dsns.keyOf({ name: previousName, scope });
      const previous = owner === null ? null : await editor.findOurs(owner);
      const change = { ...key, previousName, revision, description, values: plainValues(values) };
      if (scope !== 'file') checkDsnName(name);
      checkValues(change.values);
      const changes = [
        ...(previous === null ? [] : secretsByHand(previous.values)),
        ...proxyPassword(values),
        ...secretChanges(secrets, change.values),
      ];
      const renamed = owner !== null && !sameDsn(owner, key);
      if (owner === null || renamed) await editor.refuseTaken(key);
      const edit = { change, owner, secrets: changes, withSignIn: true };
      const save = (): Promise<DsnEntry> => editor.save(edit, { elevate });
      const entry = renamed ? await renaming(owner, key, save) : await save();
      changed();
      return { entry, ...doubtful(change.values, changes) };
    },

    async 'dsn.remove'({ elevate, ...given }) {
      const key = await dsns.keyOf(given);
      await dsns.remove(key, { elevate });
      changed();
      await vault.remove(key);
      return {};
    },

    async 'dsn.addSandbox'() {
      const entry = await addSandbox();
      changed();
      return { entry };
    },

    async 'signIn.forget'(given) {
      const key = await dsns.keyOf(given);
      const { values } = await editor.find(key);
      await vault.update(key, (entry) => ({ ...entry, signIn: null }));
      changed();
      return howToRevoke(valueOf(values, 'Workspace'));
    },
  };
}

/** Where a person takes back what was granted, and where an administrator ends a consumer. */
const authorizations = 'https://bitbucket.org/account/settings/app-authorizations/';

function howToRevoke(workspace: string): { readonly hint: string; readonly page: string } {
  const isPlain = /^[\w.-]+$/.test(workspace);
  const consumers = isPlain
    ? `https://bitbucket.org/${workspace}/workspace/settings/api`
    : 'https://bitbucket.org/account/workspaces/';
  return {
    hint: `Bitbucket still knows the access that was granted. To end it there: ${authorizations} (Personal settings, App authorizations, Revoke). To end the OAuth consumer for everybody, delete it or renew its secret: ${consumers} (Workspace settings, OAuth consumers).`,
    page: authorizations,
  };
}

/** What can be doubted of what was given now. */
function doubtful(values: ReadonlyMap<string, string>, changes: readonly SecretChange[]) {
  const given = changes.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
  const { notices } = resolveProperties({
    string: new Map(),
    dsn: values,
    secrets: new Map(given),
  });
  const found = notices.map(({ sqlState, message, hint }) => ({
    sqlState,
    message,
    ...(hint === undefined ? {} : { hint }),
  }));
  return found.length === 0 ? {} : { notices: found };
}

const unprotected = (keyword: string, hint: string): Notice => ({
  sqlState: SqlState.warning,
  message: `${keyword} stands unprotected in the file of the data source.`,
  hint,
});

const copied = (path: string): Notice => ({
  sqlState: SqlState.warning,
  message: `This file was copied from ${path}, and applications use it with the secrets and sign-in of that one.`,
  hint: 'Save it here: it then has its own.',
});

const asWarning = ({ scope, message, hint }: DsnProblem) => ({
  sqlState: SqlState.warning,
  scope,
  message,
  hint,
});
