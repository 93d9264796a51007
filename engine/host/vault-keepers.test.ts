import { spawnSync } from 'node:child_process';
import { fstatSync, openSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { KeyStore } from '../auth/desktop-keeper.ts';
import { foldersOf } from '../dsn/data-folder.ts';
import { engineVault } from './vault-keepers.ts';

const dsn = { name: 'Harbor', scope: 'user' } as const;
const passphrase = 'nine lighthouses in a row';
let root: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'vault-keepers-'));
});
afterEach(() => rm(root, { recursive: true }));

const keyStore: KeyStore = { ask: (_, text) => Promise.resolve({ kind: 'done', text }) };
const vaultOf = (env: NodeJS.ProcessEnv = {}, desktop?: KeyStore) =>
  engineVault({ folders: foldersOf({}, root), env, keyStore: desktop });
const keep = ({ vault }: ReturnType<typeof engineVault>) =>
  vault.update(dsn, (entry) => ({ ...entry, secrets: { AccessToken: 'kept' } }));
const kinds = async ({ vault }: ReturnType<typeof engineVault>) =>
  (await vault.keys()).map(({ keeper }) => keeper);

it.each([
  ['key-file', {}, undefined],
  ['key-store', {}, keyStore],
  ['passphrase', { DRAWBRIDGE_VAULT_KEY: passphrase }, undefined],
  ['passphrase', { DRAWBRIDGE_VAULT_KEY: passphrase }, keyStore],
])('a new vault is closed with the %s', async (kind, env, desktop) => {
  const made = vaultOf(env, desktop);
  await keep(made);
  expect(await kinds(made)).toEqual([kind]);
  // No other key comes into being.
  expect(await readdir(root)).toEqual(kind === 'key-file' ? ['keys', 'vault'] : ['vault']);
});

it('a passphrase is taken out of the environment, which other programs inherit', async () => {
  const env = { DRAWBRIDGE_VAULT_KEY: passphrase, HOME: '/home/ada' };
  await keep(vaultOf(env));
  expect(env).toEqual({ HOME: '/home/ada' });
  expect((await vaultOf({ DRAWBRIDGE_VAULT_KEY: passphrase }).vault.get(dsn)).secrets).toEqual({
    AccessToken: 'kept',
  });
  await expect(vaultOf().vault.get(dsn)).rejects.toMatchObject({
    sqlState: '28000',
    message: expect.stringContaining('nobody has handed over') as string,
    hint: expect.stringContaining('DRAWBRIDGE_VAULT_KEY') as string,
  });
});

it('a passphrase is read from a descriptor to its end', async () => {
  const file = path.join(root, 'passphrase');
  await writeFile(file, `${passphrase}\n`);
  await keep(vaultOf({ DRAWBRIDGE_VAULT_KEY: passphrase }));
  const descriptor = openSync(file, 'r');
  const { ino } = fstatSync(descriptor);
  const env = { DRAWBRIDGE_VAULT_KEY_FD: String(descriptor) };
  const { vault } = vaultOf(env);
  // And closed: it may be open for something else by now.
  expect(fileOf(descriptor)).not.toBe(ino);
  expect((await vault.get(dsn)).secrets).toEqual({ AccessToken: 'kept' });
  expect(env).toEqual({});
});

function fileOf(descriptor: number): number | null {
  try {
    return fstatSync(descriptor).ino;
  } catch {
    return null;
  }
}

it.each([
  ['both', { DRAWBRIDGE_VAULT_KEY: passphrase, DRAWBRIDGE_VAULT_KEY_FD: '3' }],
  ['no number', { DRAWBRIDGE_VAULT_KEY_FD: passphrase }],
  ['closed', { DRAWBRIDGE_VAULT_KEY_FD: '999' }],
  ['short', { DRAWBRIDGE_VAULT_KEY: 'short' }],
])('what cannot be a passphrase is refused, and not shown whole: %s', (_, env) => {
  const tried = () => vaultOf({ ...env });
  expect(tried).toThrow(expect.objectContaining({ sqlState: '22023' }));
  expect(tried).not.toThrow(passphrase);
});

it('the key store of the desktop is added by its window alone', async () => {
  const headless = vaultOf();
  expect(() => headless.keeperFor({ keeper: 'key-store' })).toThrow(
    expect.objectContaining({ sqlState: '55000' }),
  );
  await keep(headless);
  const desktop = vaultOf({}, keyStore);
  await desktop.vault.addKey(desktop.keeperFor({ keeper: 'key-store' }));
  await desktop.vault.removeKey('key-file');
  expect(await kinds(desktop)).toEqual(['key-store']);
});

it('a sign-in that the window makes is used without it, once the vault has a key file as well', async () => {
  const desktop = vaultOf({}, keyStore);
  await keep(desktop);
  await expect(vaultOf().vault.get(dsn)).rejects.toMatchObject({
    hint: expect.stringContaining('vault add key-file') as string,
  });
  await desktop.vault.addKey(desktop.keeperFor({ keeper: 'key-file' }));
  expect((await vaultOf().vault.get(dsn)).secrets).toEqual({ AccessToken: 'kept' });
});

it.runIf(process.getuid?.() === 0)(
  'a key that belongs to the account of a service opens nothing for another',
  async () => {
    const { vault, keeperFor } = vaultOf();
    await keep({ vault, keeperFor });
    const file = path.join(root, 'service.key');
    await vault.addKey(keeperFor({ keeper: 'shared-key', file }));
    expect(spawnSync('chown', ['nobody', file]).status).toBe(0);
    // What another account gets when it tries.
    const read = spawnSync('cat', [file], { uid: 65_533, gid: 65_533 });
    expect(read.status).not.toBe(0);
    expect((await readFile(file)).length).toBe(32);
  },
);
