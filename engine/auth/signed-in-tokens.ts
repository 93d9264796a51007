/**
 * Tokens of a sign-in that the vault keeps, renewed before they end and once after Bitbucket refused one.
 *
 * Refresh tokens rotate: each can be used once. So all processes that share the vault renew one after the other,
 * each looks first whether another has done it already, and the new refresh token is in the vault before the
 * new access token is used. Where the vault cannot be written just then (a full disk), the new tokens are kept in
 * memory and written before anything else happens: the old refresh token is worth nothing any more.
 *
 * Between Bitbucket's exchange and the vault's file there is a moment in which only this process has the new tokens.
 * Bitbucket lets the old refresh token die "shortly after" its use, and does not say when. So the vault first notes
 * that a renewal begins. Whoever finds that note, after a crash or a lost answer, renews at once instead of using the
 * access token to its end. A vault that cannot be written shows then, too, while the old tokens are still good.
 */
import type { TokenSource } from '../bitbucket/token-source.ts';
import type { DsnKey } from '../dsn/dsn-store.ts';
import { DrawbridgeError, SqlState } from '../error.ts';
import { bearer } from './authorization-header.ts';
import { hasEnded, isEnding } from './expiry.ts';
import { howToSignIn } from './how-to-sign-in.ts';
import type { OAuthClient } from './oauth-client.ts';
import type { OAuthTokens } from './oauth-reply.ts';
import { RefusedCredential } from './refused-credential.ts';
import { isUnsaved, keepRenewal, saveRenewal } from './unsaved-renewals.ts';
import { untilAborted } from './until-aborted.ts';
import type { Vault } from './vault.ts';
import type { SignIn } from './vault-entry.ts';

export interface SignedInOptions {
  readonly dsn: DsnKey | null;
  readonly vault: Vault;
  /** Called for the first renewal: a token that is still good works without the consumer's secret. */
  readonly client: () => OAuthClient;
  /** False with InitiateOAuth=OFF. */
  readonly renews: boolean;
  /** Puts a new sign-in into the vault, where this connection may begin one; null: somebody has to do it by hand. */
  readonly signIn?: ((signal: AbortSignal) => Promise<void>) | null;
  readonly now: () => number;
}

export function signedInTokens({
  dsn,
  vault,
  client,
  renews,
  signIn: begin = null,
  now,
}: SignedInOptions): TokenSource {
  if (dsn === null) return noTokens(renews);
  let renewing: Promise<SignIn> | null = null;
  let dead: DeadToken | null = null;

  /** A sign-in whose access token is another than the refused one, and not about to end. */
  const usable = (signIn: SignIn, refused: string | null) =>
    !isEnding(signIn.expiresAt, now()) &&
    signIn.accessToken !== refused &&
    signIn.renewingSince === undefined;

  const kept = async (): Promise<SignIn | null> => {
    await saveRenewal(vault, dsn);
    return (await vault.get(dsn)).signIn;
  };

  const current = async (): Promise<SignIn> => {
    const signIn = await kept();
    if (signIn === null) throw noSignIn(dsn, `Nobody is signed in for ${dsn.name}`);
    return signIn;
  };

  /** Somebody else may have signed in while this one was told that the old sign-in is worth nothing. */
  const signInAnew = async (worthless: SignIn | null, signal: AbortSignal): Promise<SignIn> => {
    const found = await kept();
    const isOther = found !== null && found.accessToken !== worthless?.accessToken;
    if (begin !== null && !isOther) await begin(signal);
    return current();
  };

  const renewAlone = async (refused: string | null): Promise<SignIn> => {
    const signIn = await current();
    if (usable(signIn, refused)) return signIn;
    if (!renews) throw ended(dsn, 'has ended, and InitiateOAuth is OFF');
    if (signIn.refreshToken === null) throw ended(dsn, 'has ended and cannot be renewed', true);
    const { refreshToken, renewingSince } = signIn;
    if (dead?.refreshToken === refreshToken && Math.abs(now() - dead.since) < askAgainMs) throw dead.error;
    const asked = client();
    await note(refreshToken, renewingSince ?? new Date(now()).toISOString());
    const fresh = await asked.refresh(refreshToken).catch(async (error: unknown) => {
      if (!(error instanceof RefusedCredential)) throw error;
      // An answer, so that nothing is uncertain but what was so before.
      if (renewingSince === undefined) await note(refreshToken, null).catch(() => undefined);
      if (!error.isRevoked) throw error;
      dead = { refreshToken, since: now(), error: takenBack(dsn, signIn, error) };
      throw dead.error;
    });
    keepRenewal(vault, { dsn, signIn: renewed(signIn, fresh), replaces: refreshToken });
    return current();
  };

  const note = (refreshToken: string, since: string | null) =>
    vault.update(dsn, (entry) => {
      if (entry.signIn?.refreshToken !== refreshToken || entry.signIn.renewingSince === since) return entry;
      const { renewingSince: _, ...signIn } = entry.signIn;
      return { ...entry, signIn: since === null ? signIn : { ...signIn, renewingSince: since } };
    });

  /** Not bound to any statement's signal; see untilAborted. */
  const renew = (refused: string | null): Promise<SignIn> => {
    renewing ??= vault.exclusively(dsn, () => renewAlone(refused)).finally(() => (renewing = null));
    return renewing;
  };

  const renewOrSignIn = async (old: SignIn, refused: string | null, signal: AbortSignal): Promise<SignIn> => {
    try {
      return await untilAborted(renew(refused), signal);
    } catch (error) {
      const isRevoked = error instanceof RefusedCredential && error.isRevoked;
      if (begin === null || !isRevoked) throw error;
      return signInAnew(old, signal);
    }
  };

  return {
    async authorization(signal) {
      const signIn = (await kept()) ?? (await signInAnew(null, signal));
      if (usable(signIn, null)) return bearer(signIn.accessToken);
      if (hasEnded(signIn.expiresAt, now()))
        return bearer((await renewOrSignIn(signIn, null, signal)).accessToken);
      try {
        return bearer((await untilAborted(renew(null), signal)).accessToken);
      } catch (error) {
        // The old one lives on, whatever keeps it from being renewed, and nobody has to sign in before Bitbucket says
        // that it does not.
        const isOurs = error instanceof DrawbridgeError && !signal.aborted && !isUnsaved(vault, dsn);
        if (!isOurs || hasEnded(signIn.expiresAt, now())) throw error;
        return bearer(signIn.accessToken);
      }
    },
    async refused(header, signal) {
      const refused = header.slice(bearer('').length);
      const signIn = await current();
      if (usable(signIn, refused)) return true;
      await renewOrSignIn(signIn, refused, signal);
      return true;
    },
  };
}

