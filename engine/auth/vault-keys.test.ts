/** Several keys for one vault: each opens it, one goes, one comes. Files and scrypt are real, the key store is a fake. */
import { chmod, copyFile, cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Secret } from '../dsn/secret.ts';
import { DesktopKeeper, type KeyStore } from './desktop-keeper.ts';
import { KeyFileKeeper } from './key-file-keeper.ts';
import type { Keeper, WrappedKey } from './keeper.ts';
import { PassphraseKeeper } from './passphrase-keeper.ts';
import { openedBySharedKeys, SharedKeyKeeper } from './shared-key-keeper.ts';
import { openVault, type Vault } from './vault.ts';

const dsn = { name: 'Harbor', scope: 'user' } as const;
const passphrase = 'nine lighthouses in a row';
let root: string;
let folder: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'vault-keys-'));
  folder = join(root, 'vault');
});
afterEach(() => rm(root, { recursive: true }));

const keyFile = () => new KeyFileKeeper(join(root, 'keys', 'vault.key'));
const byPassphrase = (text = passphrase) => new PassphraseKeeper(new Secret(text));
const servicePath = () => join(root, 'etc', 'service.key');
const shared = (file = servicePath()) => new SharedKeyKeeper(file, folder);
/** Turns the key round: enough to tell a closed one from an open one. */
const turned: KeyStore = {
  ask: (_, text) =>
    Promise.resolve({
      kind: 'done',
      text: Buffer.from(Buffer.from(text, 'base64').toReversed()).toString('base64'),
    }),
};
const desktop = () => new DesktopKeeper(turned, keyFile());
const vaultWith = (...keepers: readonly Keeper[]): Vault => openVault({ folder, keepers });

const keep = (vault: Vault, token = 'harbour-4711') =>
  vault.update(dsn, (entry) => ({ ...entry, secrets: { AccessToken: token } }));
const kept = async (vault: Vault) => (await vault.get(dsn)).secrets['AccessToken'];
const vaultFile = () => join(folder, 'vault.json');
const outer = async () => JSON.parse(await readFile(vaultFile(), 'utf8')) as { keys: WrappedKey[] };

const each: [string, () => Keeper, () => Keeper][] = [
  ['passphrase', byPassphrase, byPassphrase],
  ['shared-key', shared, () => openedBySharedKeys],
  ['key-store', desktop, desktop],
];

describe('a further key', () => {
  it.each(each)('opens the vault alone: %s', async (kind, closing, opening) => {
    const vault = vaultWith(keyFile());
    await keep(vault);
    await vault.addKey(closing());
    expect((await vault.keys()).map(({ keeper }) => keeper)).toEqual(['key-file', kind]);
    expect(await kept(vaultWith(opening()))).toBe('harbour-4711');
    await keep(vaultWith(opening()), 'changed');
    expect(await kept(vault)).toBe('changed');
  });

  it('may be the first that there is', async () => {
    await vaultWith(keyFile()).addKey(byPassphrase());
    expect(await kept(vaultWith(byPassphrase()))).toBeUndefined();
    expect((await outer()).keys.map(({ keeper }) => keeper)).toEqual(['key-file', 'passphrase']);
  });

  it('that the vault has already is refused', async () => {
    const vault = vaultWith(keyFile());
    await keep(vault);
    const before = await readFile(vaultFile());
    await expect(vault.addKey(keyFile())).rejects.toMatchObject({ sqlState: '55000' });
    expect(await readFile(vaultFile())).toEqual(before);
  });

  it('needs a vault that opens', async () => {
    await keep(vaultWith(keyFile()));
    const before = await readFile(vaultFile());
    await expect(vaultWith(byPassphrase()).addKey(shared())).rejects.toMatchObject({ sqlState: '28000' });
    expect(await readFile(vaultFile())).toEqual(before);
  });

  it('is listed with the reason why it does not open here', async () => {
    const vault = vaultWith(keyFile());
    await vault.addKey(byPassphrase());
    await vault.addKey(shared());
    expect(await openVault({ folder, keepers: [byPassphrase('another passphrase')] }).keys()).toMatchObject([
      { keeper: 'key-file', problem: expect.any(String) as string },
      { keeper: 'passphrase', file: null, problem: expect.stringContaining('is another') as string },
      { keeper: 'shared-key', file: servicePath(), problem: expect.any(String) as string },
    ]);
    expect((await vault.keys())[0]).toMatchObject({ file: join(root, 'keys', 'vault.key'), problem: null });
  });
});

