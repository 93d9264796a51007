/** The key store is a fake; the vault and its file are real. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DesktopKeeper, type KeyStore, type KeyStoreAnswer } from './desktop-keeper.ts';
import { KeyFileKeeper } from './key-file-keeper.ts';
import { openVault, type Vault } from './vault.ts';

const dsn = { name: 'Harbor', scope: 'user' } as const;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'drawbridge-keeper-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Turns the text round: enough to tell a closed key from an open one. */
const turning: KeyStore = {
  ask: (_operation, text) =>
    Promise.resolve({
      kind: 'done',
      text: Buffer.from(Buffer.from(text, 'base64').toReversed()).toString('base64'),
    }),
};
const answering = (answer: KeyStoreAnswer): KeyStore => ({ ask: () => Promise.resolve(answer) });

const keyFile = () => new KeyFileKeeper(path.join(folder, 'keys', 'vault.key'));
const onDesktop = (store: KeyStore): Vault =>
  openVault({
    folder: path.join(folder, 'vault'),
    keepers: [new DesktopKeeper(store, keyFile())],
    alsoOpenedBy: [keyFile()],
  });
const headless = (): Vault => openVault({ folder: path.join(folder, 'vault'), keepers: [keyFile()] });
const file = () => readFile(path.join(folder, 'vault', 'vault.json'), 'utf8');
const keep = (vault: Vault, token: string) =>
  vault.update(dsn, (entry) => ({ ...entry, secrets: { AccessToken: token } }));
const kept = async (vault: Vault) => (await vault.get(dsn)).secrets['AccessToken'];

test('a new vault is closed with the key store alone, and opened by it again', async () => {
  await keep(onDesktop(turning), 'first');
  expect((JSON.parse(await file()) as { keys: { keeper: string }[] }).keys).toMatchObject([
    { keeper: 'key-store' },
  ]);
  await expect(readFile(path.join(folder, 'keys', 'vault.key'))).rejects.toThrow('ENOENT');
  expect(await kept(onDesktop(turning))).toBe('first');
});

test('a command without the desktop says that the window has to be opened', async () => {
  await keep(onDesktop(turning), 'first');
  await expect(headless().get(dsn)).rejects.toMatchObject({
    sqlState: '28000',
    message: expect.stringContaining('only the Drawbridge window reaches') as unknown,
    hint: expect.stringContaining('Open the Drawbridge window') as unknown,
  });
  // The key is not lost, so no other vault takes its place.
  await expect(headless().setAside()).rejects.toMatchObject({ sqlState: '28000' });
  expect(await kept(onDesktop(turning))).toBe('first');
});

test('a vault whose key the key store has lost makes room for a new one there', async () => {
  await keep(onDesktop(turning), 'first');
  const reset: KeyStore = {
    ask: (operation, text) =>
      operation === 'wrap'
        ? turning.ask(operation, text)
        : Promise.resolve({ kind: 'failed', problem: 'it is gone' }),
  };
  await onDesktop(reset).setAside();
  await keep(onDesktop(turning), 'second');
  expect(await kept(onDesktop(turning))).toBe('second');
});

test('a vault made with the key file keeps working on the desktop, closed as before', async () => {
  await keep(headless(), 'first');
  const desktop = onDesktop(answering({ kind: 'unprotected', mayUseKeyFile: false }));
  expect(await kept(desktop)).toBe('first');
  await keep(desktop, 'second');
  expect((JSON.parse(await file()) as { keys: { keeper: string }[] }).keys).toMatchObject([
    { keeper: 'key-file' },
  ]);
  expect(await kept(headless())).toBe('second');
});

test('a desktop without a key store that protects makes no vault, and says what to do', async () => {
  const desktop = onDesktop(answering({ kind: 'unprotected', mayUseKeyFile: false }));
  await expect(keep(desktop, 'first')).rejects.toMatchObject({
    sqlState: '28000',
    message: expect.stringContaining('no key store that protects') as unknown,
    hint: expect.stringContaining('Keep secrets with a key file') as unknown,
  });
  await expect(file()).rejects.toThrow('ENOENT');
});

test('once the user allows it, a key file closes the vault there', async () => {
  const desktop = onDesktop(answering({ kind: 'unprotected', mayUseKeyFile: true }));
  await keep(desktop, 'first');
  expect(await kept(desktop)).toBe('first');
  expect(await kept(headless())).toBe('first');
});

test('a key that the key store wants closed anew is, with the next change', async () => {
  await keep(onDesktop(turning), 'first');
  const renewing: KeyStore = {
    ask: async (operation, text) => ({ ...(await turning.ask(operation, text)), renewed: 'bmV3' }) as never,
  };
  const before = await file();
  expect(await kept(onDesktop(renewing))).toBe('first');
  expect(await file()).toBe(before);
  await keep(onDesktop(renewing), 'second');
  expect((JSON.parse(await file()) as { keys: unknown[] }).keys).toMatchObject([
    { keeper: 'key-store', sealed: 'bmV3' },
  ]);
});

test('a key store that was reset opens nothing, and the vault stays as it is', async () => {
  await keep(onDesktop(turning), 'first');
  const before = await file();
  const reset = onDesktop(answering({ kind: 'failed', problem: 'the key store gives back no key' }));
  await expect(keep(reset, 'second')).rejects.toMatchObject({
    sqlState: '28000',
    message: expect.stringContaining('gives back no key') as unknown,
    hint: expect.stringContaining('unlock the key store') as unknown,
  });
  expect(await file()).toBe(before);
  expect(await kept(onDesktop(turning))).toBe('first');
});
