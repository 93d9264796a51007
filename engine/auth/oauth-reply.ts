/** What a token endpoint answers (RFC 6749, sections 5.1 and 5.2), and what its refusals mean to the user. */
import { withoutCredential } from '../bitbucket/repeated-credential.ts';
import { DrawbridgeError, SqlState } from '../error.ts';
import { oneLine } from './one-line.ts';
import { RefusedCredential } from './refused-credential.ts';
import type { TokenReply } from './token-endpoint.ts';

export interface OAuthTokens {
  readonly accessToken: string;
  readonly refreshToken: string | null;
  /** ISO 8601. */
  readonly expiresAt: string;
  readonly scopes: readonly string[];
}

export interface SentSecrets {
  /** The header. */
  readonly authorization: string;
  readonly form: readonly string[];
}

/** For a reply that does not say how long the token lives. */
const shortestLifeSeconds = 3600;

/**
 * `now` is in milliseconds; `sent` are secrets that the reply may repeat and no error may show. Throws 28000 when
 * the endpoint refuses, 58000 when it fails or answers something else.
 */
export function readTokens(reply: TokenReply, now: number, sent: SentSecrets): OAuthTokens {
  const fields = parseObject(reply.body);
  if (reply.status !== 200) throw refusal(reply.status, fields, sent);
  const { access_token: accessToken, refresh_token: refreshToken, expires_in: expiresIn } = fields ?? {};
  if (typeof accessToken !== 'string' || accessToken === '') throw strange(reply.status);
  const seconds = typeof expiresIn === 'number' && expiresIn > 0 ? expiresIn : shortestLifeSeconds;
  return {
    accessToken,
    refreshToken: typeof refreshToken === 'string' && refreshToken !== '' ? refreshToken : null,
    expiresAt: new Date(now + seconds * 1000).toISOString(),
    // Bitbucket said `scopes` once and says `scope` now.
    scopes: scopesOf(fields?.['scope'] ?? fields?.['scopes']),
  };
}

type Fields = Readonly<Record<string, unknown>>;

function parseObject(body: string): Fields | null {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Fields) : null;
  } catch {
    return null;
  }
}

function scopesOf(value: unknown): string[] {
  return typeof value === 'string' ? value.split(/[\s,]+/).filter(Boolean) : [];
}

const hints: Readonly<Record<string, string>> = {
  invalid_grant:
    'Sign in again: the code or the refresh token was used before, has ended or was revoked. (drawbridge login --dsn NAME, or Sign in in the window.)',
  invalid_client: 'Check OAuthClientId and OAuthClientSecret against the consumer in Bitbucket.',
  unauthorized_client:
    'Check OAuthClientId and OAuthClientSecret against the consumer in Bitbucket. Client credentials also need one that is marked as private there; otherwise use AuthScheme=OAuth.',
  unsupported_grant_type: 'Check OAuthAccessTokenURL.',
  invalid_scope: 'Check the permissions of the consumer in Bitbucket.',
  redirect_uri_mismatch: 'CallbackURL must be the callback URL of the consumer, letter for letter.',
};

function refusal(status: number, fields: Fields | null, sent: SentSecrets): DrawbridgeError {
  const clean = (text: string): string => withoutCredential(text, sent.authorization, sent.form);
  const code = typeof fields?.['error'] === 'string' ? fields['error'] : '';
  const description = fields?.['error_description'];
  if (status >= 500 || (fields === null && status !== 401)) return strange(status);
  const name = code === '' && status === 401 ? 'invalid_client' : code;
  const said = typeof description === 'string' ? oneLine(clean(description), 300) : '';
  const shown = oneLine(clean(name), 80) || `status ${status}`;
  return new RefusedCredential(
    `Bitbucket refused the sign-in (${shown})${said === '' ? '.' : `: ${said}`}`,
    {
      hint:
        (isWithoutCallback(said) ? withoutCallback : hints[name]) ??
        'Sign in again; if that fails, check the consumer in Bitbucket.',
    },
    name === 'invalid_grant',
  );
}

/** Bitbucket wants a consumer to have one even for client credentials (seen in replies: `No callback uri defined …`). */
const isWithoutCallback = (said: string): boolean => /\bno callback ur[il]\b/i.test(said);
const withoutCallback =
  'The OAuth consumer has no callback URL: set it in Bitbucket (Workspace settings, OAuth consumers) to what CallbackURL says, such as http://localhost:33333. Client credentials need one as well, and never use it.';

function strange(status: number): DrawbridgeError {
  return new DrawbridgeError(
    SqlState.sourceFailed,
    `The token endpoint answered with status ${status} and no token.`,
    { hint: 'Try again later; if that fails, check OAuthAccessTokenURL and Proxy.' },
  );
}
