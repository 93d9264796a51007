import type { DsnKey } from '../dsn/dsn-store.ts';
import type { OAuthProperties } from './oauth-client.ts';
import type { OAuthTokens } from './oauth-reply.ts';
import type { Vault } from './vault.ts';

export interface TokenOwner {
  readonly dsn: DsnKey;
  readonly properties: OAuthProperties;
}

/** Who a new token belongs to; '' where that is not known. */
export type Identify = (tokens: OAuthTokens, owner: TokenOwner) => Promise<string>;

export interface KeepingParts {
  readonly vault: Vault;
  readonly identify?: Identify;
}

/** Puts new tokens into the vault, and only then asks whose they are: a name is worth less than they. */
export async function keepTokens(
  { vault, identify }: KeepingParts,
  owner: TokenOwner,
  tokens: OAuthTokens,
): Promise<string> {
  const signIn = { ...tokens, account: '' };
  await vault.update(owner.dsn, (entry) => ({ ...entry, signIn }));
  const account = (await identify?.(tokens, owner).catch(() => '')) ?? '';
  if (account !== '') {
    // Somebody else may have signed in meanwhile.
    await vault.update(owner.dsn, (entry) =>
      entry.signIn?.accessToken === tokens.accessToken
        ? { ...entry, signIn: { ...entry.signIn, account } }
        : entry,
    );
  }
  return account;
}
