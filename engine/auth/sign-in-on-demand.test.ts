import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resolveProperties } from '../dsn/resolve-properties.ts';
import { DrawbridgeError, SqlState } from '../error.ts';
import { KeyFileKeeper } from './key-file-keeper.ts';
import { SignInOnDemand } from './sign-in-on-demand.ts';
import type { SignInEnd } from './sign-in.ts';
import { openVault, type Vault } from './vault.ts';

const dsn = { name: 'Harbour', scope: 'user' } as const;
let folder: string;
let vault: Vault;
let opened: string[];
let endings: ((end: SignInEnd) => void)[];
let givenUp: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'on-demand-'));
  vault = openVault({ folder: join(folder, 'vault'), keepers: [new KeyFileKeeper(join(folder, 'key'))] });
  [opened, endings, givenUp] = [[], [], []];
});
afterEach(() => rm(folder, { recursive: true }));

/** `canGiveUp` false: whoever signs in has allowed the access already. */
function onDemand({ hasDesktop = true, canGiveUp = true } = {}): SignInOnDemand {
  return new SignInOnDemand({
    vault,
    hasDesktop,
    openBrowser: (address) => opened.push(address) > 0,
    signIns: {
      waitingFor: () => null,
      start: () =>
        Promise.resolve({ id: '1', authorizationUrl: 'https://consent', callbackUrl: '', secondsLeft: 120 }),
      ended: () => new Promise((resolve) => endings.push(resolve)),
      giveUp: (_id, error) => {
        givenUp.push(error.message);
        if (canGiveUp) endings.at(-1)?.({ phase: 'failed', error });
        return Promise.resolve();
      },
    },
  });
}

function applicant(values: Readonly<Record<string, string>> = {}) {
  const given = { InitiateOAuth: 'GETANDREFRESH', OAuthClientId: 'key', OAuthClientSecret: 'x', ...values };
  const string = new Map(Object.entries(given));
  const { properties } = resolveProperties({ string, dsn: new Map(), secrets: new Map() });
  return { dsn, properties };
}

const done: SignInEnd = { phase: 'done', account: '', scopes: [], expiresAt: '' };
const never = new AbortController().signal;

describe('a connection', () => {
  it('waits with the others for one browser', async () => {
    const subject = onDemand();
    const waiting = [1, 2, 3].map(() => subject.atConnect(applicant(), never));
    await expect.poll(() => endings.length).toBe(1);
    endings[0]?.(done);
    await Promise.all(waiting);
    expect(opened).toEqual(['https://consent']);
  });

  it('that goes away leaves the sign-in to the others; the last one ends it', async () => {
    const subject = onDemand();
    const [one, other] = [new AbortController(), new AbortController()];
    const waiting = [one, other].map(({ signal }) => subject.atConnect(applicant(), signal));
    await expect.poll(() => endings.length).toBe(1);
    one.abort();
    await expect(waiting[0]).rejects.toMatchObject({ sqlState: '57014' });
    expect(givenUp).toEqual([]);
    other.abort();
    await expect(waiting[1]).rejects.toMatchObject({ sqlState: '57014' });
    await expect.poll(() => givenUp.length).toBe(1);
  });

  it('that comes when all others have gone takes what they have begun, or goes, too', async () => {
    const subject = onDemand({ canGiveUp: false });
    const [first, third] = [new AbortController(), new AbortController()];
    const one = subject.atConnect(applicant(), first.signal);
    await expect.poll(() => endings.length).toBe(1);
    first.abort();
    await expect(one).rejects.toMatchObject({ sqlState: '57014' });
    const two = subject.atConnect(applicant(), never);
    const three = subject.atConnect(applicant(), third.signal);
    third.abort();
    await expect(three).rejects.toMatchObject({ sqlState: '57014' });
    endings[0]?.(done);
    await two;
    expect(opened).toEqual(['https://consent']);
  });

  it('is told 28000 where the sign-in fails, and of the network where that is to blame', async () => {
    const subject = onDemand();
    for (const [at, [given, told]] of Object.entries({
      0: [SqlState.queryCanceled, '28000'],
      1: [SqlState.cannotConnect, '08001'],
    } as const)) {
      const waiting = subject.atConnect(applicant(), never);
      await expect.poll(() => endings.length).toBe(Number(at) + 1);
      endings[Number(at)]?.({ phase: 'failed', error: new DrawbridgeError(given, 'It went wrong.') });
      await expect(waiting).rejects.toMatchObject({
        sqlState: told,
        message: expect.stringContaining('It went wrong.') as string,
        hint: expect.stringContaining('drawbridge login --dsn Harbour') as string,
      });
    }
  });

  it('without a desktop names the command', async () => {
    await expect(onDemand({ hasDesktop: false }).atConnect(applicant(), never)).rejects.toMatchObject({
      sqlState: '28000',
      hint: expect.stringContaining('drawbridge login --dsn Harbour') as string,
    });
  });

  it.each([
    ['OFF', { InitiateOAuth: 'OFF', OAuthVerifier: 'code' }],
    ['REFRESH', { InitiateOAuth: 'REFRESH' }],
    ['a callback of another site', { CallbackURL: 'https://reports.example.com/back' }],
    ['another scheme', { AuthScheme: 'OAuthClient' }],
  ])('with %s begins nothing', async (_, values) => {
    const subject = onDemand();
    await subject.atConnect(applicant(values), never);
    expect(opened).toEqual([]);
  });

  it('of a data source that is signed in begins nothing', async () => {
    const signIn = { accessToken: 'a', refreshToken: null, expiresAt: '', scopes: [], account: '' };
    await vault.update(dsn, (entry) => ({ ...entry, signIn }));
    await onDemand().atConnect(applicant(), never);
    expect(opened).toEqual([]);
  });
});
