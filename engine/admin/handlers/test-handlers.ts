/** Test Connection for a data source as it is saved, or as the form that edits it has it now. */
import type { Vault } from '../../auth/vault.ts';
import type { BitbucketClient } from '../../bitbucket/client.ts';
import type { ConnectionProperties } from '../../dsn/connection-properties.ts';
import { noSuchDsn } from '../../dsn/dsn-error.ts';
import type { DsnKey, DsnStore } from '../../dsn/dsn-store.ts';
import { isSecretKeyword } from '../../dsn/property-name.ts';
import { resolveProperties } from '../../dsn/resolve-properties.ts';
import { asDrawbridgeError, DrawbridgeError } from '../../error.ts';
import type { ResolvedConnection } from '../../session/connect.ts';
import type { Handlers } from '../dispatcher.ts';
import { secretsByHand, spelling } from './secrets-by-hand.ts';
import { testConnection } from './test-connection.ts';

export interface TestHandlerParts {
  readonly dsns: DsnStore;
  readonly vault: Vault;
  readonly hasDesktop: boolean;
  /** Follows tests of what is saved. */
  readonly follower?: TestFollower;
  readonly connect: (connection: ResolvedConnection) => Promise<BitbucketClient>;
}

export interface TestFollower {
  /** Addresses below ApiURL, with the query that makes the answer short, that the test shall ask for as well. */
  refusedPaths(dsn: DsnKey, properties: ConnectionProperties): Promise<readonly string[]>;
  ended(dsn: DsnKey, properties: ConnectionProperties, error: DrawbridgeError | null, account: string): void;
}

export function testHandlers({
  dsns,
  vault,
  hasDesktop,
  follower,
  connect,
}: TestHandlerParts): Pick<Handlers, 'dsn.test'> {
  return {
    async 'dsn.test'({ name, scope, values, secrets }, { signal }) {
      const dsn = await dsns.keyOf({ name, scope });
      const record = await dsns.get(dsn);
      const saved = record?.values;
      if (saved === undefined && values === undefined) {
        throw noSuchDsn(dsn);
      }
      const entry = await vault.get(dsn);
      // The form was not shown them, so they are not among its values.
      const byHand = record?.entry.ours ? Object.fromEntries(secretsByHand(record.values)) : {};
      const kept = Object.entries({ ...entry.secrets, ...byHand, ...secrets });
      const resolved = resolveProperties({
        string: new Map(),
        dsn: values === undefined ? (saved ?? new Map<string, string>()) : new Map(Object.entries(values)),
        secrets: new Map(kept.flatMap(([key, value]) => (value === null ? [] : [[key, value] as const]))),
        hasDesktop,
      });
      const { notices, properties } = resolved;
      const followed = isSaved(saved, values, secrets) ? follower : undefined;
      const ended = (error: DrawbridgeError | null, account: string): void =>
        followed?.ended(dsn, properties, error, account);
      const client = await connect({ dsn, ...resolved }).catch((thrown: unknown) => {
        const error = asDrawbridgeError(thrown);
        ended(error, '');
        throw error;
      });
      try {
        const scopes = entry.signIn?.scopes ?? [];
        const refusedPaths = (await followed?.refusedPaths(dsn, properties)) ?? [];
        const subject = { client, workspace: properties.Workspace, scopes, notices, refusedPaths, ended };
        return await testConnection(subject, signal);
      } finally {
        await client.close();
      }
    },
  };
}

/** Whether the form has what the file has; what a person is about to change says nothing of the data source yet. */
function isSaved(
  saved: ReadonlyMap<string, string> | undefined,
  values: Readonly<Record<string, string>> | undefined,
  secrets: Readonly<Record<string, string | null>> = {},
): boolean {
  if (saved === undefined || Object.keys(secrets).length > 0) return false;
  if (values === undefined) return true;
  const form = new Map(Object.entries(values).map(([name, value]) => [spelling(name), value]));
  const file = [...saved].filter(([name]) => !isSecretKeyword(name));
  return file.length === form.size && file.every(([name, value]) => form.get(spelling(name)) === value);
}
