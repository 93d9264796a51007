/** What the vault keeps for one DSN. */

export interface VaultEntry {
  /** By the names of the catalogue's secret properties. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly signIn: SignIn | null;
}

/** A sign-in at Bitbucket. */
export interface SignIn {
  readonly accessToken: string;
  /** Null for client credentials. Each use of it gives a new one and ends this one. */
  readonly refreshToken: string | null;
  /** ISO 8601: the end of the access token. */
  readonly expiresAt: string;
  readonly scopes: readonly string[];
  /** '' where it is not known. */
  readonly account: string;
  /** ISO 8601: since then the refresh token may have been used without anybody having the answer. */
  readonly renewingSince?: string;
}

export const emptyEntry: VaultEntry = Object.freeze({ secrets: Object.freeze({}), signIn: null });
