import { cp, mkdtemp, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileSteps } from '../dsn/atomic-file.ts';
import type { DsnKey } from '../dsn/dsn-store.ts';
import { KeyFileKeeper } from './key-file-keeper.ts';
import { openVault, type Vault } from './vault.ts';
import { emptyEntry, type SignIn, type VaultEntry } from './vault-entry.ts';

const marker = 'marker-secret-4711';
const sales: DsnKey = { name: 'Sales Report', scope: 'user' };
const signIn: SignIn = {
  accessToken: `${marker}-access`,
  refreshToken: `${marker}-refresh`,
  expiresAt: '2030-01-01T00:00:00.000Z',
  scopes: ['account', 'repository'],
  account: 'Ada of the Harbour',
};

let root: string;
let folder: string;
let keyFile: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'vault-'));
  folder = join(root, 'vault');
  keyFile = join(root, 'keys', 'vault.key');
});
afterEach(() => rm(root, { recursive: true }));

const vaultIn = (where: string, key = keyFile, steps?: FileSteps): Vault =>
  openVault({ folder: where, keepers: [new KeyFileKeeper(key)], ...(steps ? { steps } : {}) });
const addSecret =
  (name: string, value: string) =>
  (entry: VaultEntry): VaultEntry => ({ ...entry, secrets: { ...entry.secrets, [name]: value } });
const full = () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }));
const vaultFile = () => join(folder, 'vault.json');

async function filled(): Promise<Vault> {
  const vault = vaultIn(folder);
  await vault.update(sales, addSecret('APIToken', marker));
  return vault;
}

describe('entries', () => {
  it('are empty where nothing was kept, and reading makes no file', async () => {
    expect(await vaultIn(folder).get(sales)).toEqual(emptyEntry);
    expect(await readdir(root)).toEqual([]);
  });

  it('come back in another process, whatever the case of the name', async () => {
    const vault = await filled();
    await vault.update(sales, (entry) => ({ ...entry, signIn }));
    const again = await vaultIn(folder).get({ name: 'SALES REPORT', scope: 'user' });
    expect(again).toEqual({ secrets: { APIToken: marker }, signIn });
    expect(await vault.get({ name: 'Sales', scope: 'system' })).toEqual(emptyEntry);
  });

  it('go along when a DSN is renamed, and go when it is removed', async () => {
    const vault = await filled();
    const north: DsnKey = { name: 'North', scope: 'user' };
    await vault.rename(sales, north);
    expect((await vault.get(north)).secrets).toEqual({ APIToken: marker });
    expect(await vault.get(sales)).toEqual(emptyEntry);
    await vault.remove(north);
    expect(await vault.get(north)).toEqual(emptyEntry);
  });

  it('of two vaults that write at once are all kept', async () => {
    const [one, other] = [vaultIn(folder), vaultIn(folder)];
    const names = Array.from({ length: 12 }, (_, index) => `dsn${index}`);
    await Promise.all(
      names.map((name, index) =>
        (index % 2 === 0 ? one : other).update({ name, scope: 'user' }, addSecret('AccessToken', name)),
      ),
    );
    for (const name of names)
      expect((await one.get({ name, scope: 'user' })).secrets).toEqual({ AccessToken: name });
  });
});

describe('exclusive work', () => {
  it('is waited for when an engine stops, but not for ever', async () => {
    const vault = vaultIn(folder);
    await vault.settled(0);
    let finish = (): void => undefined;
    const work = vault.exclusively(sales, () => new Promise<void>((resolve) => (finish = resolve)));
    await expect.poll(() => readdir(folder).catch(() => [])).toHaveLength(1);
    await vault.settled(0);
    let isSettled = false;
    const settled = vault.settled(60_000).then(() => (isSettled = true));
    expect(isSettled).toBe(false);
    finish();
    await Promise.all([settled, work]);
    const failing = vault.exclusively(sales, () => Promise.reject(new Error('no')));
    await vault.settled(60_000);
    await expect(failing).rejects.toThrow('no');
  });
});

