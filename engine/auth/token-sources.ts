/** The credentials of a connection, one kind a function. None of them asks anything before it has to. */
import type { TokenSource } from '../bitbucket/token-source.ts';
import type { DsnKey } from '../dsn/dsn-store.ts';
import type { ConnectionProperties } from '../dsn/connection-properties.ts';
import type { Secret } from '../dsn/secret.ts';
import { DrawbridgeError, SqlState } from '../error.ts';
import { basic, bearer } from './authorization-header.ts';
import { clientCredentialsTokens } from './client-credentials.ts';
import { OAuthClient, type OAuthParts } from './oauth-client.ts';
import type { SignInOnDemand } from './sign-in-on-demand.ts';
import { signedInTokens } from './signed-in-tokens.ts';
import type { Vault } from './vault.ts';

export interface TokenSourceOptions {
  readonly properties: ConnectionProperties;
  /** Null for a connection string without DSN, which has no sign-in of its own. */
  readonly dsn: DsnKey | null;
  readonly vault: Vault;
  readonly oauth?: OAuthParts;
  /** Absent: what needs a sign-in fails where nobody is signed in. */
  readonly onDemand?: Pick<SignInOnDemand, 'of'> | undefined;
}

/** Throws 28000 when a property that the scheme needs is missing. */
export function tokenSourceFor(options: TokenSourceOptions): TokenSource {
  const { properties, oauth = {} } = options;
  switch (properties.AuthScheme) {
    case 'APIToken':
      return fixedTokens(withEmail(properties));
    case 'AccessToken':
      return fixedTokens(bearer(given(properties.AccessToken, 'AccessToken').reveal()));
    case 'OAuthClient':
      return clientCredentialsTokens(new OAuthClient(properties, oauth), oauth.now ?? Date.now);
    case 'OAuth':
      return signedInTokens({
        ...options,
        client: () => new OAuthClient(properties, oauth),
        renews: properties.InitiateOAuth !== 'OFF',
        signIn: options.onDemand?.of(options) ?? null,
        now: oauth.now ?? Date.now,
      });
  }
}

/** A credential that never changes: a token of the user's, or that of the built-in sandbox. */
export function fixedTokens(header: string): TokenSource {
  return {
    authorization: () => Promise.resolve(header),
    refused: () => Promise.resolve(false),
  };
}

/** Bitbucket wants the Atlassian e-mail as the user name of an API token. */
function withEmail({ Email, APIToken }: ConnectionProperties): string {
  if (Email === '') throw missing('Email', 'the e-mail address of the Atlassian account');
  return basic(Email, given(APIToken, 'APIToken'));
}

function given(secret: Secret | null, property: string): Secret {
  if (secret === null) throw missing(property, 'a token made in Bitbucket');
  return secret;
}

function missing(property: string, what: string): DrawbridgeError {
  return new DrawbridgeError(SqlState.invalidAuthorization, `${property} is missing.`, {
    hint: `Set ${property} to ${what}, or choose another AuthScheme.`,
  });
}
