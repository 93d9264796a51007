/** Secrets that stand in the file of a data source, where they do not belong. */
import { isSecretKeyword, isSecretOfOthers, meaningOf } from '../../dsn/property-name.ts';
import { splitProxy } from '../../dsn/proxy-address.ts';
import { resolveProperties } from '../../dsn/resolve-properties.ts';
import { Secret } from '../../dsn/secret.ts';

/** The catalogue's spelling of a property's name; other keywords stay as they are. */
export function spelling(keyword: string): string {
  const meaning = meaningOf(keyword);
  return meaning.kind === 'property' ? meaning.property.name : keyword;
}

/** Secrets that somebody wrote into the file, by the property that they mean. Other mistakes in it do not matter. */
export function secretsByHand(values: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const secret = [...values].filter(
    ([keyword, value]) =>
      (isSecretKeyword(keyword) && !isSecretOfOthers(keyword)) || isProxyWithPassword(keyword, value),
  );
  if (secret.length === 0) return new Map();
  const scheme = [...values].filter(
    ([keyword, value]) => spelling(keyword) === 'AuthScheme' && isScheme(value),
  );
  const { properties, secretOrigins } = resolveProperties({
    ...nothing,
    dsn: new Map([...scheme, ...secret]),
  });
  const found = new Map<string, string>();
  for (const name of secretOrigins.keys()) {
    const value = properties[name as keyof typeof properties];
    if (value instanceof Secret) found.set(name, value.reveal());
  }
  return found;
}

/** The address of a proxy may hold its password. */
function isProxyWithPassword(keyword: string, value: string): boolean {
  return spelling(keyword) === 'Proxy' && URL.canParse(value) && splitProxy(value).password !== null;
}

const nothing = {
  string: new Map<string, string>(),
  dsn: new Map<string, string>(),
  secrets: new Map<string, string>(),
};

function isScheme(value: string): boolean {
  try {
    return (
      resolveProperties({ ...nothing, dsn: new Map([['AuthScheme', value]]) }).properties.AuthScheme !==
      undefined
    );
  } catch {
    return false;
  }
}
