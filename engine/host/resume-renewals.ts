/**
 * When an engine starts, it makes up for renewals that were cut off: Bitbucket may still take the old refresh token, and
 * will not for long. Whatever fails stays as it is; the next statement of that data source says why.
 */
import type { TokenSource } from '../bitbucket/token-source.ts';
import type { Vault } from '../auth/vault.ts';
import type { DsnKey, DsnStore } from '../dsn/dsn-store.ts';

export interface ResumeParts {
  readonly dsns: Pick<DsnStore, 'list'>;
  readonly vault: Pick<Vault, 'entries'>;
  readonly tokensOf: (dsn: DsnKey) => Promise<TokenSource>;
}

/** Opens the vault where there is one. Never rejects. */
export async function resumeRenewals(
  { dsns, vault, tokensOf }: ResumeParts,
  signal: AbortSignal,
): Promise<void> {
  const all = await Promise.all([dsns.list(), vault.entries()]).catch(() => null);
  if (all === null) return;
  const [entries, entryOf] = all;
  const cutOff = entries
    .filter(({ ours }) => ours)
    .filter((dsn) => entryOf(dsn).signIn?.renewingSince !== undefined);
  const renew = async ({ name, scope }: DsnKey) => (await tokensOf({ name, scope })).authorization(signal);
  await Promise.allSettled(cutOff.map(renew));
}
