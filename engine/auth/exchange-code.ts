/** A code that somebody brings from elsewhere: a web application, or a person with OAuthVerifier. */
import type { Secret } from '../dsn/secret.ts';
import { DrawbridgeError, SqlState } from '../error.ts';
import type { OAuthClient } from './oauth-client.ts';
import type { OAuthTokens } from './oauth-reply.ts';
import { oneLine } from './one-line.ts';
import { readPasted } from './pasted-answer.ts';

export interface BroughtCode {
  /** The code alone, or the whole address that the browser was sent to. */
  readonly verifier: Secret;
  /** Compared with that of the address; undefined: the application has done it. */
  readonly state?: string | undefined;
  /** As it was sent to the consent page. */
  readonly callbackUrl?: string | undefined;
}

/** Throws 22023 for a text that is no answer, 28000 for a refusal, and what OAuthClient throws. */
export function exchangeCode(client: OAuthClient, code: BroughtCode): Promise<OAuthTokens> {
  const { verifier, state = null, callbackUrl } = code;
  const outcome = readPasted(verifier.reveal(), state);
  if (outcome.kind === 'code') return client.exchange(outcome.code, { verifier: null, callbackUrl });
  const reason = outcome.reason === '' ? '' : `: ${oneLine(outcome.reason, 300)}`;
  throw new DrawbridgeError(
    SqlState.invalidAuthorization,
    `The consent was not given in Bitbucket (${oneLine(outcome.error, 80)})${reason}.`,
    { hint: 'Open the address of the consent page again and grant access.' },
  );
}
