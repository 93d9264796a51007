import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { KeyFileKeeper } from '../../auth/key-file-keeper.ts';
import { OAuthByHand } from '../../auth/oauth-by-hand.ts';
import { SignIns, type SignInState } from '../../auth/sign-in.ts';
import { openVault } from '../../auth/vault.ts';
import { resolveProperties } from '../../dsn/resolve-properties.ts';
import type { CallContext } from '../dispatcher.ts';
import { signInHandlers } from './sign-in.ts';

it('a sign-in ends with the caller that started it, and frees its port for the next', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sign-in-handlers-'));
  const states: SignInState[] = [];
  const keepers = [new KeyFileKeeper(join(folder, 'vault.key'))];
  const vault = openVault({ folder: join(folder, 'vault'), keepers });
  const signIns = new SignIns({
    vault,
    onChange: (_id, state) => void states.push(state),
  });
  const dsn = { name: 'Harbour', scope: 'user' } as const;
  const string = new Map([
    ['OAuthClientId', 'key'],
    ['OAuthClientSecret', 'secret'],
  ]);
  const resolved = resolveProperties({ string, dsn: new Map(), secrets: new Map() });
  const handlers = signInHandlers({
    signIns,
    byHand: new OAuthByHand({
      vault,
      onDemand: { byBrowser: () => Promise.reject(new Error('no browser')) },
    }),
    resolve: () => Promise.resolve({ dsn, ...resolved }),
  });
  let leave = (): void => undefined;
  const context: CallContext = {
    signal: new AbortController().signal,
    onPeerGone: (task) => (leave = task),
    tell: () => undefined,
  };
  const { id } = await handlers['signIn.start']({ ...dsn, listen: false }, context);
  leave();
  await expect.poll(() => states.map(({ phase }) => phase)).toEqual(['waiting', 'failed']);
  await expect(signIns.paste(id, 'code')).rejects.toMatchObject({ sqlState: '55000' });
  await rm(folder, { recursive: true });
});

it('a sign-in whose callback is another site waits for its answer without listening', async () => {
  const starts: boolean[] = [];
  const dsn = { name: 'Harbour', scope: 'user' } as const;
  const string = new Map([['CallbackURL', 'https://reports.example.com/back']]);
  const resolved = resolveProperties({ string, dsn: new Map(), secrets: new Map() });
  const started = { id: '1', authorizationUrl: '', callbackUrl: '', secondsLeft: 1 };
  const handlers = signInHandlers({
    signIns: {
      start: ({ listen }) => {
        starts.push(listen);
        return Promise.resolve(started);
      },
      waitingFor: () => null,
      paste: () => Promise.resolve(),
      cancel: () => Promise.resolve(),
    },
    byHand: new OAuthByHand({
      vault: openVault({ folder: '/nowhere', keepers: [] }),
      onDemand: { byBrowser: () => Promise.resolve() },
    }),
    resolve: () => Promise.resolve({ dsn, ...resolved }),
  });
  const context: CallContext = {
    signal: new AbortController().signal,
    onPeerGone: () => undefined,
    tell: () => undefined,
  };
  await handlers['signIn.start'](dsn, context);
  await handlers['signIn.start']({ ...dsn, listen: true }, context);
  expect(starts).toEqual([false, true]);
});