describe('a key that is taken away', () => {
  it.each(each)(
    'opens the vault no more, and neither does a copy of its wrapped form: %s',
    async (kind, closing, opening) => {
      const vault = openVault({ folder, keepers: [keyFile()], alsoOpenedBy: [opening()] });
      await keep(vault);
      await vault.addKey(closing());
      const taken = (await outer()).keys[1];
      await vault.removeKey(kind);
      expect(await kept(vault)).toBe('harbour-4711');
      await expect(kept(vaultWith(opening()))).rejects.toMatchObject({ sqlState: '28000' });
      // The data key itself is another one: the old wrapping is of no use.
      const now = await outer();
      await writeFile(vaultFile(), JSON.stringify({ ...now, keys: [taken] }));
      await expect(kept(vaultWith(opening()))).rejects.toMatchObject({ sqlState: '58030' });
    },
  );

  it('leaves all others, which close the new data key', async () => {
    const all = [keyFile(), byPassphrase(), openedBySharedKeys, desktop()];
    const vault = vaultWith(...all.slice(0, 1));
    await keep(vault);
    for (const keeper of [byPassphrase(), shared(), desktop()]) await vault.addKey(keeper);
    await vaultWith(...all).removeKey('key-file');
    for (const keeper of all.slice(1)) expect(await kept(vaultWith(keeper))).toBe('harbour-4711');
    await expect(kept(vaultWith(keyFile()))).rejects.toMatchObject({ sqlState: '28000' });
  });

  it('is never the last one', async () => {
    const vault = vaultWith(keyFile());
    await keep(vault);
    const before = await readFile(vaultFile());
    await expect(vault.removeKey('key-file')).rejects.toMatchObject({
      sqlState: '55000',
      hint: expect.stringContaining('Add another key first') as string,
    });
    expect(await readFile(vaultFile())).toEqual(before);
  });

  it('stays while another that stays is out of reach', async () => {
    const vault = vaultWith(keyFile());
    await keep(vault);
    await vault.addKey(byPassphrase());
    await vault.addKey(desktop());
    const before = await readFile(vaultFile());
    await expect(vault.removeKey('key-store')).rejects.toMatchObject({
      sqlState: '55000',
      message: expect.stringContaining('passphrase') as string,
    });
    expect(await readFile(vaultFile())).toEqual(before);
    // What is out of reach itself can go.
    await vaultWith(keyFile(), desktop()).removeKey('passphrase');
    expect((await outer()).keys.map(({ keeper }) => keeper)).toEqual(['key-file', 'key-store']);
  });

  it('is named by its id where there are several of a kind', async () => {
    const vault = openVault({ folder, keepers: [keyFile()], alsoOpenedBy: [byPassphrase()] });
    await keep(vault);
    await vault.addKey(byPassphrase());
    await vault.addKey(byPassphrase());
    await expect(vault.removeKey('passphrase')).rejects.toMatchObject({
      sqlState: '42704',
      message: expect.stringContaining('2 keys') as string,
    });
    const [, second] = (await outer()).keys;
    await vault.removeKey(second?.keyId ?? '');
    expect((await outer()).keys).toHaveLength(2);
    await expect(vault.removeKey('no such')).rejects.toMatchObject({ sqlState: '42704' });
  });

  it('never gives the new data key to a key that somebody has put there', async () => {
    const vault = openVault({ folder, keepers: [keyFile()], alsoOpenedBy: [openedBySharedKeys] });
    await keep(vault);
    await vault.addKey(byPassphrase());
    const foreign = await shared(join(root, 'etc', 'foreign.key')).wrap(Buffer.alloc(32));
    const now = await outer();
    await writeFile(vaultFile(), JSON.stringify({ ...now, keys: [...now.keys, foreign] }));
    const before = await readFile(vaultFile());
    await expect(vault.removeKey('passphrase')).rejects.toMatchObject({
      sqlState: '55000',
      message: expect.stringContaining('no key of this vault') as string,
    });
    expect(await readFile(vaultFile())).toEqual(before);
  });
});

