/** What a person pastes after a sign-in on another machine: the code, or the address the browser ended on. */
import { Secret } from '../dsn/secret.ts';
import { DrawbridgeError, SqlState } from '../error.ts';
import { type CallbackOutcome, readOutcome } from './callback-outcome.ts';

/**
 * Throws 22023 when it is neither, or an address of another sign-in. `state` null: whoever has asked for the code has
 * compared it, or nobody knows it any more.
 */
export function readPasted(text: string, state: string | null): CallbackOutcome {
  const trimmed = text.trim();
  const query = queryOf(trimmed);
  if (query === null) {
    // A code cut out of an address may still be encoded as it was there.
    const code = trimmed.includes('%') ? decoded(trimmed) : trimmed;
    if (/^[\w.~+/=-]+$/.test(code)) return { kind: 'code', code: new Secret(code) };
    throw unusable('That is neither a code nor an address.');
  }
  const outcome = readOutcome(query, state ?? query.get('state') ?? '');
  if (outcome) return outcome;
  if (state !== null && query.has('state')) throw unusable('That address is the answer to another sign-in.');
  throw unusable('That address has no answer to this sign-in.');
}

/** Browsers show addresses without their beginning, and people copy the part that looks interesting. */
function queryOf(text: string): URLSearchParams | null {
  const start = text.search(/(?<=^|[?&])(code|error|state)=/);
  if (start !== -1) return new URLSearchParams(text.slice(start).replace(/#.*$/, ''));
  return URL.canParse(text) ? new URL(text).searchParams : null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function unusable(message: string): DrawbridgeError {
  return new DrawbridgeError(SqlState.invalidParameterValue, message, {
    hint: 'Paste the whole address that the browser shows after the consent, or the code from it.',
  });
}
