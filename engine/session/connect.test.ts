import { describe, expect, it } from 'vitest';
import { resolveConnection } from './connect.ts';
import { sessionBench } from './test-support/session-bench.ts';

describe('the secrets of a data source', () => {
  const own = {
    Workspace: 'harbour',
    AuthScheme: 'AccessToken',
    ApiURL: 'https://api.example/2.0',
    Proxy: 'http://me@proxy.example:3128',
  };
  const { sources } = sessionBench({
    dsns: { Work: own, ByHand: { ...own, AccessToken: 'by-hand' }, Signed: { ...own, AuthScheme: 'OAuth' } },
  });
  const secretsOf = () =>
    Promise.resolve(
      new Map([
        ['AccessToken', 'kept'],
        ['ProxyPassword', 'kept-too'],
      ]),
    );
  const resolve = (database: string) => resolveConnection(database, { ...sources, secretsOf });

  it.each([
    'Work',
    'DSN=Work;ApiURL=https://api.example/2.0',
    'DSN=Work;Api URL = https://api.example/2.0 ;MaxRows=5',
    'DSN=Work;Proxy=http://me:other@proxy.example:3128',
    'DSN=Work;CACertificate=',
    'DSN=Work;ApiURL=http://127.0.0.1:8080/2.0',
    'DSN=Work;ApiURL=http://localhost:8080;Proxy=http://me:other@[::1]:3128',
  ])('are used by %s', async (string) => {
    const { properties, dsn } = await resolve(string);
    expect(properties.AccessToken?.reveal()).toBe('kept');
    expect(dsn).toEqual({ name: 'Work', scope: 'user' });
  });

  it.each([
    ['DSN=Work;ApiURL=https://evil.example/2.0', 'ApiURL'],
    ['DSN=ByHand;ApiURL=https://evil.example/2.0', 'ApiURL'],
    ['DSN=Work;ApiURL=', 'ApiURL'],
    ['DSN=Work;ApiURL=https://localhost.evil.example/2.0', 'ApiURL'],
    ['DSN=Work;Proxy=http://127.0.0.1:80@evil.example:3128', 'Proxy'],
    ['DSN=Work;api url=http://api.example/2.0', 'ApiURL'],
    ['DSN=Work;OAuthAccessTokenURL=https://evil.example/', 'OAuthAccessTokenURL'],
    ['DSN=Signed;OAuthAuthorizationURL=https://evil.example/', 'OAuthAuthorizationURL'],
    ['DSN=Signed;ApiURL=https://evil.example;OAuthClientSecret=mine', 'ApiURL'],
    ['DSN=Work;Proxy=http://evil.example:3128;CACertificate=/tmp/evil.pem', 'Proxy and CACertificate'],
    ['DSN=Work;Proxy=', 'Proxy'],
  ])('are not sent where %s leads', async (string, what) => {
    const failure = resolve(string);
    await expect(failure).rejects.toMatchObject({ sqlState: '28000' });
    await expect(failure).rejects.toThrow(`names another ${what} than the data source`);
  });

  it('stay where they are when the string brings its own', async () => {
    const { properties, dsn, secretOrigins } = await resolve(
      'DSN=Work;ApiURL=https://other.example/2.0;AccessToken=own',
    );
    expect(properties.AccessToken?.reveal()).toBe('own');
    expect(properties.ProxyPassword).toBeNull();
    expect(dsn).toBeNull();
    expect([...secretOrigins]).toEqual([['AccessToken', 'string']]);
  });

  it('are not needed for the built-in sandbox', async () => {
    const { properties } = await resolve('DSN=Work;ApiURL=sandbox:');
    expect(properties.AccessToken).toBeNull();
  });
});
