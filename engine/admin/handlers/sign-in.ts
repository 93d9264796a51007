/** Signing in with the browser, for window and command line alike. The caller opens the address. */
import { isCallbackHere } from '../../auth/callback-listener.ts';
import type { IssuedTokens, OAuthByHand } from '../../auth/oauth-by-hand.ts';
import type { SignIns, SignInState as EngineState } from '../../auth/sign-in.ts';
import type { DsnKey } from '../../dsn/dsn-store.ts';
import { Secret } from '../../dsn/secret.ts';
import { DrawbridgeError, SqlState } from '../../error.ts';
import type { ResolvedConnection } from '../../session/connect.ts';
import type { SignInState } from '../contract.ts';
import { failureOf, type Handlers } from '../dispatcher.ts';

export interface SignInHandlerParts {
  readonly signIns: Pick<SignIns, 'start' | 'waitingFor' | 'paste' | 'cancel'>;
  readonly byHand: OAuthByHand;
  /** With real addresses in the place of `sandbox:`. */
  readonly resolve: (dsn: DsnKey) => Promise<ResolvedConnection>;
}

export type SignInHandlers = Pick<
  Handlers,
  | 'signIn.start'
  | 'signIn.paste'
  | 'signIn.cancel'
  | 'signIn.authorizationUrl'
  | 'signIn.exchange'
  | 'signIn.refresh'
>;

export function signInHandlers({ signIns, byHand, resolve }: SignInHandlerParts): SignInHandlers {
  return {
    async 'signIn.authorizationUrl'({ callbackUrl, state, scopes, ...dsn }) {
      const request = { callbackUrl, state, scope: scopes?.join(' ') };
      return { url: byHand.authorizationUrl(await resolve(dsn), request) };
    },

    async 'signIn.exchange'({ verifier, callbackUrl, state, ...dsn }, { signal }) {
      const code = verifier === undefined ? undefined : new Secret(verifier);
      const request = { isWeb: true, verifier: code, callbackUrl, state };
      return kept(await byHand.accessToken(await resolve(dsn), request, signal));
    },

    async 'signIn.refresh'(dsn, { signal }) {
      return kept(await byHand.refresh(await resolve(dsn), null, signal));
    },

    async 'signIn.start'({ listen: asked, ...given }, context) {
      const { properties, dsn } = await resolve(given);
      if (properties.AuthScheme !== 'OAuth') {
        throw new DrawbridgeError(
          SqlState.wrongState,
          `AuthScheme ${properties.AuthScheme} needs no sign-in.`,
          {
            hint: 'Test Connection shows whether the credential is accepted.',
          },
        );
      }
      const listen = asked ?? isCallbackHere(properties.CallbackURL);
      // A connection may have opened a browser already: whoever comes by hand sees the same sign-in, and can end it.
      const waiting = listen ? signIns.waitingFor(dsn ?? given, 'shared') : null;
      if (waiting !== null) return waiting;
      const started = await signIns.start({ dsn: dsn ?? given, properties, listen });
      // Nobody is left to hear how it ends, and the port would be held until the time is up.
      context.onPeerGone(() => void signIns.cancel(started.id).catch(() => undefined));
      return started;
    },

    async 'signIn.paste'({ id, text }) {
      await signIns.paste(id, text);
      return {};
    },

    async 'signIn.cancel'({ id }) {
      await signIns.cancel(id);
      return {};
    },
  };
}

const kept = ({ account, scopes, expiresIn }: IssuedTokens) => ({
  account,
  scopes: [...scopes],
  expiresIn,
});

/** The state as it leaves the engine. */
export function signInState(state: EngineState): SignInState {
  return state.phase === 'failed' ? { phase: 'failed', failure: failureOf(state.error) } : state;
}
