/** What Bitbucket sends back with the browser (RFC 6749, sections 4.1.2 and 4.1.2.1). */
import { timingSafeEqual } from 'node:crypto';
import { Secret } from '../dsn/secret.ts';

export type CallbackOutcome =
  | { readonly kind: 'code'; readonly code: Secret }
  /** `error` is the code of RFC 6749; `reason` what Bitbucket says besides, '' where it says nothing. */
  | { readonly kind: 'denied'; readonly error: string; readonly reason: string };

/** Null when it is no answer, or the answer to another sign-in than the one with this state. */
export function readOutcome(query: URLSearchParams, state: string): CallbackOutcome | null {
  if (!sameText(query.get('state') ?? '', state)) return null;
  const code = query.get('code');
  if (code) return { kind: 'code', code: new Secret(code) };
  const error = query.get('error');
  return error ? { kind: 'denied', error, reason: query.get('error_description') ?? '' } : null;
}

function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
