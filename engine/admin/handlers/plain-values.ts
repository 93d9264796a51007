/** The values of a data source on their way to its file: checked, without secrets, in the catalogue's spelling. */
import { splitProxy } from '../../dsn/proxy-address.ts';
import { resolveProperties } from '../../dsn/resolve-properties.ts';
import type { SecretChange } from './secret-changes.ts';
import { spelling } from './secrets-by-hand.ts';

/** Throws 22023 for a value that its property does not allow: it is better said now than at every connection. */
export function checkValues(values: ReadonlyMap<string, string>): void {
  resolveProperties({ string: new Map(), dsn: values, secrets: new Map() });
}

/** What a tool has put into the address of the proxy, which goes to the file without it. */
export function proxyPassword(values: Readonly<Record<string, string>>): SecretChange[] {
  const address = Object.entries(values).find(([keyword]) => spelling(keyword) === 'Proxy')?.[1] ?? '';
  const { password } = splitProxy(address);
  return password === null ? [] : [['ProxyPassword', password]];
}

export const withoutSecret = (name: string, value: string): string =>
  name === 'Proxy' ? splitProxy(value).address : value;

/** In the catalogue's spelling, which other programs that read the file know. */
export function plainValues(values: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const given = Object.entries(values).filter(([, value]) => value !== '');
  const plain = new Map<string, string>();
  for (const [keyword, value] of given)
    if (!plain.has(spelling(keyword))) plain.set(spelling(keyword), withoutSecret(spelling(keyword), value));
  return plain;
}
