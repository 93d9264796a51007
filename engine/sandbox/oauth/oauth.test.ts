import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../sandbox.ts';
import { call, type ErrorBody } from '../testing/call.ts';

const callbackUrl = 'http://localhost:33333/callback';
let sandbox: Sandbox;
let now: number;
beforeEach(async () => {
  now = Date.UTC(2026, 0, 1);
  sandbox = await startSandbox({ callbackUrl, accessTokenSeconds: 600, now: () => now });
});
afterEach(() => sandbox.close());

interface TokenBody {
  readonly access_token: string;
  readonly refresh_token?: string;
  readonly token_type: string;
  readonly expires_in: number;
  readonly scope: string;
}

interface TokenError {
  readonly error: string;
  readonly error_description: string;
}

type Parameters = Readonly<Record<string, string>>;

function authorizeUrl(parameters: Parameters): string {
  const all = { client_id: sandbox.consumer.key, response_type: 'code', ...parameters };
  return `${sandbox.authorizeUrl}?${new URLSearchParams(all).toString()}`;
}

/** Presses a button of the consent page and tells where the browser is sent. */
async function press(button: 'accept' | 'deny', parameters: Parameters = {}): Promise<URL> {
  const response = await fetch(authorizeUrl(parameters), {
    method: 'POST',
    body: new URLSearchParams({ consent: button }),
    redirect: 'manual',
  });
  expect(response.status).toBe(302);
  return new URL(response.headers.get('location') ?? '');
}

async function consentCode(parameters: Parameters = {}): Promise<string> {
  return (await press('accept', parameters)).searchParams.get('code') ?? '';
}

async function exchange<Body = TokenBody>(
  parameters: Parameters,
  client: { readonly key: string; readonly secret: string } = sandbox.consumer,
): Promise<{ readonly status: number; readonly body: Body }> {
  const basic = Buffer.from(`${client.key}:${client.secret}`).toString('base64');
  const response = await fetch(sandbox.tokenUrl, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams(parameters),
  });
  return { status: response.status, body: (await response.json()) as Body };
}

const byCode = (code: string, more: Parameters = {}): Parameters => ({
  grant_type: 'authorization_code',
  code,
  ...more,
});

async function signIn(): Promise<Required<TokenBody>> {
  const { body } = await exchange(byCode(await consentCode()));
  return { ...body, refresh_token: body.refresh_token ?? '' };
}

describe('the consent page', () => {
  test('names the consumer and its scopes and has two buttons', async () => {
    const response = await fetch(authorizeUrl({}));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const html = await response.text();
    expect(html).toContain('<strong>Drawbridge</strong>');
    expect(html).toContain('<code>pullrequest</code>');
    expect(html.match(/<button /g)).toHaveLength(2);
  });

  test('sends the browser back with a code and the state', async () => {
    const back = await press('accept', { state: 'a b&c', redirect_uri: callbackUrl });
    expect(back.origin + back.pathname).toBe(callbackUrl);
    expect(back.searchParams.get('state')).toBe('a b&c');
    expect(back.searchParams.get('code')).not.toBe('');
  });

  test('sends the browser back with access_denied', async () => {
    const back = await press('deny', { state: 's' });
    expect(back.searchParams.get('error')).toBe('access_denied');
    expect(back.searchParams.get('state')).toBe('s');
    expect(back.searchParams.has('code')).toBe(false);
  });

  test.each([
    ['an unknown consumer', { client_id: 'nobody' }],
    ['another callback', { redirect_uri: 'http://evil.example/' }],
    ['another port', { redirect_uri: 'http://localhost:33334/callback' }],
    ['a callback that is no address', { redirect_uri: 'nowhere' }],
  ])('redirects nobody for %s', async (_, parameters) => {
    const response = await fetch(authorizeUrl(parameters), { redirect: 'manual' });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('role="alert"');
  });

  test.each([
    [{ response_type: 'token' }, 'unsupported_response_type'],
    [{ code_challenge: 'x', code_challenge_method: 'plain' }, 'invalid_request'],
    [{ code_challenge: 'x' }, 'invalid_request'],
    [{ scope: 'account issue:write' }, 'invalid_scope'],
  ])('refuses %j with %s', async (parameters, error) => {
    expect((await press('accept', parameters)).searchParams.get('error')).toBe(error);
  });
});

