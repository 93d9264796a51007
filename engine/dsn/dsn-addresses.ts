/** Where a data source sends its secrets: what may not change behind its back. */
import { foldKeyword, valueOf } from './connection-string.ts';
import { splitProxy } from './proxy-address.ts';
import { properties } from './properties.ts';
import { isThisComputer } from './this-computer.ts';

const names = ['ApiURL', 'OAuthAuthorizationURL', 'OAuthAccessTokenURL', 'Proxy', 'CACertificate'];

/** Whether secrets that were given for one set of values go to the same places with the other. */
export function sameAddresses(
  one: Iterable<readonly [string, string]>,
  other: Iterable<readonly [string, string]>,
): boolean {
  const [first, second] = [[...one], [...other]];
  return names.every((name) => effective(first, name) === effective(second, name));
}

/**
 * The names of those that a connection string changes, but for what leads to this computer: nothing leaves it there, and
 * that is how a stand-in for Bitbucket, or a proxy that looks on, is tried with a data source.
 */
export function changedAddresses(
  own: Iterable<readonly [string, string]>,
  string: ReadonlyMap<string, string>,
): readonly string[] {
  const [values, changes] = [[...own], [...string]];
  const said = new Set(changes.map(([name]) => foldKeyword(name)));
  const shown = (from: readonly (readonly [string, string])[], name: string): string =>
    splitProxy(effective(from, name)).address;
  return names.filter((name) => {
    if (!said.has(foldKeyword(name))) return false;
    const now = shown(changes, name);
    return now !== shown(values, name) && !(URL.canParse(now) && isThisComputer(new URL(now).hostname));
  });
}

/** Those that are no defaults, without a password that somebody wrote into the one of the proxy. */
export function ownAddresses(
  values: Iterable<readonly [string, string]>,
): readonly (readonly [name: string, value: string])[] {
  const all = [...values];
  return names.flatMap((name) => {
    const value = effective(all, name);
    if (value === effective([], name)) return [];
    return [[name, name === 'Proxy' ? splitProxy(value).address : value] as const];
  });
}

function effective(values: readonly (readonly [string, string])[], name: string): string {
  const fallback = properties.find((property) => property.name === name)?.default ?? '';
  return valueOf(values, name).trim() || fallback;
}
