/** Tokens of a private consumer: asked for when needed, kept in memory, asked for again before they end. */
import type { TokenSource } from '../bitbucket/token-source.ts';
import type { OAuthClient } from './oauth-client.ts';
import type { OAuthTokens } from './oauth-reply.ts';
import { bearer } from './authorization-header.ts';
import { hasEnded, isEnding } from './expiry.ts';
import { untilAborted } from './until-aborted.ts';

export function clientCredentialsTokens(client: OAuthClient, now: () => number): TokenSource {
  let tokens: OAuthTokens | null = null;
  let asking: Promise<OAuthTokens> | null = null;

  const ask = (): Promise<OAuthTokens> => {
    asking ??= client
      .clientCredentials()
      .then((fresh) => (tokens = fresh))
      .finally(() => (asking = null));
    return asking;
  };

  return {
    async authorization(signal) {
      const old = tokens;
      if (old !== null && !isEnding(old.expiresAt, now())) return bearer(old.accessToken);
      try {
        return bearer((await untilAborted(ask(), signal)).accessToken);
      } catch (error) {
        // The old one lives on, whatever keeps Bitbucket from giving another.
        if (old === null || signal.aborted || hasEnded(old.expiresAt, now())) throw error;
        return bearer(old.accessToken);
      }
    },
    async refused(header, signal) {
      if (tokens === null || bearer(tokens.accessToken) === header) await untilAborted(ask(), signal);
      return true;
    },
  };
}
