import { expect, it } from 'vitest';
import { resolveProperties } from '../dsn/resolve-properties.ts';
import { overridesReach, reachOf } from './reach.ts';

const reach = (values: Readonly<Record<string, string>>) =>
  reachOf(
    resolveProperties({ string: new Map(), dsn: new Map(Object.entries(values)), secrets: new Map() })
      .properties,
  );

it('is the same whatever does not decide where and as whom Bitbucket is asked', () => {
  expect(reach({ MaxRows: '5', Schema: 'pier', Timeout: '3' })).toBe(reach({}));
  for (const name of ['Workspace', 'OAuthClientId', 'Email'])
    expect(reach({ [name]: 'x' })).not.toBe(reach({}));
  expect(reach({ AuthScheme: 'APIToken' })).not.toBe(reach({}));
});

it('holds no secret', () => {
  expect(reach({ AuthScheme: 'AccessToken', AccessToken: 'one' })).toBe(
    reach({ AuthScheme: 'AccessToken', AccessToken: 'other' }),
  );
});

it('is another where a connection string brings a place or a credential of its own', () => {
  const overrides = (text: Readonly<Record<string, string>>) => overridesReach(new Map(Object.entries(text)));
  expect(overrides({ DSN: 'x', Database: 'Bitbucket', 'max rows': '3', UID: '', PWD: '' })).toBe(false);
  for (const given of [{ workspace: 'x' }, { UID: 'ada' }, { PWD: 'x' }, { AccessToken: 'x' }])
    expect(overrides({ DSN: 'x', ...given })).toBe(true);
});
