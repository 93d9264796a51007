/**
 * OAuth 2.0 as Bitbucket Cloud does it: authorization code, refresh and client credentials, for a consumer that
 * has a secret. PKCE (S256) is sent beside the secret: Bitbucket does not document it, and at worst ignores it.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { ConnectionProperties } from '../dsn/connection-properties.ts';
import { proxyAddress } from '../dsn/proxy-address.ts';
import { Secret } from '../dsn/secret.ts';
import { DrawbridgeError, SqlState } from '../error.ts';
import { basic } from './authorization-header.ts';
import { type OAuthTokens, readTokens } from './oauth-reply.ts';
import { type TokenPost, tokenPost } from './token-endpoint.ts';

/** What one sign-in attempt makes up: it comes back with the code or goes along with it. */
export interface Attempt {
  readonly state: string;
  readonly verifier: Secret;
}

export function newAttempt(): Attempt {
  return {
    state: randomBytes(24).toString('base64url'),
    verifier: new Secret(randomBytes(48).toString('base64url')),
  };
}

/** What a web application says of the way back to it; what is absent is as the properties say, or not sent. */
export interface WebRequest {
  readonly callbackUrl?: string | undefined;
  readonly state?: string | undefined;
  readonly scope?: string | undefined;
}

export type OAuthProperties = Pick<
  ConnectionProperties,
  | 'ApiURL'
  | 'OAuthClientId'
  | 'OAuthClientSecret'
  | 'CallbackURL'
  | 'OAuthAuthorizationURL'
  | 'OAuthAccessTokenURL'
  | 'Proxy'
  | 'ProxyPassword'
  | 'CACertificate'
  | 'Timeout'
>;

export interface OAuthParts {
  readonly post?: TokenPost;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** Every method that asks Bitbucket throws 28000 (refused), 58000 (it failed), 08001 or 08006 (no answer). */
export class OAuthClient {
  readonly #properties: OAuthProperties;
  readonly #secret: Secret;
  readonly #post: TokenPost;
  readonly #now: () => number;

  /** Throws 28000 when key or secret of the consumer is missing. */
  constructor(properties: OAuthProperties, parts: OAuthParts = {}) {
    if (properties.OAuthClientId === '') throw missing('OAuthClientId', 'Key');
    if (properties.OAuthClientSecret === null) throw missing('OAuthClientSecret', 'Secret');
    this.#properties = properties;
    this.#secret = properties.OAuthClientSecret;
    this.#post =
      parts.post ??
      tokenPost({
        proxy: proxyAddress(properties, properties.OAuthAccessTokenURL),
        caCertificate: properties.CACertificate,
        timeoutMs: properties.Timeout * 1000,
      });
    this.#now = parts.now ?? Date.now;
  }

  /** The page where the user gives consent. */
  authorizationUrl({ state, verifier }: Attempt): string {
    const url = new URL(this.plainAuthorizationUrl({ state }));
    url.searchParams.set('code_challenge_method', 'S256');
    url.searchParams.set(
      'code_challenge',
      createHash('sha256').update(verifier.reveal()).digest('base64url'),
    );
    return url.href;
  }

  /**
   * The same without PKCE, for an application that receives the code at its own address and hands it over later,
   * perhaps to another process.
   */
  plainAuthorizationUrl({ callbackUrl, state, scope }: WebRequest = {}): string {
    const url = new URL(this.#properties.OAuthAuthorizationURL);
    url.searchParams.set('client_id', this.#properties.OAuthClientId);
    url.searchParams.set('response_type', 'code');
    url.searchParams.set('redirect_uri', callbackUrl ?? this.#properties.CallbackURL);
    if (state !== undefined) url.searchParams.set('state', state);
    if (scope !== undefined) url.searchParams.set('scope', scope);
    return url.href;
  }

  /** `verifier`: the one of PKCE; null: the code was asked for without. */
  exchange(
    code: Secret,
    {
      verifier,
      callbackUrl,
    }: { readonly verifier: Secret | null; readonly callbackUrl?: string | undefined },
  ): Promise<OAuthTokens> {
    return this.#ask(
      {
        grant_type: 'authorization_code',
        code: code.reveal(),
        redirect_uri: callbackUrl ?? this.#properties.CallbackURL,
        ...(verifier === null ? {} : { code_verifier: verifier.reveal() }),
      },
      [code.reveal(), ...(verifier === null ? [] : [verifier.reveal()])],
    );
  }

  /** Uses the refresh token up; the new one is in the answer. */
  refresh(refreshToken: string): Promise<OAuthTokens> {
    return this.#ask({ grant_type: 'refresh_token', refresh_token: refreshToken }, [refreshToken]);
  }

  clientCredentials(): Promise<OAuthTokens> {
    return this.#ask({ grant_type: 'client_credentials' }, []);
  }

  async #ask(form: Record<string, string>, secrets: readonly string[]): Promise<OAuthTokens> {
    const { OAuthClientId: id, OAuthAccessTokenURL: url } = this.#properties;
    const login = basic(id, this.#secret);
    const reply = await this.#post(url, login, new URLSearchParams(form));
    return readTokens(reply, this.#now(), { authorization: login, form: secrets });
  }
}

function missing(property: string, label: string): DrawbridgeError {
  return new DrawbridgeError(SqlState.invalidAuthorization, `${property} is missing.`, {
    hint: `Set ${property} to the ${label} of the OAuth consumer (Bitbucket: Workspace settings, OAuth consumers).`,
  });
}