describe('a code', () => {
  test('is exchanged for tokens that work', async () => {
    const { status, body } = await exchange(byCode(await consentCode()));
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: 'bearer', expires_in: 600 });
    expect(body.scope.split(' ')).toContain('email');
    const user = await call<Record<string, unknown>>(sandbox, '/user', `Bearer ${body.access_token}`);
    expect(user.body['type']).toBe('user');
  });

  test('may call its scopes by their old name', async () => {
    sandbox.modes.tokenScopes = 'scopes';
    sandbox.setConsumerScopes(['repository']);
    const { body } = await exchange(byCode(await consentCode()));
    expect(body).toMatchObject({ scopes: 'repository' });
    expect(body.scope).toBeUndefined();
  });

  test('works once', async () => {
    const code = await consentCode();
    expect((await exchange(byCode(code))).status).toBe(200);
    const again = await exchange<TokenError>(byCode(code));
    expect(again.status).toBe(400);
    expect(again.body.error).toBe('invalid_grant');
  });

  test('dies after ten minutes', async () => {
    const code = await consentCode();
    now += 10 * 60_000;
    expect((await exchange<TokenError>(byCode(code))).body.error).toBe('invalid_grant');
  });

  test('is only for the consumer that asked', async () => {
    const code = await consentCode();
    const other = await exchange<TokenError>(byCode(code), sandbox.privateConsumer);
    expect(other.body.error).toBe('invalid_grant');
  });

  test('needs the redirect_uri that it was asked with', async () => {
    const asked = { redirect_uri: callbackUrl };
    expect((await exchange<TokenError>(byCode(await consentCode(asked)))).body.error).toBe('invalid_grant');
    expect((await exchange(byCode(await consentCode(asked), asked))).status).toBe(200);
  });

  test('may be bound to a verifier', async () => {
    const verifier = 'v'.repeat(43);
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const asked = { code_challenge: challenge, code_challenge_method: 'S256' };
    const wrong = byCode(await consentCode(asked), { code_verifier: 'w'.repeat(43) });
    expect((await exchange<TokenError>(wrong)).body.error).toBe('invalid_grant');
    const missing = byCode(await consentCode(asked));
    expect((await exchange<TokenError>(missing)).body.error).toBe('invalid_grant');
    const right = byCode(await consentCode(asked), { code_verifier: verifier });
    expect((await exchange(right)).status).toBe(200);
  });

  test('carries all scopes of the consumer, also where fewer were asked for', async () => {
    sandbox.setConsumerScopes(['repository', 'pipeline']);
    const { body } = await exchange(byCode(await consentCode({ scope: 'repository' })));
    expect(body.scope).toBe('repository pipeline');
    expect((await call(sandbox, '/user', `Bearer ${body.access_token}`)).status).toBe(403);
  });
});

