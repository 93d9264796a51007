import { createHash } from 'node:crypto';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Secret } from '../dsn/secret.ts';
import { newAttempt, OAuthClient, type OAuthProperties } from './oauth-client.ts';
import type { TokenReply } from './token-endpoint.ts';

const properties: OAuthProperties = {
  ApiURL: 'https://api.example.com/2.0',
  OAuthClientId: 'key',
  OAuthClientSecret: new Secret('marker-secret'),
  CallbackURL: 'http://localhost:33333',
  OAuthAuthorizationURL: 'https://bitbucket.example/authorize?theme=dark',
  OAuthAccessTokenURL: 'https://bitbucket.example/token',
  Proxy: '',
  ProxyPassword: null,
  CACertificate: '',
  Timeout: 60,
};
const now = () => Date.parse('2026-01-01T00:00:00Z');

function client(reply: TokenReply, sent: URLSearchParams[] = []): OAuthClient {
  const post = (_url: string, _authorization: string, form: URLSearchParams) => {
    sent.push(form);
    return Promise.resolve(reply);
  };
  return new OAuthClient(properties, { post, now });
}
const json = (value: unknown, status = 200): TokenReply => ({ status, body: JSON.stringify(value) });

describe('the address of the consent page', () => {
  it('names consumer, callback, state and the challenge of the verifier', () => {
    const attempt = newAttempt();
    const url = new URL(client(json({})).authorizationUrl(attempt));
    expect(Object.fromEntries(url.searchParams)).toEqual({
      theme: 'dark',
      client_id: 'key',
      response_type: 'code',
      redirect_uri: 'http://localhost:33333',
      state: attempt.state,
      code_challenge_method: 'S256',
      code_challenge: createHash('sha256').update(attempt.verifier.reveal()).digest('base64url'),
    });
    expect(url.href).not.toContain('marker-secret');
  });

  it('has another state and verifier each time', () => {
    const [one, other] = [newAttempt(), newAttempt()];
    expect(one.state).not.toBe(other.state);
    expect(one.verifier.reveal()).not.toBe(other.verifier.reveal());
  });
});

describe('a token reply', () => {
  it.each([
    ['scope', 'account repository'],
    ['scopes', 'account, repository'],
  ])('is read with its scopes under %s', async (name, value) => {
    const body = { access_token: 'a', refresh_token: 'r', expires_in: 7200, [name]: value };
    expect(await client(json(body)).refresh('old')).toEqual({
      accessToken: 'a',
      refreshToken: 'r',
      expiresAt: '2026-01-01T02:00:00.000Z',
      scopes: ['account', 'repository'],
    });
  });

  it('without refresh token or life is read as one hour', async () => {
    expect(await client(json({ access_token: 'a' })).clientCredentials()).toEqual({
      accessToken: 'a',
      refreshToken: null,
      expiresAt: '2026-01-01T01:00:00.000Z',
      scopes: [],
    });
  });

  it.each([
    [json({ error: 'invalid_grant' }, 400), '28000', /Sign in again/],
    [json({ error: 'invalid_client' }, 401), '28000', /OAuthClientSecret/],
    [{ status: 401, body: 'Unauthorized' }, '28000', /OAuthClientSecret/],
    [json({ error: 'unauthorized_client' }, 400), '28000', /private/],
    [json({ error: 'redirect_uri_mismatch' }, 400), '28000', /CallbackURL/],
    [json({ error: 'surprise' }, 400), '28000', /consumer/],
    [{ status: 503, body: '<html>' }, '58000', /later/],
    [{ status: 200, body: 'not json' }, '58000', /OAuthAccessTokenURL/],
    [json({ token: 'x' }), '58000', /OAuthAccessTokenURL/],
  ] as [TokenReply, string, RegExp][])('%j is an error with a hint', async (reply, sqlState, hint) => {
    await expect(client(reply).refresh('r')).rejects.toMatchObject({
      sqlState,
      hint: expect.stringMatching(hint) as string,
    });
  });

  it('that echoes secrets shows none of them in its error', async () => {
    const reply = json({ error: 'marker-code', error_description: 'marker-code with marker-secret' }, 400);
    const error: unknown = await client(reply)
      .exchange(new Secret('marker-code'), newAttempt())
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      sqlState: '28000',
      message: expect.stringContaining(': ******** with ********') as string,
    });
    expect(inspect(error, { depth: 9 }) + JSON.stringify(error)).not.toContain('marker');
  });
});

describe('a consumer', () => {
  it.each([
    ['OAuthClientId', { OAuthClientId: '' }],
    ['OAuthClientSecret', { OAuthClientSecret: null }],
  ])('without %s is refused with 28000', (name, change) => {
    expect(() => new OAuthClient({ ...properties, ...change })).toThrow(
      expect.objectContaining({ sqlState: '28000', message: `${name} is missing.` }),
    );
  });

  it('whose token address does not answer is an error of the connection', async () => {
    const nobody = new OAuthClient({ ...properties, OAuthAccessTokenURL: 'http://127.0.0.1:1/token' });
    await expect(nobody.refresh('r')).rejects.toMatchObject({ sqlState: '08001' });
  });
});
