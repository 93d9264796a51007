/**
 * Signs in when a connection needs it: with OAuthVerifier, the code that somebody has brought, or with the browser where
 * InitiateOAuth=GETANDREFRESH and there is a desktop. Connections of one data source wait for one sign-in together; when
 * the last of them has gone it is given up.
 */
import { dsnIdentity } from '../dsn/dsn-identity.ts';
import type { ConnectionProperties } from '../dsn/connection-properties.ts';
import type { DsnKey } from '../dsn/dsn-store.ts';
import { asDrawbridgeError, DrawbridgeError, SqlState } from '../error.ts';
import { isCallbackHere } from './callback-listener.ts';
import { exchangeCode } from './exchange-code.ts';
import { howToSignIn } from './how-to-sign-in.ts';
import { type KeepingParts, keepTokens } from './keep-tokens.ts';
import { OAuthClient, type OAuthParts } from './oauth-client.ts';
import type { SignIns } from './sign-in.ts';
import { untilAborted } from './until-aborted.ts';

export interface OnDemandParts extends KeepingParts {
  readonly signIns: Pick<SignIns, 'start' | 'waitingFor' | 'ended' | 'giveUp'>;
  readonly hasDesktop: boolean;
  /** False where nothing can be opened; `failed` is called where it turns out later. */
  readonly openBrowser: (address: string, failed: () => void) => boolean;
  readonly onSignedIn?: (dsn: DsnKey) => void;
  readonly oauth?: OAuthParts;
}

export interface Applicant {
  readonly dsn: DsnKey | null;
  /** With real addresses in the place of `sandbox:`. */
  readonly properties: ConnectionProperties;
}

interface Shared {
  readonly done: Promise<void>;
  readonly giveUp: () => void;
  waiting: number;
  /** The last who waited has gone. */
  isGivenUp: boolean;
}

export class SignInOnDemand {
  readonly #parts: OnDemandParts;
  readonly #shared = new Map<string, Shared>();

  constructor(parts: OnDemandParts) {
    this.#parts = parts;
  }