describe('protection', () => {
  it('lets only the owner read vault and key', async () => {
    await filled();
    for (const path of [vaultFile(), keyFile]) expect((await stat(path)).mode & 0o777).toBe(0o600);
    for (const path of [folder, join(root, 'keys')]) expect((await stat(path)).mode & 0o777).toBe(0o700);
  });

  it('writes neither secrets nor names in the clear', async () => {
    const vault = await filled();
    await vault.update(sales, (entry) => ({ ...entry, signIn }));
    const text = (await readFile(vaultFile(), 'latin1')).toLowerCase();
    for (const word of [
      marker,
      'sales report',
      'ada of the harbour',
      Buffer.from(marker).toString('base64').toLowerCase(),
    ])
      expect(text).not.toContain(word);
    expect(await readdir(folder)).toEqual(['vault.json']);
  });

  it("gives nothing away to who has a copy of the vault's folder alone", async () => {
    await filled();
    const copy = join(root, 'copy');
    await cp(folder, copy, { recursive: true });
    await expect(vaultIn(copy, join(root, 'other.key')).get(sales)).rejects.toMatchObject({
      sqlState: '28000',
    });
    await expect(vaultIn(copy, join(copy, 'vault.json')).get(sales)).rejects.toMatchObject({
      sqlState: '28000',
    });
  });

  it('notices a byte that was changed', async () => {
    const vault = await filled();
    const outer = JSON.parse(await readFile(vaultFile(), 'utf8')) as { entries: string };
    const sealed = Buffer.from(outer.entries, 'base64');
    sealed.writeUInt8(sealed.readUInt8(20) ^ 1, 20);
    await writeFile(vaultFile(), JSON.stringify({ ...outer, entries: sealed.toString('base64') }));
    await expect(vault.get(sales)).rejects.toMatchObject({ sqlState: '58030' });
  });
});

describe('a new vault', () => {
  const losses: [string, () => Promise<void>][] = [
    ['the key file is gone', () => rm(keyFile)],
    ['the key file is another', () => writeFile(keyFile, Buffer.alloc(32))],
    ['the key file is cut', () => writeFile(keyFile, 'x')],
    ['the vault is damaged', () => writeFile(vaultFile(), 'null')],
  ];
  const dated = () => `vault-${new Date().toISOString().slice(0, 10)}`;

  it.each(losses)('begins where %s, and the old one is kept beside it', async (_, lose) => {
    const vault = await filled();
    await lose();
    const before = await readFile(vaultFile());
    const aside = await vault.setAside();
    expect(aside.startsWith(join(folder, dated()))).toBe(true);
    expect(await readFile(aside)).toEqual(before);
    expect(await vault.get(sales)).toEqual(emptyEntry);
    await vault.update(sales, addSecret('APIToken', 'new'));
    expect(await vaultIn(folder).get(sales)).toMatchObject({ secrets: { APIToken: 'new' } });
    expect(await readFile(aside)).toEqual(before);
  });

  it('is empty until the old file and its key are put back', async () => {
    const vault = await filled();
    await rename(keyFile, `${keyFile}.away`);
    const aside = await vault.setAside();
    await vault.update(sales, addSecret('APIToken', 'new'));
    await rename(aside, vaultFile());
    await rename(`${keyFile}.away`, keyFile);
    expect(await vault.get(sales)).toMatchObject({ secrets: { APIToken: marker } });
  });

  it('never takes the place of an older one that was set aside', async () => {
    const vault = await filled();
    const asides: string[] = [];
    for (const text of ['', 'null', '[]']) {
      await writeFile(vaultFile(), text);
      asides.push(await vault.setAside());
    }
    expect(asides).toEqual(['.json', '-2.json', '-3.json'].map((end) => join(folder, `${dated()}${end}`)));
    expect((await readdir(folder)).length).toBe(3);
  });

  it('is refused where the old one opens, is of a newer version, or there is none', async () => {
    await expect(vaultIn(folder).setAside()).rejects.toMatchObject({ sqlState: '55000' });
    expect(await readdir(root)).toEqual([]);
    const vault = await filled();
    await expect(vault.setAside()).rejects.toMatchObject({ sqlState: '55000' });
    await writeFile(vaultFile(), '{"format":2}');
    await expect(vault.setAside()).rejects.toMatchObject({ sqlState: '58030' });
    expect(await readdir(folder)).toEqual(['vault.json']);
  });

  it('is refused where no key can be had for it, and the old one stays', async () => {
    const vault = await filled();
    await rm(join(root, 'keys'), { recursive: true });
    await writeFile(join(root, 'keys'), 'no folder');
    const before = await readFile(vaultFile());
    await expect(vault.setAside()).rejects.toMatchObject({ sqlState: '58030' });
    expect(await readFile(vaultFile())).toEqual(before);
  });
});

