import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KeyFileKeeper } from '../../auth/key-file-keeper.ts';
import { openVault, type Vault } from '../../auth/vault.ts';
import type { FileSteps } from '../../dsn/atomic-file.ts';
import type { DsnKey } from '../../dsn/dsn-store.ts';
import { UnixIniStore } from '../../dsn/unix-ini-store.ts';
import type { CallContext } from '../dispatcher.ts';
import { dsnHandlers, type DsnHandlers } from './dsn.ts';

const marker = 'marker-secret-4711';
const harbour: DsnKey = { name: 'Harbour', scope: 'user' };
const library = '/data/driver/libdrawbridgeodbc.so';
const context: CallContext = {
  signal: new AbortController().signal,
  onPeerGone: () => undefined,
  tell: () => undefined,
};
const full = () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }));
const fullDisk: FileSteps = { create: full, rename: full };

let folder: string;
let userFile: string;
let vault: Vault;
let handlers: DsnHandlers;
let changes: number;

interface Parts {
  readonly ofVault?: FileSteps;
  readonly ofFile?: FileSteps;
  readonly vault?: Vault;
}

function open({ ofVault, ofFile, vault: given }: Parts = {}): void {
  const env = { ODBCINI: userFile, ODBCSYSINI: join(folder, 'etc'), HOME: folder };
  const keepers = [new KeyFileKeeper(join(folder, 'keys', 'vault.key'))];
  const steps = ofVault === undefined ? {} : { steps: ofVault };
  vault = given ?? openVault({ folder: join(folder, 'vault'), keepers, ...steps });
  const dsns = new UnixIniStore({
    env,
    libraryPath: library,
    ...(ofFile === undefined ? {} : { steps: ofFile }),
  });
  changes = 0;
  handlers = dsnHandlers({ dsns, vault, changed: () => (changes += 1) });
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dsn-handlers-'));
  userFile = join(folder, 'user.ini');
  open();
});
afterEach(() => rm(folder, { recursive: true }));

type Change = Parameters<DsnHandlers['dsn.save']>[0];
const save = (change: Partial<Change> = {}) =>
  handlers['dsn.save'](
    { ...harbour, description: '', values: { Workspace: 'harbour' }, secrets: {}, ...change },
    context,
  );
const edit = (change: Partial<Change> = {}) => save({ previousName: harbour.name, ...change });
const get = (key: DsnKey = harbour) => handlers['dsn.get'](key, context);
const text = () => readFile(userFile, 'utf8');
const secretsOf = async (key: DsnKey = harbour) => (await vault.get(key)).secrets;
const writtenByHand = (...lines: string[]) =>
  writeFile(userFile, ['[Harbour]', `Driver=${library}`, ...lines, ''].join('\n'));

