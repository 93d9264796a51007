import type { ConnectionProperties } from '../../dsn/connection-properties.ts';

type Credential = Pick<ConnectionProperties, 'AuthScheme' | 'OAuthClientId' | 'Email'>;

/** By what somebody is signed in, in words; never the secret itself. */
export function credentialName({ AuthScheme, OAuthClientId, Email }: Credential): string {
  switch (AuthScheme) {
    case 'OAuth':
      return `a sign-in with the OAuth consumer ${OAuthClientId}`;
    case 'OAuthClient':
      return `the client credentials of the OAuth consumer ${OAuthClientId}`;
    case 'APIToken':
      return `the API token of ${Email}`;
    case 'AccessToken':
      return 'an access token';
  }
}