  /**
   * For a connection that begins: signs in where nobody is. Throws 28000 with the command to run where it should and
   * cannot. Where nothing may begin a sign-in, what needs one fails later.
   */
  async atConnect({ dsn, properties }: Applicant, signal: AbortSignal): Promise<void> {
    if (dsn === null || properties.AuthScheme !== 'OAuth' || !isWanted(properties)) return;
    if ((await this.#parts.vault.get(dsn)).signIn !== null) return;
    const signIn = this.of({ dsn, properties });
    if (signIn === null) throw withoutDesktop(dsn);
    await signIn(signal);
  }

  /** How this connection gets a new sign-in into the vault; null where it can not. */
  of({ dsn, properties }: Applicant): ((signal: AbortSignal) => Promise<void>) | null {
    const { InitiateOAuth: initiate, OAuthVerifier: verifier } = properties;
    const byBrowser = wantsBrowser(properties) && this.#parts.hasDesktop;
    if (dsn === null || initiate === 'OFF' || (verifier === null && !byBrowser)) return null;
    return (signal) => this.#join(dsn, () => this.#begin(dsn, properties, byBrowser), signal);
  }

  /** Asked for by hand, so whatever InitiateOAuth says. Throws 28000 without a desktop. */
  async byBrowser({ dsn, properties }: Applicant, signal: AbortSignal): Promise<void> {
    if (dsn === null) throw withoutDsn();
    if (!this.#parts.hasDesktop) throw withoutDesktop(dsn);
    const asked = { ...properties, OAuthVerifier: null };
    await this.#join(dsn, () => this.#begin(dsn, asked, true), signal);
  }

  async #join(dsn: DsnKey, begin: () => Shared, signal: AbortSignal): Promise<void> {
    const key = dsnIdentity(dsn);
    // Its port has to be free again before the next one begins; or it ends well after all.
    for (let old = this.#shared.get(key); old?.isGivenUp === true; old = this.#shared.get(key)) {
      const ended = old.done.then(
        () => true,
        () => false,
      );
      if (await untilAborted(ended, signal)) return;
    }
    const shared = this.#shared.get(key) ?? begin();
    if (!this.#shared.has(key)) {
      this.#shared.set(key, shared);
      const forget = (): unknown => this.#shared.get(key) === shared && this.#shared.delete(key);
      shared.done.then(forget, forget);
    }
    shared.waiting += 1;
    try {
      await untilAborted(shared.done, signal);
    } finally {
      shared.waiting -= 1;
      if (shared.waiting === 0) {
        shared.isGivenUp = true;
        shared.giveUp();
      }
    }
  }

  #begin(dsn: DsnKey, properties: ConnectionProperties, byBrowser: boolean): Shared {
    let nobodyWaits = (): void => undefined;
    const leave = new Promise<void>((resolve) => (nobodyWaits = resolve));
    const signIn = async (): Promise<void> => {
      if (properties.OAuthVerifier === null) return this.#withBrowser(dsn, properties, leave);
      try {
        await this.#withVerifier(dsn, properties);
      } catch (error) {
        // A code works once and for minutes; with a desktop an old one is no reason to give up.
        if (!byBrowser) throw brought(dsn, error);
        await this.#withBrowser(dsn, properties, leave);
      }
    };
    return { done: signIn(), giveUp: nobodyWaits, waiting: 0, isGivenUp: false };
  }

  async #withVerifier(dsn: DsnKey, properties: ConnectionProperties): Promise<void> {
    const { OAuthVerifier: verifier } = properties;
    if (verifier === null) return;
    const tokens = await exchangeCode(new OAuthClient(properties, this.#parts.oauth), { verifier });
    await keepTokens(this.#parts, { dsn, properties }, tokens);
    this.#parts.onSignedIn?.(dsn);
  }

  async #withBrowser(dsn: DsnKey, properties: ConnectionProperties, leave: Promise<void>): Promise<void> {
    const { signIns, openBrowser } = this.#parts;
    try {
      const waiting = signIns.waitingFor(dsn, 'any');
      const { id, authorizationUrl } =
        waiting ?? (await signIns.start({ dsn, properties, listen: true, isShared: true }));
      const ended = signIns.ended(id);
      if (waiting === null) {
        const giveUp = (error: DrawbridgeError): void => void signIns.giveUp(id, error);
        void leave.then(() => giveUp(nobodyLeft()));
        if (!openBrowser(authorizationUrl, () => giveUp(noBrowser()))) giveUp(noBrowser());
      }
      const end = await ended;
      if (end.phase === 'failed') throw end.error;
    } catch (error) {
      throw unfinished(dsn, asDrawbridgeError(error));
    }
  }
}

/** Where the callback is another site's, the application there brings the code. */
const wantsBrowser = ({ InitiateOAuth, CallbackURL }: ConnectionProperties): boolean =>
  InitiateOAuth === 'GETANDREFRESH' && isCallbackHere(CallbackURL);

const isWanted = (properties: ConnectionProperties): boolean =>
  wantsBrowser(properties) || (properties.InitiateOAuth !== 'OFF' && properties.OAuthVerifier !== null);

const isNetwork = ({ sqlState }: DrawbridgeError): boolean => /^(?:08|58)/.test(sqlState);

/** Applications know 28000 as what a sign-in is for; what the network does is no question of that. */
function unfinished(dsn: DsnKey, cause: DrawbridgeError): DrawbridgeError {
  const { message, hint = '' } = cause;
  return new DrawbridgeError(
    isNetwork(cause) ? cause.sqlState : SqlState.invalidAuthorization,
    `Nobody is signed in for ${dsn.name}, and the sign-in by browser came to nothing: ${message}`,
    { hint: `${hint} ${howToSignIn(dsn)}`.trim(), cause },
  );
}

function brought(dsn: DsnKey, thrown: unknown): DrawbridgeError {
  const cause = asDrawbridgeError(thrown);
  const message = `Nobody is signed in for ${dsn.name}, and OAuthVerifier did not help: ${cause.message}`;
  return new DrawbridgeError(isNetwork(cause) ? cause.sqlState : SqlState.invalidAuthorization, message, {
    hint: `A code works once, for a few minutes, and with the CallbackURL it was asked for. Get a new one: open the address that GetOAuthAuthorizationURL gives. Or: ${howToSignIn(dsn)}`,
    cause,
  });
}

function withoutDesktop(dsn: DsnKey): DrawbridgeError {
  return new DrawbridgeError(
    SqlState.invalidAuthorization,
    `Nobody is signed in for ${dsn.name}, and there is no desktop here on which a browser could be opened.`,
    { hint: howToSignIn(dsn) },
  );
}

function withoutDsn(): DrawbridgeError {
  return new DrawbridgeError(
    SqlState.invalidAuthorization,
    'This connection has no data source that a sign-in by browser could be kept for.',
    { hint: 'Connect with a DSN, or use AuthMode WEB with the code as Verifier.' },
  );
}

const noBrowser = (): DrawbridgeError =>
  new DrawbridgeError(SqlState.invalidAuthorization, 'No browser could be opened.');

const nobodyLeft = (): DrawbridgeError =>
  new DrawbridgeError(SqlState.queryCanceled, 'The connection that waited for the sign-in has gone.');