describe("a copy of the vault's folder", () => {
  it('opens with nothing that is in it, whatever keys the vault has', async () => {
    const vault = vaultWith(keyFile());
    await keep(vault);
    for (const keeper of [byPassphrase(), shared(), desktop()]) await vault.addKey(keeper);
    const copy = join(root, 'copy');
    await cp(folder, copy, { recursive: true });
    // On the computer that it was copied to there is neither key.
    for (const name of ['keys', 'etc']) await rm(join(root, name), { recursive: true });
    const text = await readFile(join(copy, 'vault.json'), 'utf8');
    expect(text).not.toContain('harbour-4711');
    const empty: KeyStore = { ask: () => Promise.resolve({ kind: 'failed', problem: 'it has no such key' }) };
    const keepers = [
      new KeyFileKeeper(join(root, 'other', 'vault.key')),
      new KeyFileKeeper(join(copy, 'vault.json')),
      byPassphrase('a guess that is wrong'),
      openedBySharedKeys,
      new DesktopKeeper(empty, keyFile()),
    ];
    const there = openVault({ folder: copy, keepers });
    await expect(there.get(dsn)).rejects.toMatchObject({ sqlState: '28000' });
    await expect(there.update(dsn, (entry) => entry)).rejects.toMatchObject({ sqlState: '28000' });
    expect(await readFile(join(copy, 'vault.json'), 'utf8')).toBe(text);
  });
});

describe('a shared key', () => {
  it('is made where it is named, for its owner alone, and taken where it is there', async () => {
    const vault = vaultWith(keyFile());
    await vault.addKey(shared());
    expect((await stat(servicePath())).mode & 0o777).toBe(0o600);
    const key = await readFile(servicePath());
    const other = openVault({ folder: join(root, 'second', 'vault'), keepers: [keyFile()] });
    await other.addKey(shared());
    expect(await readFile(servicePath())).toEqual(key);
  });

  it("is refused inside the vault's folder, by a part of a path, and where others may read it", async () => {
    const vault = vaultWith(keyFile());
    await keep(vault);
    await mkdir(join(root, 'etc'));
    await copyFile(join(root, 'keys', 'vault.key'), servicePath());
    await chmod(servicePath(), 0o640);
    for (const file of [join(folder, 'x.key'), join(folder, 'deep', 'x.key'), 'x.key', servicePath()])
      await expect(vault.addKey(shared(file)), file).rejects.toMatchObject({ sqlState: '22023' });
    expect((await outer()).keys).toHaveLength(1);
  });

  it('that is gone does not keep another key from opening', async () => {
    const vault = openVault({ folder, keepers: [shared()], alsoOpenedBy: [byPassphrase()] });
    await keep(vault);
    await vault.addKey(byPassphrase());
    await rm(servicePath());
    expect(await kept(vault)).toBe('harbour-4711');
    await mkdir(servicePath());
    expect(await kept(vault)).toBe('harbour-4711');
  });
});

describe('a passphrase', () => {
  it('of less than twelve characters is refused', () => {
    expect(() => byPassphrase('short')).toThrow(expect.objectContaining({ sqlState: '22023' }));
  });

  it('that is wrong is said, and stands in no error', async () => {
    await keep(vaultWith(byPassphrase()));
    const error: unknown = await kept(vaultWith(byPassphrase('another passphrase'))).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({
      sqlState: '28000',
      hint: expect.stringContaining('Check the passphrase') as string,
    });
    expect(JSON.stringify(error)).not.toContain('another passphrase');
  });
});
