/**
 * Tokens that Bitbucket has renewed and the vault could not take, as on a full disk. The refresh token before them is
 * worth nothing any more, so they are written before anybody uses the sign-in again. They belong to the vault and not to
 * a connection: a connection may be closed before the disk has room again.
 */
import { dsnIdentity } from '../dsn/dsn-identity.ts';
import type { DsnKey } from '../dsn/dsn-store.ts';
import type { SignIn } from './vault-entry.ts';
import type { Vault } from './vault.ts';

interface Unsaved {
  readonly dsn: DsnKey;
  readonly signIn: SignIn;
  /** The refresh token that was used up for it. */
  readonly replaces: string;
}

const waiting = new WeakMap<Vault, Map<string, Unsaved>>();

export function keepRenewal(vault: Vault, renewal: Unsaved): void {
  const all = waiting.get(vault) ?? new Map<string, Unsaved>();
  waiting.set(vault, all);
  all.set(dsnIdentity(renewal.dsn), renewal);
}

export function isUnsaved(vault: Vault, dsn: DsnKey): boolean {
  return waiting.get(vault)?.has(dsnIdentity(dsn)) ?? false;
}

/** Puts a renewal into the vault that is not there yet. Throws what Vault.update does; it is kept then. */
export async function saveRenewal(vault: Vault, dsn: DsnKey): Promise<void> {
  const [all, key] = [waiting.get(vault), dsnIdentity(dsn)];
  const renewal = all?.get(key);
  if (renewal === undefined) return;
  const { signIn, replaces } = renewal;
  // Somebody may have signed in anew meanwhile: that one is kept.
  await vault.update(dsn, (entry) =>
    entry.signIn?.refreshToken === replaces ? { ...entry, signIn } : entry,
  );
  if (all?.get(key) === renewal) all.delete(key);
}

/** A last time, before the process ends. Never rejects. */
export async function saveRenewals(vault: Vault): Promise<void> {
  const all = [...(waiting.get(vault)?.values() ?? [])];
  await Promise.allSettled(all.map(({ dsn }) => saveRenewal(vault, dsn)));
}
