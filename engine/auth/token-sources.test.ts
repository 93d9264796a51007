import { mkdtemp, open, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TokenSource } from '../bitbucket/token-source.ts';
import type { FileSteps } from '../dsn/atomic-file.ts';
import type { DsnKey } from '../dsn/dsn-store.ts';
import { resolveProperties } from '../dsn/resolve-properties.ts';
import { type Sandbox, startSandbox } from '../sandbox/sandbox.ts';
import { KeyFileKeeper } from './key-file-keeper.ts';
import { DrawbridgeError, SqlState } from '../error.ts';
import { newAttempt, OAuthClient } from './oauth-client.ts';
import { readPasted } from './pasted-answer.ts';
import type { TokenPost } from './token-endpoint.ts';
import { tokenSourceFor } from './token-sources.ts';
import { saveRenewals } from './unsaved-renewals.ts';
import { openVault, type Vault } from './vault.ts';

const dsn: DsnKey = { name: 'Sales', scope: 'user' };
const signal = new AbortController().signal;
let folder: string;
let sandbox: Sandbox;
let vault: Vault;
let now: number;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tokens-'));
  now = Date.parse('2026-01-01T00:00:00Z');
  sandbox = await startSandbox({ now: () => now });
  vault = newVault();
});
afterEach(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true });
});

function newVault(steps?: FileSteps): Vault {
  const keepers = [new KeyFileKeeper(join(folder, 'keys', 'vault.key'))];
  return openVault({ folder: join(folder, 'vault'), keepers, ...(steps ? { steps } : {}) });
}

function propertiesOf(change: Record<string, string>) {
  const pairs = {
    OAuthClientId: sandbox.consumer.key,
    OAuthClientSecret: sandbox.consumer.secret,
    OAuthAuthorizationURL: sandbox.authorizeUrl,
    OAuthAccessTokenURL: sandbox.tokenUrl,
    ...change,
  };
  return resolveProperties({ string: new Map(Object.entries(pairs)), dsn: new Map(), secrets: new Map() })
    .properties;
}

const source = (change: Record<string, string> = {}, where: Vault = vault): TokenSource =>
  tokenSourceFor({ properties: propertiesOf(change), dsn, vault: where, oauth: { now: () => now } });

/** On a desktop where somebody opens a browser and never answers; `asked` hears of it. */
const desktopSource = (asked: () => void): TokenSource =>
  tokenSourceFor({
    properties: propertiesOf({ InitiateOAuth: 'GETANDREFRESH' }),
    dsn,
    vault,
    oauth: { now: () => now },
    onDemand: {
      of: () => () => {
        asked();
        return Promise.reject(new DrawbridgeError(SqlState.invalidAuthorization, 'Nobody answered.'));
      },
    },
  });

/** Puts a sign-in into the vault, as the window would. */
async function signIn(): Promise<void> {
  const client = new OAuthClient(propertiesOf({}), { now: () => now });
  const attempt = newAttempt();
  const reply = await fetch(client.authorizationUrl(attempt), {
    method: 'POST',
    body: new URLSearchParams({ consent: 'accept' }),
    redirect: 'manual',
  });
  const outcome = readPasted(reply.headers.get('location') ?? '', attempt.state);
  if (outcome.kind !== 'code') throw new Error('no code');
  const tokens = await client.exchange(outcome.code, attempt);
  await vault.update(dsn, (entry) => ({ ...entry, signIn: { ...tokens, account: 'Ada' } }));
}

const statusWith = async (authorization: string): Promise<number> =>
  (await fetch(`${sandbox.apiUrl}/user`, { headers: { authorization } })).status;
const tokenCalls = () => sandbox.requests.filter(({ path }) => path.includes('access_token')).length;

/** A disk that is full at times. */
function stepsWhile(full: () => boolean): FileSteps {
  return {
    create: (path, mode) => open(path, 'wx', mode),
    rename: (from, to) =>
      full() ? Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' })) : rename(from, to),
  };
}

/** Bitbucket has renewed, and nobody hears of it. Returns the header that is lost. */
async function cutOff(): Promise<string> {
  let lost = '';
  const post: TokenPost = async (url, authorization, form) => {
    const reply = await fetch(url, { method: 'POST', headers: { authorization }, body: form });
    lost = `Bearer ${((await reply.json()) as { access_token: string }).access_token}`;
    throw new DrawbridgeError(SqlState.connectionLost, 'The connection was lost.');
  };
  const oauth = { now: () => now, post };
  const tokens = tokenSourceFor({ properties: propertiesOf({}), dsn, vault, oauth });
  await tokens.authorization(signal).catch(() => undefined);
  return lost;
}