describe('secrets', () => {
  it('go to the vault, and only their names come back', async () => {
    await save({ secrets: { APIToken: marker } });
    const answer = await get();
    expect(answer).toMatchObject({
      values: { Workspace: 'harbour' },
      secrets: ['APIToken'],
      signedIn: false,
    });
    expect(JSON.stringify([answer, await handlers['dsn.list']({}, context)])).not.toContain(marker);
    expect(await text()).not.toContain(marker);
    expect(await secretsOf()).toEqual({ APIToken: marker });
  });

  it('stay where an edit does not name them, and go with null', async () => {
    await save({ secrets: { APIToken: marker, AccessToken: 'other' } });
    await edit({ secrets: { AccessToken: null } });
    expect(await secretsOf()).toEqual({ APIToken: marker });
  });

  it.each([
    [{ AuthScheme: 'APIToken' }, 'APIToken'],
    [{ AuthScheme: 'AccessToken' }, 'AccessToken'],
    [{}, 'OAuthClientSecret'],
  ])('may be called PWD, which means one by AuthScheme: %j', async (values, name) => {
    await save({ values, secrets: { PWD: marker } });
    expect(await secretsOf()).toEqual({ [name]: marker });
  });

  it('are not shown when they come under a name that is none', async () => {
    const saving = save({ secrets: { [marker]: '=' } });
    await expect(saving).rejects.toMatchObject({
      sqlState: '22023',
      message: expect.not.stringContaining(marker) as string,
      hint: expect.not.stringContaining(marker) as string,
    });
  });

  it('of an older data source are not taken over by a new one of its name', async () => {
    await save({ secrets: { APIToken: marker } });
    await rm(userFile);
    await save();
    expect(await secretsOf()).toEqual({});
  });

  it('are not needed: without any there is no vault, and one that is locked does not matter', async () => {
    await save();
    await save({ name: 'Pier', previousName: harbour.name });
    expect(await readdir(folder)).toEqual(['user.ini']);
    await save({ secrets: { APIToken: marker } });
    await rm(join(folder, 'keys'), { recursive: true });
    await save({ name: 'Lighthouse' });
  });

  it('are refused under a name that is no secret', async () => {
    await expect(save({ secrets: { Workspace: marker } })).rejects.toMatchObject({ sqlState: '22023' });
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('the password in the address of a proxy', () => {
  const withPassword = `http://me:${marker}@proxy:3128`;

  it('goes to the vault, and what remains to the file', async () => {
    await save({ values: { proxy: withPassword } });
    expect(await readFile(userFile, 'utf8')).toContain('Proxy=http://me@proxy:3128\n');
    expect((await vault.get(harbour)).secrets).toEqual({ ProxyPassword: marker });
  });

  it('is moved there, too, when somebody wrote it by hand', async () => {
    await writeFile(userFile, `[Harbour]\nDriver=${library}\nProxy=${withPassword}\n`);
    const read = await handlers['dsn.get'](harbour, context);
    expect(JSON.stringify(read)).not.toContain(marker);
    expect(read).toMatchObject({
      values: { Proxy: 'http://me@proxy:3128' },
      secrets: ['ProxyPassword'],
      notices: [{ message: 'ProxyPassword stands unprotected in the file of the data source.' }],
    });
    await save({ previousName: 'Harbour', values: read.values });
    expect(await readFile(userFile, 'utf8')).not.toContain(marker);
    expect((await vault.get(harbour)).secrets).toEqual({ ProxyPassword: marker });
  });
});

describe('a secret written by hand', () => {
  it.each([
    ['APIToken', ['AuthScheme=APIToken', `APIToken=${marker}`]],
    ['AccessToken', ['AuthScheme=AccessToken', `PWD=${marker}`]],
    ['OAuthClientSecret', [`Password=${marker}`]],
  ])(
    'is told of as %s without being shown, and moves to the vault with the next save',
    async (name, lines) => {
      await writtenByHand(...lines);
      const answer = await get();
      expect(answer.secrets).toEqual([name]);
      expect(answer.notices).toMatchObject([{ sqlState: '01000' }]);
      expect(JSON.stringify(answer)).not.toContain(marker);

      await edit({ values: answer.values });
      expect(await secretsOf()).toEqual({ [name]: marker });
      expect(await text()).not.toContain(marker);
      expect((await get()).notices).toEqual([]);
    },
  );

  it('gives way to one that is typed in', async () => {
    await writtenByHand('AuthScheme=APIToken', `APIToken=${marker}`);
    await edit({ secrets: { APIToken: 'typed' } });
    expect(await secretsOf()).toEqual({ APIToken: 'typed' });
  });

  it('stays in the file, byte for byte, when the vault cannot be written', async () => {
    await writtenByHand('AuthScheme=APIToken', `APIToken=${marker}`);
    const before = await text();
    open({ ofVault: fullDisk });
    await expect(edit()).rejects.toMatchObject({ sqlState: '53100' });
    expect(await text()).toBe(before);
    expect(changes).toBe(0);
  });

  it('is none of ours in the data source of another driver', async () => {
    await writeFile(userFile, `[Harbour]\nDriver=Other\nPassword=${marker}\n`);
    expect(await get()).toMatchObject({ values: {}, secrets: [], notices: [] });
    await expect(edit()).rejects.toMatchObject({ sqlState: '42501' });
    expect(await secretsOf()).toEqual({});
  });
});

describe('a save that fails', () => {
  const unchanged = async (failing: () => Promise<unknown>, sqlState: string) => {
    const file = await text();
    await expect(failing()).rejects.toMatchObject({ sqlState });
    expect(await text()).toBe(file);
    expect(changes).toBe(0);
  };

  beforeEach(async () => {
    await save({ secrets: { APIToken: marker } });
    await save({ name: 'Lighthouse', secrets: { APIToken: 'lighthouse-token' } });
    changes = 0;
  });
  afterEach(async () => {
    expect(await secretsOf()).toEqual({ APIToken: marker });
    expect(await secretsOf({ ...harbour, name: 'Lighthouse' })).toEqual({ APIToken: 'lighthouse-token' });
  });

  it('says 42710 when a new name is taken, in whatever case', () =>
    unchanged(() => save({ name: 'HARBOUR', secrets: { APIToken: 'stolen' } }), '42710'));

  it('says 42710 when a rename finds the name taken', () =>
    unchanged(() => edit({ name: 'lighthouse', secrets: { APIToken: 'typed' } }), '42710'));

  it('says 22023 for a value that its property does not allow', () =>
    unchanged(() => edit({ values: { MaxRows: 'many' }, secrets: { APIToken: 'typed' } }), '22023'));

  it('says 22023 for a value that no ini file can hold', () =>
    unchanged(() => edit({ values: { Workspace: 'two\nlines' }, secrets: { APIToken: 'typed' } }), '22023'));

  it('says 22023 for a name that no data source can have', () =>
    unchanged(() => edit({ name: 'a[b]', secrets: { APIToken: 'typed' } }), '22023'));

  it('says 53100 when the file cannot be written', () => {
    open({ ofFile: fullDisk });
    return unchanged(() => edit({ description: 'new', secrets: { APIToken: 'typed' } }), '53100');
  });

  it('keeps no secret of a new data source that could not be written', async () => {
    open({ ofFile: fullDisk });
    await unchanged(() => save({ name: 'Pier', secrets: { APIToken: 'typed' } }), '53100');
    expect(await secretsOf({ ...harbour, name: 'Pier' })).toEqual({});
  });

  it('says 3D000 when the data source to edit is gone', () =>
    unchanged(() => edit({ previousName: 'Nowhere', secrets: { APIToken: 'typed' } }), '3D000'));
});

describe('list, rename, remove and the sandbox', () => {
  it('takes the secrets along with a rename', async () => {
    await save({ secrets: { APIToken: marker } });
    await edit({ name: 'Pier' });
    const pier = { ...harbour, name: 'Pier' };
    expect(await secretsOf(pier)).toEqual({ APIToken: marker });
    expect(await secretsOf()).toEqual({});
    expect((await handlers['dsn.list']({}, context)).dsns.map(({ name }) => name)).toEqual(['Pier']);
  });

  it('waits with a rename for a renewal that is under way, and takes the new tokens along', async () => {
    await save({ secrets: { APIToken: marker } });
    const signIn = (refreshToken: string) => ({
      accessToken: 'a',
      refreshToken,
      expiresAt: '',
      scopes: [],
      account: '',
    });
    await vault.update(harbour, (entry) => ({ ...entry, signIn: signIn('used up') }));
    let answer = (): void => undefined;
    const answered = new Promise<void>((resolve) => (answer = resolve));
    const renewal = vault.exclusively(harbour, async () => {
      await answered;
      await vault.update(harbour, (entry) =>
        entry.signIn?.refreshToken === 'used up' ? { ...entry, signIn: signIn('new') } : entry,
      );
    });
    // Bitbucket answers when the rename waits, or at the latest when it is done.
    const shared = vault;
    const patient: Vault = {
      ...vault,
      exclusively(dsn, work) {
        answer();
        return shared.exclusively(dsn, work);
      },
    };
    const quay = { name: 'Quay', scope: 'user' } as const;
    open({ vault: patient });
    await edit({ ...quay }).finally(answer);
    await renewal;
    expect((await vault.get(quay)).signIn?.refreshToken).toBe('new');
    expect((await vault.get(harbour)).signIn).toBeNull();
  });

  it('renames nothing while the vault cannot be opened', async () => {
    await save({ secrets: { APIToken: marker } });
    await rename(join(folder, 'keys'), join(folder, 'away'));
    const before = await text();
    await expect(edit({ name: 'Pier' })).rejects.toMatchObject({ sqlState: '28000' });
    expect(await text()).toBe(before);
    await rename(join(folder, 'away'), join(folder, 'keys'));
    expect(await secretsOf()).toEqual({ APIToken: marker });
  });

  it('keeps the secrets where they were when a rename cannot be written', async () => {
    await save({ secrets: { APIToken: marker } });
    open({ ofFile: fullDisk });
    await expect(edit({ name: 'Pier' })).rejects.toMatchObject({ sqlState: '53100' });
    expect(await secretsOf()).toEqual({ APIToken: marker });
    expect(await secretsOf({ ...harbour, name: 'Pier' })).toEqual({});
  });

  it('gives two names that differ beyond ASCII secrets of their own', async () => {
    await save({ name: 'É', secrets: { APIToken: 'upper' } });
    await save({ name: 'é', secrets: { APIToken: 'lower' } });
    expect(await secretsOf({ ...harbour, name: 'É' })).toEqual({ APIToken: 'upper' });
  });

  it('writes properties in the spelling of the catalogue', async () => {
    await save({ values: { 'max rows': '5', workspace: 'pier' } });
    expect(await text()).toContain('MaxRows=5\nWorkspace=pier\n');
  });

  it('keeps the driver that it writes', async () => {
    await expect(save({ values: { Driver: '/opt/other.so' } })).rejects.toMatchObject({ sqlState: '22023' });
  });

  it('changes only the case of a name', async () => {
    await save({ secrets: { APIToken: marker } });
    await edit({ name: 'HARBOUR' });
    expect(await get()).toMatchObject({ entry: { name: 'HARBOUR' }, secrets: ['APIToken'] });
  });

  it('edits plain values while the vault cannot be opened', async () => {
    await save({ secrets: { APIToken: marker } });
    await rm(join(folder, 'keys'), { recursive: true });
    await edit({ values: { Workspace: 'pier' } });
    expect(await text()).toContain('Workspace=pier');
    expect(changes).toBe(2);
  });

  it('forgets the secrets of a data source that is removed', async () => {
    await save({ secrets: { APIToken: marker } });
    await handlers['dsn.remove'](harbour, context);
    expect(await secretsOf()).toEqual({});
    await expect(get()).rejects.toMatchObject({ sqlState: '3D000' });
    expect(changes).toBe(2);
  });

  it('makes the sandbox once and then leaves it as its owner has it', async () => {
    const made = await handlers['dsn.addSandbox']({}, context);
    await save({
      ...made.entry,
      previousName: made.entry.name,
      values: { ApiURL: 'sandbox:', Schema: 'HRB' },
    });
    expect(await handlers['dsn.addSandbox']({}, context)).toMatchObject({ entry: { name: 'Sandbox' } });
    expect((await get({ name: 'Sandbox', scope: 'user' })).values).toEqual({
      ApiURL: 'sandbox:',
      Schema: 'HRB',
    });
  });
});
