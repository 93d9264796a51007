import { expect, test } from 'vitest';
import type { SafeStorage } from 'electron';
import { createKeyStore } from './key-store.ts';
import { strictFake } from './test-support/strict-fake.ts';

function keyStore(
  members: { [Member in keyof SafeStorage]?: unknown },
  platform: NodeJS.Platform = 'linux',
  mayUseKeyFile = false,
) {
  const safeStorage = strictFake<SafeStorage>('safeStorage', {
    getSelectedStorageBackend: () => 'gnome_libsecret',
    isAsyncEncryptionAvailable: () => Promise.resolve(true),
    ...members,
  });
  return createKeyStore({ safeStorage, platform }, () => mayUseKeyFile);
}

test('a key is closed and opened by the key store', async () => {
  const store = keyStore({
    encryptStringAsync: (text: string) => Promise.resolve(Buffer.from(`closed ${text}`)),
    decryptStringAsync: (sealed: Buffer) =>
      Promise.resolve({ result: sealed.toString().replace('closed ', ''), shouldReEncrypt: false }),
  });
  const closed = await store.ask('wrap', 'a2V5');
  expect(closed).toEqual({ kind: 'done', text: Buffer.from('closed a2V5').toString('base64') });
  const opened = await store.ask('unwrap', closed.kind === 'done' ? closed.text : '');
  expect(opened).toEqual({ kind: 'done', text: 'a2V5' });
});

test('a key that should be closed anew comes with its new form, if that can be made', async () => {
  const decryptStringAsync = () => Promise.resolve({ result: 'a2V5', shouldReEncrypt: true });
  const renewing = { decryptStringAsync, encryptStringAsync: () => Promise.resolve(Buffer.from('new')) };
  expect(await keyStore(renewing).ask('unwrap', 'b2xk')).toEqual({
    kind: 'done',
    text: 'a2V5',
    renewed: Buffer.from('new').toString('base64'),
  });
  const unable = { decryptStringAsync, encryptStringAsync: () => Promise.reject(new Error('locked')) };
  expect(await keyStore(unable).ask('unwrap', 'b2xk')).toEqual({ kind: 'done', text: 'a2V5' });
});

test.each(['basic_text', 'unknown'])('%s protects nothing and is never given the key', async (backend) => {
  const members = { getSelectedStorageBackend: () => backend };
  expect(await keyStore(members).ask('wrap', 'a2V5')).toEqual({ kind: 'unprotected', mayUseKeyFile: false });
  const allowed = await keyStore(members, 'linux', true).ask('wrap', 'a2V5');
  expect(allowed).toEqual({ kind: 'unprotected', mayUseKeyFile: true });
});

test('Windows and macOS are not asked for a backend, which they do not have', async () => {
  const members = { encryptStringAsync: () => Promise.resolve(Buffer.from('x')) };
  const { getSelectedStorageBackend: _, ...without } = { getSelectedStorageBackend: undefined, ...members };
  expect(await keyStore(without, 'win32').ask('wrap', 'a2V5')).toMatchObject({ kind: 'done' });
});

test('a key store that does not answer, or has lost its key, is told in words', async () => {
  const silent = keyStore({ isAsyncEncryptionAvailable: () => Promise.resolve(false) });
  expect(await silent.ask('wrap', 'a2V5')).toMatchObject({ kind: 'failed' });
  const reset = keyStore({ decryptStringAsync: () => Promise.reject(new Error('MAC mismatch')) });
  expect(await reset.ask('unwrap', 'a2V5')).toEqual({
    kind: 'failed',
    problem: expect.stringContaining('locked, or was reset') as unknown,
  });
});
