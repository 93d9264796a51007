import type { OAuthByHand } from '../auth/oauth-by-hand.ts';
import type { ConnectionProperties } from '../dsn/connection-properties.ts';
import type { ResolvedConnection } from './connect.ts';
import type { OAuthCalls } from './sign-in-call.ts';

/** OAuth step by step for a connection. `addressed`: with real addresses in the place of `sandbox:`. */
export function oauthCalls(
  { dsn, properties }: ResolvedConnection,
  byHand: OAuthByHand,
  addressed: (properties: ConnectionProperties) => Promise<ConnectionProperties>,
): OAuthCalls {
  const applicant = async () => ({ dsn, properties: await addressed(properties) });
  return {
    authorizationUrl: async (request) => byHand.authorizationUrl(await applicant(), request),
    accessToken: async (request, signal) => byHand.accessToken(await applicant(), request, signal),
    refresh: async (token, signal) => byHand.refresh(await applicant(), token, signal),
  };
}
