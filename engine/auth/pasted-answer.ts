/** What a person pastes after a sign-in on another machine: the code, or the address the browser ended on. */
import { Secret } from '../dsn/secret.ts';
import { DrawbridgeError, SqlState } from '../error.ts';
import { type CallbackOutcome, readOutcome } from './callback-outcome.ts';

/** Throws 22023 when it is neither, or an address of another sign-in. */
export function readPasted(text: string, state: string): CallbackOutcome {
  const trimmed = text.trim();
  if (!URL.canParse(trimmed)) {
    if (/^[\w.~+/=-]+$/.test(trimmed)) return { kind: 'code', code: new Secret(trimmed) };
    throw unusable('That is neither a code nor an address.');
  }
  const outcome = readOutcome(new URL(trimmed).searchParams, state);
  if (outcome) return outcome;
  throw unusable('That address has no answer to this sign-in.');
}

function unusable(message: string): DrawbridgeError {
  return new DrawbridgeError(SqlState.invalidParameterValue, message, {
    hint: 'Paste the whole address that the browser shows after the consent, or the code from it.',
  });
}