describe('what goes wrong', () => {
  const refusals: [string, () => Promise<void>, string][] = [
    ['the key file is gone', () => rm(keyFile), '28000'],
    ['the key file is another', () => writeFile(keyFile, Buffer.alloc(32)), '28000'],
    ['the key file is cut', () => writeFile(keyFile, 'x'), '28000'],
    ['the vault is empty', () => writeFile(vaultFile(), ''), '58030'],
    ['the vault is no vault', () => writeFile(vaultFile(), 'null'), '58030'],
    ['the vault is of a newer version', () => writeFile(vaultFile(), '{"format":2}'), '58030'],
    [
      'the vault is cut in half',
      async () => {
        const bytes = await readFile(vaultFile());
        await writeFile(vaultFile(), bytes.subarray(0, bytes.length / 2));
      },
      '58030',
    ],
  ];

  it.each(refusals)('is said when %s, and the vault is left alone', async (_, damage, sqlState) => {
    const vault = await filled();
    await damage();
    const before = await readFile(vaultFile());
    const refusal = { sqlState, hint: expect.any(String) as string };
    await expect(vault.get(sales)).rejects.toMatchObject(refusal);
    await expect(vault.update(sales, addSecret('AccessToken', 'x'))).rejects.toMatchObject(refusal);
    expect(await readFile(vaultFile())).toEqual(before);
    expect(await readdir(folder)).toEqual(['vault.json']);
  });

  it.each(['writeFile', 'rename'] as const)(
    'keeps the old vault when the disk is full at %s',
    async (step) => {
      await filled();
      const before = await readFile(vaultFile());
      const steps: FileSteps = {
        async create(path, mode) {
          const file = await open(path, 'wx', mode);
          if (step === 'writeFile') file.writeFile = full;
          return file;
        },
        rename: step === 'rename' ? full : rename,
      };
      const changing = vaultIn(folder, keyFile, steps).update(sales, addSecret('APIToken', 'new'));
      await expect(changing).rejects.toMatchObject({ sqlState: '53100' });
      expect(await readFile(vaultFile())).toEqual(before);
      expect(await readdir(folder)).toEqual(['vault.json']);
    },
  );

  it('loses no entry of another process that has taken a suspended one for dead', async () => {
    const vault = await filled();
    let suspend: (() => Promise<void>) | null = async () => {
      suspend = null;
      await rm(join(folder, 'vault.lock'));
      await vault.update({ name: 'Other', scope: 'user' }, addSecret('APIToken', 'other'));
    };
    const steps: FileSteps = {
      async create(path, mode) {
        const file = await open(path, 'wx', mode);
        await suspend?.();
        return file;
      },
      rename,
    };
    await vaultIn(folder, keyFile, steps).update(sales, addSecret('AccessToken', 'late'));
    expect((await vault.get({ name: 'Other', scope: 'user' })).secrets).toEqual({ APIToken: 'other' });
    expect((await vault.get(sales)).secrets).toEqual({ APIToken: marker, AccessToken: 'late' });
    expect(await readdir(folder)).toEqual(['vault.json']);
  });

  it('leaves no temporary files of killed processes after the next change', async () => {
    const vault = await filled();
    await writeFile(join(folder, '.vault.json.0123.tmp'), 'half');
    await vault.update(sales, addSecret('APIToken', 'new'));
    expect(await readdir(folder)).toEqual(['vault.json']);
  });

  it('never shows a secret in an error', async () => {
    const vault = await filled();
    await rm(keyFile);
    const error: unknown = await vault.get(sales).catch((thrown: unknown) => thrown);
    expect(JSON.stringify(error) + String(error)).not.toContain(marker);
  });
});