/** A refresh token that Bitbucket has refused for good, as far as anybody can tell. */
interface DeadToken {
  readonly refreshToken: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  readonly error: DrawbridgeError;
}

/** Every call of a statement asks for the token; Bitbucket is not asked each time whether a dead one has come alive. */
const askAgainMs = 60_000;

/** With InitiateOAuth=OFF a connection may still ask for the address of the consent page, and exchange a code. */
function noTokens(renews: boolean): TokenSource {
  const refuse = (): DrawbridgeError =>
    noSignIn(null, 'This connection has no DSN, so there is no sign-in for it');
  if (renews) throw refuse();
  return { authorization: () => Promise.reject(refuse()), refused: () => Promise.reject(refuse()) };
}

function renewed(old: SignIn, fresh: OAuthTokens): SignIn {
  return {
    ...fresh,
    refreshToken: fresh.refreshToken ?? old.refreshToken,
    scopes: fresh.scopes.length > 0 ? fresh.scopes : old.scopes,
    account: old.account,
  };
}

function noSignIn(dsn: DsnKey | null, message: string): DrawbridgeError {
  return new DrawbridgeError(SqlState.invalidAuthorization, `${message}.`, { hint: howToSignIn(dsn) });
}

function ended(dsn: DsnKey, what: string, onlyANewOneHelps = false): DrawbridgeError {
  const hint = howToSignIn(dsn);
  return new RefusedCredential(`The sign-in for ${dsn.name} ${what}.`, { hint }, onlyANewOneHelps);
}

/** An application that runs unattended shows this to somebody who has to know which data source it is about. */
function takenBack(dsn: DsnKey, { renewingSince }: SignIn, cause: RefusedCredential): DrawbridgeError {
  const why =
    renewingSince === undefined
      ? 'It was revoked, has ended, or its refresh token was used elsewhere.'
      : `Its renewal was cut off on ${renewingSince.slice(0, 16).replace('T', ' ')} UTC, and Bitbucket does not take the refresh token a second time; or it was revoked, or has ended.`;
  return new RefusedCredential(
    `The sign-in for ${dsn.name} no longer counts. ${cause.message}`,
    { hint: `${why} ${howToSignIn(dsn)}`, cause },
    true,
  );
}