describe('a sign-in', () => {
  it('is used as it is while it lasts', async () => {
    await signIn();
    const calls = tokenCalls();
    const tokens = source();
    expect(await statusWith(await tokens.authorization(signal))).toBe(200);
    expect(tokenCalls()).toBe(calls);
  });

  it('is renewed before it ends, once for all who ask, and the new refresh token is kept', async () => {
    await signIn();
    const before = await vault.get(dsn);
    now += 3_590_000;
    const calls = tokenCalls();
    const tokens = source();
    const headers = await Promise.all([1, 2, 3].map(() => tokens.authorization(signal)));
    expect(new Set(headers).size).toBe(1);
    expect(tokenCalls()).toBe(calls + 1);
    const after = await vault.get(dsn);
    expect(headers[0]).toBe(`Bearer ${after.signIn?.accessToken}`);
    expect(after.signIn?.refreshToken).not.toBe(before.signIn?.refreshToken);
    expect(after.signIn?.account).toBe('Ada');
    now += 3_600_000;
    expect(await statusWith(await tokens.authorization(signal))).toBe(200);
  });

  it('is renewed once after Bitbucket refused the token', async () => {
    await signIn();
    const tokens = source();
    const header = await tokens.authorization(signal);
    sandbox.expireAccessTokens();
    expect(await statusWith(header)).toBe(401);
    expect(await tokens.refused(header, signal)).toBe(true);
    expect(await statusWith(await tokens.authorization(signal))).toBe(200);
  });

  it.each([
    ['ahead', 24],
    ['behind', -24],
  ])('goes on when the clock turns out to be a day %s', async (_, hours) => {
    await signIn();
    const tokens = source();
    now += hours * 3_600_000;
    const header = await tokens.authorization(signal);
    sandbox.expireAccessTokens();
    expect(await tokens.refused(header, signal)).toBe(true);
    expect((await vault.get(dsn)).signIn?.expiresAt).toBe(new Date(now + 3_600_000).toISOString());
  });

  it('that another has renewed already is taken over without a call', async () => {
    await signIn();
    const [one, other] = [source(), source({}, newVault())];
    const header = await one.authorization(signal);
    expect(await other.refused(header, signal)).toBe(true);
    const calls = tokenCalls();
    expect(await one.refused(header, signal)).toBe(true);
    expect(tokenCalls()).toBe(calls);
    expect(await statusWith(await one.authorization(signal))).toBe(200);
  });

  it('survives many vaults that renew at once', async () => {
    await signIn();
    now += 3_700_000;
    const sources = Array.from({ length: 6 }, () => source({}, newVault()));
    const calls = tokenCalls();
    const headers = await Promise.all(sources.map((tokens) => tokens.authorization(signal)));
    expect(new Set(headers).size).toBe(1);
    expect(tokenCalls()).toBe(calls + 1);
    now += 3_700_000;
    expect(await statusWith(await source().authorization(signal))).toBe(200);
  });

  it('is renewed to the end although the statement that wanted it was cancelled', async () => {
    await signIn();
    now += 3_700_000;
    const tokens = source();
    const cancel = new AbortController();
    const waiting = tokens.authorization(cancel.signal);
    cancel.abort();
    await expect(waiting).rejects.toMatchObject({ sqlState: '57014' });
    expect(await statusWith(await tokens.authorization(signal))).toBe(200);
  });

  it('is not lost when the disk is full just after Bitbucket gave new tokens', async () => {
    await signIn();
    now += 3_700_000;
    const calls = tokenCalls();
    let full = false;
    const unwatch = sandbox.onRequest(() => (full = true));
    const tokens = source({}, newVault(stepsWhile(() => full)));
    await expect(tokens.authorization(signal)).rejects.toMatchObject({ sqlState: '53100' });
    await expect(tokens.authorization(signal)).rejects.toMatchObject({ sqlState: '53100' });
    expect(tokenCalls()).toBe(calls + 1);
    unwatch();
    full = false;
    expect(await statusWith(await tokens.authorization(signal))).toBe(200);
    now += 3_700_000;
    expect(await statusWith(await source().authorization(signal))).toBe(200);
  });

  it('that the disk had no room for outlives the connection that renewed it', async () => {
    await signIn();
    now += 3_700_000;
    const calls = tokenCalls();
    let full = false;
    const unwatch = sandbox.onRequest(() => (full = true));
    const where = newVault(stepsWhile(() => full));
    await expect(source({}, where).authorization(signal)).rejects.toMatchObject({ sqlState: '53100' });
    await expect(source({}, where).authorization(signal)).rejects.toMatchObject({ sqlState: '53100' });
    unwatch();
    full = false;
    await saveRenewals(where);
    expect(await statusWith(await source({}, where).authorization(signal))).toBe(200);
    expect(tokenCalls()).toBe(calls + 1);
    now += 3_700_000;
    expect(await statusWith(await source().authorization(signal))).toBe(200);
  });

  it('keeps its refresh token unused while the vault cannot be written, and its access token while that lasts', async () => {
    await signIn();
    now += 3_590_000;
    const calls = tokenCalls();
    const tokens = source({}, newVault(stepsWhile(() => true)));
    expect(await statusWith(await tokens.authorization(signal))).toBe(200);
    now += 20_000;
    await expect(tokens.authorization(signal)).rejects.toMatchObject({ sqlState: '53100' });
    expect(tokenCalls()).toBe(calls);
    expect(await statusWith(await source().authorization(signal))).toBe(200);
  });

  it('is used to its end while the token endpoint does not answer', async () => {
    await signIn();
    now += 3_590_000;
    const silent = { OAuthAccessTokenURL: 'http://127.0.0.1:1/access_token' };
    expect(await statusWith(await source(silent).authorization(signal))).toBe(200);
    now += 20_000;
    await expect(source(silent).authorization(signal)).rejects.toMatchObject({ sqlState: '08001' });
    expect(await statusWith(await source().authorization(signal))).toBe(200);
  });

  it('is renewed again at once when the answer of a renewal was lost, while the old refresh token still lives', async () => {
    await signIn();
    sandbox.modes.usedRefreshToken = 'dies-shortly-after';
    now += 3_590_000;
    const lost = await cutOff();
    const kept = await vault.get(dsn);
    now += 1000;
    // Its access token would be good for some seconds more; the refresh token may not be.
    const header = await source().authorization(signal);
    expect(header).not.toBe(lost);
    expect(header).not.toBe(`Bearer ${kept.signIn?.accessToken}`);
    expect((await vault.get(dsn)).signIn?.renewingSince).toBeUndefined();
    now += 3_700_000;
    expect(await statusWith(await source().authorization(signal))).toBe(200);
  });

  it('is used to its end where nobody may renew it, though a renewal was cut off', async () => {
    await signIn();
    sandbox.modes.usedRefreshToken = 'dies-shortly-after';
    now += 3_590_000;
    await cutOff();
    const calls = tokenCalls();
    expect(await statusWith(await source({ InitiateOAuth: 'OFF' }).authorization(signal))).toBe(200);
    expect(await statusWith(await source({ OAuthClientSecret: '' }).authorization(signal))).toBe(200);
    expect(tokenCalls()).toBe(calls);
    now += 20_000;
    await expect(source({ InitiateOAuth: 'OFF' }).authorization(signal)).rejects.toMatchObject({
      sqlState: '28000',
    });
  });

  it('whose renewal was cut off says so, where Bitbucket takes the refresh token no second time', async () => {
    await signIn();
    now += 3_700_000;
    await cutOff();
    await expect(source().authorization(signal)).rejects.toMatchObject({
      sqlState: '28000',
      hint: expect.stringMatching(/cut off on 2026-01-01 01:01 UTC.*drawbridge login/) as string,
    });
  });

  it('that was revoked fails with 28000 and the way to sign in, and shows no token', async () => {
    await signIn();
    const { signIn: kept } = await vault.get(dsn);
    now += 3_700_000;
    sandbox.revokeRefreshTokens();
    const error: unknown = await source()
      .authorization(signal)
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      sqlState: '28000',
      message: expect.stringMatching(/^The sign-in for Sales no longer counts\..*invalid_grant/) as string,
      hint: expect.stringContaining('Run drawbridge login --dsn Sales,') as string,
    });
    expect(JSON.stringify(error)).not.toContain(kept?.refreshToken);
    expect((await vault.get(dsn)).signIn).toEqual(kept);
  });

  it('that was revoked opens no browser while its access token lives, and asks in vain once a minute', async () => {
    await signIn();
    now += 3_550_000;
    sandbox.revokeRefreshTokens();
    let asked = 0;
    const tokens = desktopSource(() => (asked += 1));
    const calls = tokenCalls();
    const headers = [];
    for (let call = 0; call < 5; call += 1) headers.push(await tokens.authorization(signal));
    expect(await statusWith(headers[4] ?? '')).toBe(200);
    expect({ asked, calls: tokenCalls() - calls }).toEqual({ asked: 0, calls: 1 });
    await expect(tokens.refused(headers[0] ?? '', signal)).rejects.toMatchObject({
      message: 'Nobody answered.',
    });
    now += 61_000;
    await expect(tokens.authorization(signal)).rejects.toMatchObject({ message: 'Nobody answered.' });
    expect({ asked, calls: tokenCalls() - calls }).toEqual({ asked: 2, calls: 2 });
  });

  it('is neither renewed nor started with InitiateOAuth=OFF', async () => {
    await signIn();
    now += 3_700_000;
    const calls = tokenCalls();
    await expect(source({ InitiateOAuth: 'OFF' }).authorization(signal)).rejects.toMatchObject({
      sqlState: '28000',
    });
    expect(tokenCalls()).toBe(calls);
  });

  it('that is missing names the command and the button that make one', async () => {
    await expect(source().authorization(signal)).rejects.toMatchObject({
      sqlState: '28000',
      hint: 'Run drawbridge login --dsn Sales, or press Sign in in the Drawbridge window.',
    });
  });

  it('of a System DSN is made by a command that says so', async () => {
    const system = { name: 'Sales', scope: 'system' } as const;
    const tokens = tokenSourceFor({ properties: propertiesOf({}), dsn: system, vault });
    await expect(tokens.authorization(signal)).rejects.toMatchObject({
      hint: 'Run drawbridge login --dsn Sales --system, or press Sign in in the Drawbridge window.',
    });
  });

  it('cannot be had without a DSN', () => {
    expect(() => tokenSourceFor({ properties: propertiesOf({}), dsn: null, vault })).toThrow(
      expect.objectContaining({ sqlState: '28000' }),
    );
  });
});

