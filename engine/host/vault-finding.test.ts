import { chmod, mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { WrappedKey } from '../auth/keeper.ts';
import { vaultFinding } from './vault-finding.ts';

let root: string;
let vault: string;
let keyFile: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'vault-finding-'));
  vault = path.join(root, 'vault');
  keyFile = path.join(root, 'vault.key');
  await writeFile(keyFile, 'key', { mode: 0o600 });
});
afterEach(() => rm(root, { recursive: true }));

const key = (keeper: string, more: Partial<WrappedKey> = {}): WrappedKey => ({
  keeper,
  keyId: keeper,
  sealed: '',
  ...more,
});
async function found(...keys: readonly WrappedKey[]) {
  await mkdir(vault, { recursive: true });
  await writeFile(path.join(vault, 'vault.json'), JSON.stringify({ format: 1, keys, entries: '' }));
  return vaultFinding({ vault, keyFile });
}

it('an empty vault is in its place', async () => {
  expect(await vaultFinding({ vault, keyFile })).toMatchObject({
    ok: true,
    text: expect.stringContaining('Empty') as string,
  });
});

it('says everything that protects the key', async () => {
  const file = path.join(root, 'service.key');
  await writeFile(file, 'key', { mode: 0o600 });
  const { ok, text } = await found(
    key('key-file'),
    key('key-store'),
    key('passphrase'),
    key('shared-key', { file }),
  );
  expect(ok).toBe(true);
  for (const part of [keyFile, 'this account can read', 'key store', 'DRAWBRIDGE_VAULT_KEY', file])
    expect(text).toContain(part);
});

it.each(['key-file', 'shared-key'])('a %s that others may read is not in its place', async (kind) => {
  await chmod(keyFile, 0o644);
  const { ok, text } = await found(key(kind, { file: keyFile }), key('key-store'));
  expect(ok).toBe(false);
  expect(text).toContain(`chmod 600 ${keyFile}`);
});

it('a key file that is gone matters where no other key is there', async () => {
  await rm(keyFile);
  expect(await found(key('key-file'))).toMatchObject({
    ok: false,
    text: expect.stringContaining('vault new') as string,
  });
  const { ok, text } = await found(key('key-file'), key('key-store'));
  expect(ok).toBe(true);
  expect(text).toContain('vault remove');
});

it.each(['', '{', 'null', '{"format":2}', '{"format":1,"keys":[]}'])(
  'a vault that is %j is not in its place',
  async (text) => {
    await mkdir(vault);
    await writeFile(path.join(vault, 'vault.json'), text);
    expect(await vaultFinding({ vault, keyFile })).toMatchObject({
      ok: false,
      text: expect.stringMatching(/damaged|newer/) as string,
    });
  },
);
