/** Where a data source sends its secrets: what may not change behind its back. */
import { valueOf } from './connection-string.ts';
import { properties } from './properties.ts';

const names = ['ApiURL', 'OAuthAuthorizationURL', 'OAuthAccessTokenURL', 'Proxy', 'CACertificate'];

/** Whether secrets that were given for one set of values go to the same places with the other. */
export function sameAddresses(
  one: Iterable<readonly [string, string]>,
  other: Iterable<readonly [string, string]>,
): boolean {
  const [first, second] = [[...one], [...other]];
  return names.every((name) => effective(first, name) === effective(second, name));
}

function effective(values: readonly (readonly [string, string])[], name: string): string {
  const fallback = properties.find((property) => property.name === name)?.default ?? '';
  return valueOf(values, name).trim() || fallback;
}
