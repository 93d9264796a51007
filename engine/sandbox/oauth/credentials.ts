/**
 * All credentials that the sandbox knows: those it starts with and the tokens that it issues. Times are
 * milliseconds; the clock is handed in. Nothing here is ever written to the request log.
 */
import { randomBytes } from 'node:crypto';
import type { Caller } from './caller.ts';

export interface Consumer {
  readonly name: string;
  readonly key: string;
  readonly secret: string;
  /** '' for one that has none, which Bitbucket's form allows. */
  callbackUrl: string;
  /** Those that are ticked now; tokens that were issued before keep theirs. */
  scopes: readonly string[];
  /** Private consumers may use client_credentials; the others may not. */
  readonly isPrivate: boolean;
}

interface IssuedCode {
  readonly consumer: string;
  readonly scopes: readonly string[];
  readonly redirectUri: string | undefined;
  /** The S256 challenge of PKCE, where one was sent. */
  readonly challenge: string | undefined;
  readonly expires: number;
}

interface AccessToken {
  readonly caller: Caller;
  expires: number;
}

interface RefreshToken {
  readonly consumer: string;
  readonly scopes: readonly string[];
  expires: number;
  /** What it was exchanged for, where it still lives for a while. */
  successor?: string;
}

export type Recognised =
  | { readonly kind: 'caller'; readonly caller: Caller }
  | { readonly kind: 'refused'; readonly message: string };

const codeLifetime = 10 * 60_000;
const refreshLifetime = 90 * 24 * 60 * 60_000;
/** Of a refresh token that was used, where it does not die at once. */
const afterlife = 60_000;
const expired = 'Access token expired. Use your refresh token to obtain a new access token.';
const invalid = 'Token is invalid, expired, or not supported for this endpoint.';

export class Credentials {
  readonly #now: () => number;
  readonly #onIssued: (secret: string) => void;
  readonly #bearers = new Map<string, AccessToken>();
  readonly #basics = new Map<string, Caller>();
  readonly #codes = new Map<string, IssuedCode>();
  readonly #refreshes = new Map<string, RefreshToken>();

  constructor(now: () => number, onIssued: (secret: string) => void = () => undefined) {
    this.#now = now;
    this.#onIssued = onIssued;
  }

  /** `repository`: the slug of the only one that it reaches. */
  addAccessToken(token: string, granted: readonly string[], repository?: string): void {
    const only = repository === undefined ? {} : { repository };
    const caller: Caller = { credential: 'access-token', granted, account: 'app', ...only };
    this.#bearers.set(token, { caller, expires: Number.POSITIVE_INFINITY });
  }

  addApiToken(email: string, token: string, granted: readonly string[]): void {
    const caller: Caller = { credential: 'api-token', granted, account: 'person' };
    this.#basics.set(Buffer.from(`${email}:${token}`).toString('base64'), caller);
  }

  /** Who an Authorization header stands for. */
  recognise(header: string | undefined): Recognised {
    const [scheme = '', value = ''] = (header ?? '').split(' ');
    if (scheme.toLowerCase() === 'bearer') {
      const token = this.#bearers.get(value);
      if (token === undefined) return { kind: 'refused', message: invalid };
      if (token.expires <= this.#now()) return { kind: 'refused', message: expired };
      return { kind: 'caller', caller: token.caller };
    }
    const caller = scheme.toLowerCase() === 'basic' ? this.#basics.get(value) : undefined;
    return caller === undefined ? { kind: 'refused', message: invalid } : { kind: 'caller', caller };
  }

  issueCode(code: Omit<IssuedCode, 'expires'>): string {
    const name = this.#issued(9);
    this.#codes.set(name, { ...code, expires: this.#now() + codeLifetime });
    return name;
  }

  /** Gives a code out once; undefined if it is unknown, used or too old. */
  takeCode(name: string): IssuedCode | undefined {
    const code = this.#codes.get(name);
    this.#codes.delete(name);
    return code !== undefined && code.expires > this.#now() ? code : undefined;
  }

  issueAccess(granted: readonly string[], account: Caller['account'], seconds: number): string {
    const token = this.#issued(24);
    const caller: Caller = { credential: 'oauth', granted, account };
    this.#bearers.set(token, { caller, expires: this.#now() + seconds * 1000 });
    return token;
  }

  /** `used`: the refresh token that was exchanged for the new one. */
  issueRefresh(consumer: string, granted: readonly string[], used = ''): string {
    const token = this.#issued(12);
    this.#refreshes.set(token, { consumer, scopes: granted, expires: this.#now() + refreshLifetime });
    const predecessor = this.#refreshes.get(used);
    if (predecessor !== undefined) predecessor.successor = token;
    return token;
  }

  /** Refresh tokens rotate: the one that is used dies, at once or after a while in which it replaces its successor. */
  takeRefresh(token: string, consumer: string, hasAfterlife: boolean): RefreshToken | undefined {
    const known = this.#refreshes.get(token);
    if (known === undefined || known.consumer !== consumer || known.expires <= this.#now()) {
      this.#refreshes.delete(token);
      return undefined;
    }
    if (known.successor !== undefined) this.#refreshes.delete(known.successor);
    else known.expires = Math.min(known.expires, this.#now() + afterlife);
    if (!hasAfterlife) this.#refreshes.delete(token);
    return known;
  }

  #issued(bytes: number): string {
    const secret = randomBytes(bytes).toString('base64url');
    this.#onIssued(secret);
    return secret;
  }

  /** Makes every OAuth access token that was issued so far too old. */
  expireAccessTokens(): void {
    for (const token of this.#bearers.values()) {
      if (token.caller.credential === 'oauth') token.expires = 0;
    }
  }

  /** Makes every access token and API token unknown, as if their owners had revoked them. */
  revokeTokens(): void {
    this.#bearers.clear();
    this.#basics.clear();
  }

  /** Makes every refresh token unknown, as if the user had taken the consent back. */
  revokeRefreshTokens(): void {
    this.#refreshes.clear();
  }
}
