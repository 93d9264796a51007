import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DsnKey } from '../dsn/dsn-store.ts';
import { resolveProperties } from '../dsn/resolve-properties.ts';
import { type Sandbox, startSandbox } from '../sandbox/sandbox.ts';
import { KeyFileKeeper } from './key-file-keeper.ts';
import { SignIns, type SignInParts, type SignInState, type StartedSignIn } from './sign-in.ts';
import type { TokenPost } from './token-endpoint.ts';
import { openVault, type Vault } from './vault.ts';

const dsn: DsnKey = { name: 'Sales', scope: 'user' };
let folder: string;
let sandbox: Sandbox;
let callbackUrl: string;
let vault: Vault;
let expire: () => void;
let patience: number;
let now = 0;
let timersStopped: number;
let states: SignInState[];
let ended: Promise<SignInState>;
let end: (state: SignInState) => void;
let signIns: SignIns;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sign-in-'));
  callbackUrl = `http://localhost:${await freePort()}/back`;
  sandbox = await startSandbox({ callbackUrl });
  vault = openVault({
    folder: join(folder, 'vault'),
    keepers: [new KeyFileKeeper(join(folder, 'keys', 'vault.key'))],
  });
  timersStopped = 0;
  signIns = create();
});
afterEach(async () => {
  await signIns.close();
  await sandbox.close();
  await rm(folder, { recursive: true });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function create(more: Partial<SignInParts> = {}): SignIns {
  states = [];
  ended = new Promise((resolve) => (end = resolve));
  return new SignIns({
    vault,
    onChange: (_id, state) => {
      states.push(state);
      if (state.phase === 'done' || state.phase === 'failed') end(state);
    },
    now: () => now,
    startTimer: (milliseconds, call) => {
      patience = milliseconds;
      expire = call;
      return () => (timersStopped += 1);
    },
    ...more,
  });
}

function start(change: Record<string, string> = {}, listen = true): Promise<StartedSignIn> {
  const pairs = {
    OAuthClientId: sandbox.consumer.key,
    OAuthClientSecret: sandbox.consumer.secret,
    CallbackURL: callbackUrl,
    OAuthAuthorizationURL: sandbox.authorizeUrl,
    OAuthAccessTokenURL: sandbox.tokenUrl,
    ...change,
  };
  const { properties } = resolveProperties({
    string: new Map(Object.entries(pairs)),
    dsn: new Map(),
    secrets: new Map(),
  });
  return signIns.start({ dsn, properties, listen });
}

/** What the consent page's button does. Returns the address to which the browser is sent back. */
async function consent(authorizationUrl: string, answer: 'accept' | 'deny' = 'accept'): Promise<string> {
  const reply = await fetch(authorizationUrl, {
    method: 'POST',
    body: new URLSearchParams({ consent: answer }),
    redirect: 'manual',
  });
  return reply.headers.get('location') ?? '';
}

const phases = () => states.map(({ phase }) => phase);

describe('with the browser on this computer', () => {
  it('goes from waiting over exchanging to done, and the vault has the tokens', async () => {
    const { authorizationUrl } = await start();
    const page = await fetch(await consent(authorizationUrl));
    expect(await page.text()).toContain('You are signed in');
    const state = await ended;
    expect(phases()).toEqual(['waiting', 'exchanging', 'done']);
    const { signIn } = await vault.get(dsn);
    expect(state).toMatchObject({ account: '', expiresAt: signIn?.expiresAt, scopes: signIn?.scopes });
    expect(signIn?.scopes).toContain('repository');
    const authorization = `Bearer ${signIn?.accessToken}`;
    expect((await fetch(`${sandbox.apiUrl}/user`, { headers: { authorization } })).status).toBe(200);
    expect(timersStopped).toBeGreaterThan(0);
  });

  it('keeps who it is where somebody can tell, and goes without that where not', async () => {
    signIns = create({ identify: () => Promise.resolve('Ada') });
    await fetch(await consent((await start()).authorizationUrl));
    expect(await ended).toMatchObject({ phase: 'done', account: 'Ada' });
    expect((await vault.get(dsn)).signIn?.account).toBe('Ada');
    signIns = create({ identify: () => Promise.reject(new Error('no')) });
    await fetch(await consent((await start()).authorizationUrl));
    expect(await ended).toMatchObject({ phase: 'done', account: '' });
  });

  it('does not call another by that name who signs in meanwhile', async () => {
    const other = { accessToken: 'other', refreshToken: null, expiresAt: '', scopes: [], account: 'Grace' };
    signIns = create({
      async identify() {
        await vault.update(dsn, (entry) => ({ ...entry, signIn: other }));
        return 'Ada';
      },
    });
    await fetch(await consent((await start()).authorizationUrl));
    await ended;
    expect((await vault.get(dsn)).signIn).toEqual(other);
  });

  it('that has its code gets its tokens, although the engine is about to end', async () => {
    let answer = (): void => undefined;
    const answered = new Promise<void>((resolve) => (answer = resolve));
    const post: TokenPost = async () => {
      await answered;
      return { status: 200, body: '{"access_token": "late", "refresh_token": "later"}' };
    };
    signIns = create({ oauth: { post } });
    const page = fetch(await consent((await start()).authorizationUrl));
    await expect.poll(phases).toEqual(['waiting', 'exchanging']);
    const closing = signIns.close(60_000).then(async () => (await vault.get(dsn)).signIn?.accessToken);
    answer();
    expect(await closing).toBe('late');
    expect(await (await page).text()).toContain('You are signed in');
  });

  it('says in the browser and here that the consent was denied', async () => {
    const page = await fetch(await consent((await start()).authorizationUrl, 'deny'));
    expect(await page.text()).toContain('The sign-in failed');
    expect(await ended).toMatchObject({ phase: 'failed', error: { sqlState: '28000' } });
    expect(phases()).toEqual(['waiting', 'failed']);
  });

  it.each([
    ['error=access_denied&error_description=Not+on%0Amy+watch', /consent was not given.*: Not on my watch$/],
    ['error=server_error', /^Bitbucket ended the sign-in \(server_error\)\.$/],
  ])('says what the redirect says: %s', async (query, message) => {
    const { authorizationUrl } = await start();
    const state = new URL(authorizationUrl).searchParams.get('state') ?? '';
    const page = await fetch(`${callbackUrl}?state=${state}&${query}`);
    expect(await page.text()).toContain('The sign-in failed');
    expect(await ended).toMatchObject({
      phase: 'failed',
      error: { message: expect.stringMatching(message) as string },
    });
  });

  it('fails with a hint when the consumer secret is wrong, and shows it nowhere', async () => {
    const { authorizationUrl } = await start({ OAuthClientSecret: 'marker-secret' });
    const page = await fetch(await consent(authorizationUrl));
    const state = await ended;
    expect(state).toMatchObject({
      phase: 'failed',
      error: { sqlState: '28000', hint: expect.stringContaining('OAuthClientSecret') as string },
    });
    expect((await page.text()) + JSON.stringify(states)).not.toContain('marker-secret');
  });

  it('leaves a sign-in that was good before when a new one fails', async () => {
    await fetch(await consent((await start()).authorizationUrl));
    await ended;
    const before = await vault.get(dsn);
    signIns = create();
    await fetch(await consent((await start()).authorizationUrl, 'deny'));
    await ended;
    expect(await vault.get(dsn)).toEqual(before);
  });

  it('ends after two minutes without an answer, and the port is free for the next', async () => {
    expect((await start()).secondsLeft).toBe(120);
    expect(patience).toBe(120_000);
    expire();
    expect(await ended).toMatchObject({
      phase: 'failed',
      error: { sqlState: '28000', message: 'No answer came within 2 minutes.' },
    });
    await expect(start()).resolves.toMatchObject({ callbackUrl });
  });

  it('says how long it still waits when a stray answer comes back', async () => {
    await start();
    now += 100_000;
    await fetch(`${callbackUrl}?state=another&code=x`);
    expect(states.at(-1)).toMatchObject({ phase: 'waiting', strayAnswer: true, secondsLeft: 20 });
  });

  it('is one at a time for a port, until it is cancelled', async () => {
    const { id } = await start();
    await expect(start()).rejects.toMatchObject({ sqlState: '55000' });
    await signIns.cancel(id);
    expect(await ended).toMatchObject({ phase: 'failed', error: { sqlState: '57014' } });
    await expect(signIns.cancel(id)).rejects.toMatchObject({ sqlState: '55000' });
    await expect(start()).resolves.toMatchObject({ callbackUrl });
  });
});

describe('with the browser on another machine', () => {
  it('takes the whole address that the browser ended on', async () => {
    const { id, authorizationUrl, secondsLeft } = await start({}, false);
    expect(secondsLeft).toBe(600);
    await signIns.paste(id, ` ${await consent(authorizationUrl)}\n`);
    expect(await ended).toMatchObject({ phase: 'done' });
    expect((await vault.get(dsn)).signIn?.refreshToken).toBeTruthy();
  });

  it('takes the code alone, also while it listens', async () => {
    const { id, authorizationUrl } = await start();
    const code = new URL(await consent(authorizationUrl)).searchParams.get('code') ?? '';
    await signIns.paste(id, code);
    expect(await ended).toMatchObject({ phase: 'done' });
  });

  it('works with a callback that is somebody else’s site', async () => {
    await sandbox.close();
    sandbox = await startSandbox({ callbackUrl: 'https://tool.example.com/back' });
    const { id, authorizationUrl } = await start({ CallbackURL: 'https://tool.example.com/back' }, false);
    await signIns.paste(id, await consent(authorizationUrl));
    expect(await ended).toMatchObject({ phase: 'done' });
  });

  it('refuses what is no answer to this sign-in, and waits on', async () => {
    const { id, authorizationUrl } = await start({}, false);
    for (const text of ['', 'two words', `${callbackUrl}?state=foreign&code=c`])
      await expect(signIns.paste(id, text)).rejects.toMatchObject({ sqlState: '22023' });
    await signIns.paste(id, await consent(authorizationUrl));
    expect(await ended).toMatchObject({ phase: 'done' });
  });

  it('fails with a hint for a code that was used before', async () => {
    const { id, authorizationUrl } = await start({}, false);
    const address = await consent(authorizationUrl);
    await signIns.paste(id, address);
    const code = new URL(address).searchParams.get('code') ?? '';
    signIns = create();
    await signIns.paste((await start({}, false)).id, code);
    expect(await ended).toMatchObject({ phase: 'failed', error: { sqlState: '28000' } });
  });
});
