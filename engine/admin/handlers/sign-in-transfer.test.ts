import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { KeyFileKeeper } from '../../auth/key-file-keeper.ts';
import { openBundle } from '../../auth/sign-in-bundle.ts';
import { keepRenewal } from '../../auth/unsaved-renewals.ts';
import type { SignIn } from '../../auth/vault-entry.ts';
import { openVault } from '../../auth/vault.ts';
import { resolveProperties } from '../../dsn/resolve-properties.ts';
import { Secret } from '../../dsn/secret.ts';
import type { CallContext } from '../dispatcher.ts';
import { signInTransferHandlers } from './sign-in-transfer.ts';

it('what is exported are the tokens that count, also where the disk had no room for them', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sign-in-transfer-'));
  const keepers = [new KeyFileKeeper(join(folder, 'vault.key'))];
  const vault = openVault({ folder: join(folder, 'vault'), keepers });
  const dsn = { name: 'Harbour', scope: 'user' } as const;
  const signIn = (refreshToken: string): SignIn => ({
    accessToken: 'access',
    refreshToken,
    expiresAt: '2026-01-01T00:00:00.000Z',
    scopes: [],
    account: '',
  });
  await vault.update(dsn, (entry) => ({ ...entry, signIn: signIn('used up') }));
  keepRenewal(vault, { dsn, signIn: signIn('new'), replaces: 'used up' });
  const resolved = resolveProperties({ string: new Map(), dsn: new Map(), secrets: new Map() });
  const handlers = signInTransferHandlers({
    vault,
    resolve: () => Promise.resolve({ dsn, ...resolved }),
    onSignedIn: () => undefined,
    changed: () => undefined,
  });
  const context: CallContext = {
    signal: new AbortController().signal,
    onPeerGone: () => undefined,
    tell: () => undefined,
  };
  const passphrase = 'seven gulls on a quay';
  const { bundle } = await handlers['signIn.export']({ ...dsn, passphrase }, context);
  const content = await openBundle(bundle, new Secret(passphrase));
  expect(content.signIn.refreshToken).toBe('new');
  await rm(folder, { recursive: true });
});
