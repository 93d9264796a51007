/** Test Connection for a data source as it is saved, or as the form that edits it has it now. */
import type { Vault } from '../../auth/vault.ts';
import type { BitbucketClient } from '../../bitbucket/client.ts';
import { noSuchDsn } from '../../dsn/dsn-error.ts';
import type { DsnStore } from '../../dsn/dsn-store.ts';
import { resolveProperties } from '../../dsn/resolve-properties.ts';
import type { ResolvedConnection } from '../../session/connect.ts';
import type { Handlers } from '../dispatcher.ts';
import { secretsByHand } from './secrets-by-hand.ts';
import { testConnection } from './test-connection.ts';

export interface TestHandlerParts {
  readonly dsns: DsnStore;
  readonly vault: Vault;
  readonly hasDesktop: boolean;
  readonly connect: (connection: ResolvedConnection) => Promise<BitbucketClient>;
}

export function testHandlers({
  dsns,
  vault,
  hasDesktop,
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
      const client = await connect({ dsn, ...resolved });
      try {
        const { notices, properties } = resolved;
        const scopes = entry.signIn?.scopes ?? [];
        return await testConnection({ client, workspace: properties.Workspace, scopes, notices }, signal);
      } finally {
        await client.close();
      }
    },
  };
}