const privateConsumer = () => ({
  AuthScheme: 'OAuthClient',
  OAuthClientId: sandbox.privateConsumer.key,
  OAuthClientSecret: sandbox.privateConsumer.secret,
});

describe('a private consumer', () => {
  it('asks for a token once, and again before it ends and after it was refused', async () => {
    const tokens = source(privateConsumer());
    const [header] = await Promise.all([tokens.authorization(signal), tokens.authorization(signal)]);
    expect(await statusWith(header)).toBe(200);
    expect(tokenCalls()).toBe(1);
    now += 3_590_000;
    const second = await tokens.authorization(signal);
    expect(second).not.toBe(header);
    expect(await tokens.refused(second, signal)).toBe(true);
    expect(await statusWith(await tokens.authorization(signal))).toBe(200);
    expect(tokenCalls()).toBe(3);
  });

  it('uses its token to the end while the token endpoint does not answer', async () => {
    let isAway = false;
    const post: TokenPost = async (url, authorization, form) => {
      if (isAway) throw new DrawbridgeError(SqlState.cannotConnect, 'Away.');
      const reply = await fetch(url, { method: 'POST', headers: { authorization }, body: form });
      return { status: reply.status, body: await reply.text() };
    };
    const properties = propertiesOf(privateConsumer());
    const tokens = tokenSourceFor({ properties, dsn, vault, oauth: { now: () => now, post } });
    const header = await tokens.authorization(signal);
    isAway = true;
    now += 3_590_000;
    expect(await tokens.authorization(signal)).toBe(header);
    now += 20_000;
    await expect(tokens.authorization(signal)).rejects.toMatchObject({ sqlState: '08001' });
  });

  it('that is not private is refused with a hint', async () => {
    const tokens = source({ AuthScheme: 'OAuthClient' });
    await expect(tokens.authorization(signal)).rejects.toMatchObject({
      sqlState: '28000',
      hint: expect.stringContaining('private') as string,
    });
  });
});

describe('a token of the user’s', () => {
  it.each([
    [
      'API token',
      () => ({ AuthScheme: 'APIToken', Email: sandbox.apiToken.email, APIToken: sandbox.apiToken.token }),
      'user',
    ],
    [
      'access token',
      () => ({ AuthScheme: 'AccessToken', AccessToken: sandbox.accessToken }),
      'user/workspaces',
    ],
  ])('is sent as it is: %s', async (_, change, path) => {
    const tokens = source(change());
    const authorization = await tokens.authorization(signal);
    expect((await fetch(`${sandbox.apiUrl}/${path}`, { headers: { authorization } })).status).toBe(200);
    expect(await tokens.refused(authorization, signal)).toBe(false);
  });

  it.each([
    ['Email', { AuthScheme: 'APIToken', APIToken: 't' }],
    ['APIToken', { AuthScheme: 'APIToken', Email: 'ada@example.com' }],
    ['AccessToken', { AuthScheme: 'AccessToken' }],
  ])('is refused with 28000 where %s is missing', (name, change) => {
    expect(() => source(change)).toThrow(
      expect.objectContaining({ sqlState: '28000', message: `${name} is missing.` }),
    );
  });
});
