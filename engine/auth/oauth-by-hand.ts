/**
 * OAuth step by step, for web applications and scripts: the address of the consent page, the exchange of a code, a
 * renewal. What belongs to a data source is kept in the vault and not given away; a connection without one gets the
 * tokens themselves, since nobody keeps them for it.
 */
import type { DsnKey } from '../dsn/dsn-store.ts';
import type { Secret } from '../dsn/secret.ts';
import { DrawbridgeError, SqlState } from '../error.ts';
import { bearer } from './authorization-header.ts';
import { exchangeCode } from './exchange-code.ts';
import { howToSignIn } from './how-to-sign-in.ts';
import { type KeepingParts, keepTokens } from './keep-tokens.ts';
import { OAuthClient, type OAuthParts, type WebRequest } from './oauth-client.ts';
import type { OAuthTokens } from './oauth-reply.ts';
import type { Applicant, SignInOnDemand } from './sign-in-on-demand.ts';
import { signedInTokens } from './signed-in-tokens.ts';

export interface ByHandParts extends KeepingParts {
  readonly onDemand: Pick<SignInOnDemand, 'byBrowser'>;
  readonly onSignedIn?: (dsn: DsnKey) => void;
  readonly oauth?: OAuthParts;
}

export interface CodeRequest {
  /** The code came back to an application; without it, and without a code, the engine opens the browser itself. */
  readonly isWeb: boolean;
  readonly callbackUrl?: string | undefined;
  /** Absent: the property OAuthVerifier. */
  readonly verifier?: Secret | undefined;
  readonly state?: string | undefined;
}

export interface IssuedTokens {
  /** `keptInVault` where the vault has it. */
  readonly accessToken: string;
  readonly refreshToken: string | null;
  /** Seconds. */
  readonly expiresIn: number;
  readonly scopes: readonly string[];
  /** '' where it is not known. */
  readonly account: string;
}

/** Stands for a token of the vault, in both directions. */
export const keptInVault = '(kept in the vault)';

/** Every method throws 55000 for a connection that does not sign in by OAuth, and what OAuthClient throws. */
export class OAuthByHand {
  readonly #parts: ByHandParts;

  constructor(parts: ByHandParts) {
    this.#parts = parts;
  }

  authorizationUrl(applicant: Applicant, request: WebRequest): string {
    return this.#client(applicant).plainAuthorizationUrl(request);
  }

  /** Throws 23502 without a code in WEB, 22023 for a code that is none, 28000 where it is refused. */
  async accessToken(applicant: Applicant, request: CodeRequest, signal: AbortSignal): Promise<IssuedTokens> {
    const { dsn, properties } = applicant;
    const client = this.#client(applicant);
    const verifier = request.verifier ?? properties.OAuthVerifier;
    if (verifier === null) {
      if (request.isWeb) throw withoutCode();
      await this.#parts.onDemand.byBrowser(applicant, signal);
      return this.#kept(dsn);
    }
    const { callbackUrl, state } = request;
    return this.#keep(applicant, await exchangeCode(client, { verifier, callbackUrl, state }));
  }

  /** `refreshToken` null: that of the sign-in. Throws 28000 where nobody is signed in. */
  async refresh(
    applicant: Applicant,
    refreshToken: Secret | null,
    signal: AbortSignal,
  ): Promise<IssuedTokens> {
    const { dsn } = applicant;
    const { vault, oauth = {} } = this.#parts;
    const client = this.#client(applicant);
    const given = refreshToken?.reveal() ?? keptInVault;
    const signIn = dsn === null ? null : (await vault.get(dsn)).signIn;
    if (given !== keptInVault && given !== signIn?.refreshToken)
      return this.#keep(applicant, await client.refresh(given));
    const now = oauth.now ?? Date.now;
    const tokens = signedInTokens({ dsn, vault, client: () => client, renews: true, now });
    await tokens.refused(bearer(signIn?.accessToken ?? ''), signal);
    return this.#kept(dsn);
  }

  #client({ properties }: Applicant): OAuthClient {
    if (properties.AuthScheme === 'OAuth') return new OAuthClient(properties, this.#parts.oauth);
    throw new DrawbridgeError(
      SqlState.wrongState,
      `AuthScheme ${properties.AuthScheme} needs no sign-in, and has no tokens to get.`,
      { hint: 'Test Connection shows whether the credential is accepted.' },
    );
  }

  async #keep({ dsn, properties }: Applicant, tokens: OAuthTokens): Promise<IssuedTokens> {
    if (dsn === null) return this.#issued(tokens, '');
    await keepTokens(this.#parts, { dsn, properties }, tokens);
    this.#parts.onSignedIn?.(dsn);
    return this.#kept(dsn);
  }

  async #kept(dsn: DsnKey | null): Promise<IssuedTokens> {
    const signIn = dsn === null ? null : (await this.#parts.vault.get(dsn)).signIn;
    if (signIn === null)
      throw new DrawbridgeError(SqlState.invalidAuthorization, 'Nobody is signed in any more.', {
        hint: howToSignIn(dsn),
      });
    const shown = signIn.refreshToken === null ? null : keptInVault;
    return this.#issued({ ...signIn, accessToken: keptInVault, refreshToken: shown }, signIn.account);
  }

  #issued({ accessToken, refreshToken, expiresAt, scopes }: OAuthTokens, account: string): IssuedTokens {
    const now = this.#parts.oauth?.now?.() ?? Date.now();
    const expiresIn = Math.max(0, Math.round((Date.parse(expiresAt) - now) / 1000));
    return { accessToken, refreshToken, expiresIn, scopes, account };
  }
}

function withoutCode(): DrawbridgeError {
  return new DrawbridgeError(SqlState.notNullViolation, 'With AuthMode WEB a Verifier is needed.', {
    hint: 'It is the code, or the whole address, that Bitbucket has sent the browser to.',
  });
}
