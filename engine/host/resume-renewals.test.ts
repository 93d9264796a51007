import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { KeyFileKeeper } from '../auth/key-file-keeper.ts';
import { openVault, type Vault } from '../auth/vault.ts';
import type { SignIn } from '../auth/vault-entry.ts';
import type { DsnEntry } from '../dsn/dsn-store.ts';
import { resumeRenewals } from './resume-renewals.ts';

const never = new AbortController().signal;
let folder: string;
let vault: Vault;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'resume-'));
  vault = openVault({
    folder: path.join(folder, 'vault'),
    keepers: [new KeyFileKeeper(path.join(folder, 'vault.key'))],
  });
});
afterEach(() => rm(folder, { recursive: true }));

const dsn = (name: string, ours = true): DsnEntry => ({
  name,
  scope: 'user',
  driver: 'Drawbridge',
  platform: '64-bit',
  description: '',
  ours,
});
const signIn: SignIn = {
  accessToken: 'a',
  refreshToken: 'r',
  expiresAt: '2030-01-01T00:00:00.000Z',
  scopes: [],
  account: '',
};
const keep = (name: string, kept: SignIn) =>
  vault.update({ name, scope: 'user' }, (entry) => ({ ...entry, signIn: kept }));

async function resumed(entries: readonly DsnEntry[], failing = ''): Promise<string[]> {
  const renewed: string[] = [];
  const dsns = { list: () => Promise.resolve(entries) };
  await resumeRenewals(
    {
      dsns,
      vault,
      tokensOf: async ({ name }) => ({
        authorization() {
          renewed.push(name);
          return name === failing ? Promise.reject(new Error('refused')) : Promise.resolve('Bearer x');
        },
        refused: () => Promise.resolve(false),
      }),
    },
    never,
  );
  return renewed;
}

it('renews what was cut off, and nothing else', async () => {
  await keep('Cut', { ...signIn, renewingSince: '2026-01-01T00:00:00.000Z' });
  await keep('Second', { ...signIn, renewingSince: '2026-01-01T00:00:00.000Z' });
  await keep('Good', signIn);
  const entries = [dsn('Cut'), dsn('Good'), dsn('None'), dsn('Second'), dsn('Foreign', false)];
  expect(await resumed(entries, 'Cut')).toEqual(['Cut', 'Second']);
});

it('makes no vault, and does not mind one that does not open', async () => {
  expect(await resumed([dsn('Cut')])).toEqual([]);
  await keep('Cut', { ...signIn, renewingSince: '2026-01-01T00:00:00.000Z' });
  await rm(path.join(folder, 'vault.key'));
  expect(await resumed([dsn('Cut')])).toEqual([]);
});
