/** Test Connection for a data source as it is saved, or as the form that edits it has it now. */
import type { SignIn } from '../../auth/vault-entry.ts';
import type { BitbucketClient } from '../../bitbucket/client.ts';
import type { ConnectionProperties } from '../../dsn/connection-properties.ts';
import type { DsnKey } from '../../dsn/dsn-store.ts';
import { isSecretKeyword } from '../../dsn/property-name.ts';
import { asDrawbridgeError, type DrawbridgeError } from '../../error.ts';
import type { ResolvedConnection } from '../../session/connect.ts';
import type { Handlers } from '../dispatcher.ts';
import { draftConnection, type DraftInput, type DraftParts } from './draft-connection.ts';
import { spelling } from './secrets-by-hand.ts';
import { testConnection } from './test-connection.ts';

export interface TestHandlerParts extends DraftParts {
  readonly follower?: TestFollower;
  readonly connect: (connection: ResolvedConnection) => Promise<BitbucketClient>;
}

export interface TestFollower {
  /** Addresses below ApiURL, with the query that makes the answer short, that the test shall ask for as well. */
  refusedPaths(dsn: DsnKey, properties: ConnectionProperties): Promise<readonly string[]>;
  /** Of what is saved. */
  ended(dsn: DsnKey, end: TestEnd): void;
  /** Of what a form has and its file has not. */
  draftEnded(draft: DraftInput, end: TestEnd): void;
}

export interface TestEnd {
  readonly properties: ConnectionProperties;
  /** Null: it passed. */
  readonly error: DrawbridgeError | null;
  /** '' where the credential does not say. */
  readonly account: string;
}

export function testHandlers(parts: TestHandlerParts): Pick<Handlers, 'dsn.test'> {
  return {
    async 'dsn.test'(input, { signal }) {
      const { dsn, connection, saved } = await draftConnection(input, parts);
      const { notices, properties } = connection;
      const isOfSaved = isSaved(saved, input.values, input.secrets);
      const ended = (error: DrawbridgeError | null, account: string): void => {
        const end = { properties, error, account };
        if (isOfSaved) parts.follower?.ended(dsn, end);
        else parts.follower?.draftEnded({ ...input, ...dsn }, end);
      };
      const client = await parts.connect(connection).catch((thrown: unknown) => {
        const error = asDrawbridgeError(thrown);
        ended(error, '');
        throw error;
      });
      try {
        const refusedPaths = isOfSaved ? await parts.follower?.refusedPaths(dsn, properties) : undefined;
        const subject = {
          client,
          properties,
          signedInScopes: async () => (await signedIn(dsn, properties, parts))?.scopes ?? null,
          notices,
          refusedPaths: refusedPaths ?? [],
          ended,
        };
        return await testConnection(subject, signal);
      } finally {
        await client.close();
      }
    },
  };
}

/** The test may have renewed it. */
async function signedIn(
  dsn: DsnKey,
  { AuthScheme }: ConnectionProperties,
  { vault }: TestHandlerParts,
): Promise<SignIn | null> {
  return AuthScheme === 'OAuth' ? (await vault.get(dsn)).signIn : null;
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