describe('tokens', () => {
  test('expire, and say so', async () => {
    const { access_token } = await signIn();
    now += 600_000;
    const { status, body } = await call<ErrorBody>(sandbox, '/user', `Bearer ${access_token}`);
    expect(status).toBe(401);
    expect(body.error.message).toContain('Access token expired');
  });

  test('can be expired at once, while access tokens of the workspace live on', async () => {
    const { access_token } = await signIn();
    sandbox.expireAccessTokens();
    expect((await call(sandbox, '/user', `Bearer ${access_token}`)).status).toBe(401);
    expect((await call(sandbox, '/user')).status).toBe(200);
  });

  test('are refreshed by a token that changes with each use', async () => {
    const { refresh_token } = await signIn();
    const second = await exchange({ grant_type: 'refresh_token', refresh_token });
    expect(second.status).toBe(200);
    expect(second.body.refresh_token).not.toBe(refresh_token);
    expect((await call(sandbox, '/user', `Bearer ${second.body.access_token}`)).status).toBe(200);
    const old = await exchange<TokenError>({ grant_type: 'refresh_token', refresh_token });
    expect(old).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  test('can be refreshed by a used token for another minute, where it dies after a while', async () => {
    sandbox.modes.usedRefreshToken = 'dies-shortly-after';
    const { refresh_token } = await signIn();
    const refreshed = (token = '') => exchange({ grant_type: 'refresh_token', refresh_token: token });
    const first = await refreshed(refresh_token);
    now += 50_000;
    const second = await refreshed(refresh_token);
    expect(second.status).toBe(200);
    // The first pair's refresh token has made room for the second's.
    expect((await refreshed(first.body.refresh_token)).status).toBe(400);
    now += 20_000;
    expect((await refreshed(refresh_token)).status).toBe(400);
    expect((await refreshed(second.body.refresh_token)).status).toBe(200);
  });

  test('cannot be refreshed once consent was taken back', async () => {
    const { refresh_token } = await signIn();
    sandbox.revokeRefreshTokens();
    const answer = await exchange<TokenError>({ grant_type: 'refresh_token', refresh_token });
    expect(answer.body.error).toBe('invalid_grant');
  });

  test('cannot be refreshed after three months of silence', async () => {
    const { refresh_token } = await signIn();
    now += 91 * 24 * 60 * 60_000;
    const answer = await exchange<TokenError>({ grant_type: 'refresh_token', refresh_token });
    expect(answer.body.error).toBe('invalid_grant');
  });

  test('are not accepted in the query string', async () => {
    const address = `/user?access_token=${sandbox.accessToken}`;
    expect((await call(sandbox, address, '')).status).toBe(401);
    expect((await call(sandbox, address)).status).toBe(401);
  });
});

describe('client_credentials', () => {
  test('are for private consumers, act as an app and have no refresh token', async () => {
    const { status, body } = await exchange({ grant_type: 'client_credentials' }, sandbox.privateConsumer);
    expect(status).toBe(200);
    expect(body.refresh_token).toBeUndefined();
    const user = await call<Record<string, unknown>>(sandbox, '/user', `Bearer ${body.access_token}`);
    expect(user.body['type']).toBe('app_user');
  });

  test('are refused for other consumers', async () => {
    const answer = await exchange<TokenError>({ grant_type: 'client_credentials' });
    expect(answer).toMatchObject({ status: 400, body: { error: 'unauthorized_client' } });
  });
});

describe('a consumer without a callback URL', () => {
  beforeEach(() => sandbox.setConsumerCallback(''));

  test('asks nobody for consent, whatever the request says', async () => {
    const response = await fetch(authorizeUrl({ redirect_uri: callbackUrl }), { redirect: 'manual' });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('No callback uri defined');
  });

  test('gets no token, not even for client credentials', async () => {
    const answer = await exchange<TokenError>({ grant_type: 'client_credentials' }, sandbox.privateConsumer);
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
  });
});

describe('the token address', () => {
  test('wants the secret', async () => {
    const wrong = { key: sandbox.consumer.key, secret: 'guess' };
    const answer = await exchange<TokenError>(byCode(await consentCode()), wrong);
    expect(answer).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
  });

  test('does not take the secret in the form', async () => {
    const response = await fetch(sandbox.tokenUrl, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: sandbox.privateConsumer.key,
        client_secret: sandbox.privateConsumer.secret,
      }),
    });
    expect(response.status).toBe(401);
  });

  test('finds no grant type in JSON', async () => {
    const { key, secret } = sandbox.consumer;
    const response = await fetch(sandbox.tokenUrl, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ grant_type: 'client_credentials' }),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      error: 'unsupported_grant_type',
      error_description: 'Unsupported grant type: None',
    });
  });

  test('knows no other grants', async () => {
    const answer = await exchange<TokenError>({ grant_type: 'password' });
    expect(answer.body.error_description).toBe('Unsupported grant type: password');
  });
});

test('nothing secret reaches the log', async () => {
  const challenge = createHash('sha256').update('verifier').digest('base64url');
  const asked = { state: 'state-secret', code_challenge: challenge, code_challenge_method: 'S256' };
  const code = await consentCode(asked);
  const { body } = await exchange(byCode(code, { code_verifier: 'verifier' }));
  await call(sandbox, `/user?code=${code}&access_token=${body.access_token}`, `Bearer ${body.access_token}`);
  const log = JSON.stringify(sandbox.requests);
  for (const secret of [
    code,
    body.access_token,
    body.refresh_token ?? '',
    sandbox.consumer.secret,
    'state-secret',
  ]) {
    expect(log).not.toContain(secret);
  }
  expect(sandbox.requests.map((entry) => entry.authorization)).toEqual(['none', 'basic', 'bearer']);
});
