import { describe, expect, it } from 'vitest';
import { properties } from './properties.ts';
import { resolveProperties } from './resolve-properties.ts';

const none = { dsn: new Map<string, string>(), secrets: new Map<string, string>() };
const told = (given: Readonly<Record<string, string>>): readonly string[] =>
  resolveProperties({ ...none, string: new Map(Object.entries(given)) }).notices.map(
    ({ message, hint }) => `${message} ${hint}`,
  );

// No real ones: the letters behind the beginnings are made up.
const apiToken = 'ATATT3xFfGF0octopus_octopus=0A1B2C3D';
const accessToken = 'ATCTT3xFfGN0octopus_octopus=0A1B2C3D';
const appPassword = 'ATBBoctopusoctopus0A1B2C3D';
const email = 'erika@example.com';

describe('a credential in its own place', () => {
  it.each([
    { AuthScheme: 'APIToken', Email: email, APIToken: apiToken },
    { AuthScheme: 'APIToken', UID: email, PWD: 'of-another-look' },
    { AuthScheme: 'AccessToken', AccessToken: accessToken },
    { AuthScheme: 'AccessToken', PWD: 'of-another-look' },
    { AuthScheme: 'OAuth', OAuthClientSecret: 'of a consumer' },
    { AuthScheme: 'OAuth', APIToken: appPassword, Email: 'erika' },
    {},
  ])('is not doubted: %j', (given) => {
    expect(told(given)).toEqual([]);
  });
});

describe('another credential than is meant', () => {
  it.each([
    [
      { AuthScheme: 'APIToken', Email: email, APIToken: accessToken },
      'looks like an access token',
      'AuthScheme=AccessToken',
    ],
    [{ AuthScheme: 'APIToken', Email: email, PWD: appPassword }, 'looks like an app password', 'API token'],
    [
      { AuthScheme: 'APIToken', Email: email, APIToken: `${apiToken}\n` },
      'a space or a line break',
      'once more',
    ],
    [
      { AuthScheme: 'APIToken', Email: 'erika', APIToken: apiToken },
      'no e-mail address',
      'not with a user name',
    ],
    [{ AuthScheme: 'APIToken', Email: 'erika@', APIToken: apiToken }, 'no e-mail address', 'user name'],
    [{ AuthScheme: 'AccessToken', AccessToken: apiToken }, 'looks like the API token', 'the e-mail'],
    [{ AuthScheme: 'AccessToken', PWD: ` ${appPassword}` }, 'looks like an app password', '2026-07-28'],
    [
      { AuthScheme: 'AccessToken', AccessToken: `Bearer ${accessToken}` },
      'a space or a line break',
      'once more',
    ],
    [{ AuthScheme: 'OAuth', PWD: apiToken }, 'looks like a token', 'the Secret of the consumer'],
    [
      { AuthScheme: 'client', OAuthClientSecret: accessToken },
      'looks like a token',
      'the Secret of the consumer',
    ],
  ])('is told, and not repeated: %j', (given, message, hint) => {
    const [notice = '', ...more] = told(given);
    expect(more).toEqual([]);
    expect(notice).toContain(message);
    expect(notice).toContain(hint);
    expect(notice).not.toContain('octopus');
  });
});

describe('an address that the credential goes to', () => {
  it.each(['http://api.example.com/2.0', 'http://localhost.example.com', 'http://127.0.0.1.example.com:80'])(
    'is told when others can read it: %s',
    (ApiURL) => {
      expect(told({ ApiURL }).join()).toContain('ApiURL: This address is not encrypted');
      expect(told({ OAuthAccessTokenURL: ApiURL })).toHaveLength(1);
    },
  );

  it.each([
    'https://api.example.com',
    'http://localhost:8080/2.0',
    'http://127.0.0.1',
    'http://[::1]:80/',
    'sandbox:',
  ])('is not doubted: %s', (ApiURL) => {
    expect(told({ ApiURL })).toEqual([]);
  });
});

it('every pattern is one that browsers take as well', () => {
  const patterns = properties.flatMap(({ doubts = [] }) => doubts.map(({ pattern }) => pattern));
  expect(patterns.length).toBeGreaterThan(5);
  for (const pattern of patterns) expect(() => new RegExp(pattern, 'iu')).not.toThrow();
});
