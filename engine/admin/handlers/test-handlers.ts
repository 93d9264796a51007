/** Test Connection for a data source as it is saved, or as the form that edits it has it now. */
import type { BitbucketClient } from '../../bitbucket/client.ts';
import type { ResolvedConnection } from '../../session/connect.ts';
import type { Handlers } from '../dispatcher.ts';
import { draftConnection, type DraftParts } from './draft-connection.ts';
import { testConnection } from './test-connection.ts';

export interface TestHandlerParts extends DraftParts {
  readonly connect: (connection: ResolvedConnection) => Promise<BitbucketClient>;
}

export function testHandlers(parts: TestHandlerParts): Pick<Handlers, 'dsn.test'> {
  return {
    async 'dsn.test'(input, { signal }) {
      const { connection, kept } = await draftConnection(input, parts);
      const client = await parts.connect(connection);
      try {
        const { notices, properties } = connection;
        const scopes = kept.signIn?.scopes ?? [];
        return await testConnection({ client, workspace: properties.Workspace, scopes, notices }, signal);
      } finally {
        await client.close();
      }
    },
  };
}
