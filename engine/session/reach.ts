/** The properties that decide whether, where and as whom Bitbucket is reached. */
import { createHash } from 'node:crypto';
import type { ConnectionProperties } from '../dsn/connection-properties.ts';
import { meaningOf } from '../dsn/property-name.ts';

const plain = [
  'ApiURL',
  'Workspace',
  'AuthScheme',
  'OAuthClientId',
  'Email',
  'InitiateOAuth',
  'OAuthAccessTokenURL',
  'Proxy',
  'CACertificate',
] as const satisfies readonly (keyof ConnectionProperties)[];

const deciding: ReadonlySet<string> = new Set<keyof ConnectionProperties>([
  ...plain,
  'OAuthClientSecret',
  'APIToken',
  'AccessToken',
  'ProxyPassword',
]);

/** The same for connections that ask the same place with the same kind of credential. No secret enters it. */
export function reachOf(properties: ConnectionProperties): string {
  const values = plain.map((name) => properties[name]);
  return createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 16);
}

/** Whether a connection string goes elsewhere than its data source, or as somebody else. */
export function overridesReach(string: ReadonlyMap<string, string>): boolean {
  return [...string].some(([keyword, value]) => {
    const meaning = meaningOf(keyword);
    if (meaning.kind === 'property') return deciding.has(meaning.property.name);
    return (meaning.kind === 'user' || meaning.kind === 'password') && value !== '';
  });
}
