import { withoutCredential } from './repeated-credential.ts';
import type { Headers } from './transport.ts';

/**
 * The scopes of the credential that was used. Bitbucket names them in X-OAuth-Scopes with some answers (recorded
 * replies have it; it is not documented), separated by commas; null where it does not.
 * `authorization` is the header that was sent, which something in front of Bitbucket may repeat.
 */
export function grantedScopes(headers: Headers, authorization: string): readonly string[] | null {
  const value = headers['x-oauth-scopes'];
  if (value === undefined) return null;
  const text = Array.isArray(value) ? value.join(',') : value;
  return withoutCredential(text, authorization)
    .split(/[\s,]+/)
    .filter((scope) => /^[\w:-]{1,64}$/.test(scope));
}
