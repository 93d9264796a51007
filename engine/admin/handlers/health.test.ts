import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KeyFileKeeper } from '../../auth/key-file-keeper.ts';
import type { Keeper } from '../../auth/keeper.ts';
import { openVault, type Vault } from '../../auth/vault.ts';
import { driverStatus, installedLibrary } from '../../dsn/driver-registration.ts';
import { driverName } from '../../dsn/odbc-files.ts';
import { openDsnStore } from '../../dsn/dsn-places.ts';
import { DrawbridgeError, SqlState } from '../../error.ts';
import type { TestResult } from '../contract.ts';
import type { CallContext } from '../dispatcher.ts';
import { HealthBook } from '../health/book.ts';
import { dsnHandlers } from './dsn.ts';
import { healthHandlers, type HealthHandlers } from './health.ts';

const context: CallContext = {
  signal: new AbortController().signal,
  onPeerGone: () => undefined,
  tell: () => undefined,
};
/** Each time that the vault is opened, its key is unwrapped. */
const countingKeeper = (keeper: Keeper): Keeper => ({
  kind: keeper.kind,
  description: keeper.description,
  wrap: (dataKey) => keeper.wrap(dataKey),
  unwrap(wrapped) {
    opened += 1;
    return keeper.unwrap(wrapped);
  },
});
const elf = (kind: 1 | 2): Buffer => Buffer.from([0x7f, 0x45, 0x4c, 0x46, kind, 1, 1]);
const passed: TestResult = {
  ok: true,
  message: '',
  account: '',
  credential: '',
  scopes: [],
  scopesKnown: false,
  callsLeft: null,
  needs: [],
  lacking: [],
  workspaces: [],
  notices: [],
};

let folder: string;
let userFile: string;
let library: string;
let vault: Vault;
let tested: string[];
let test: (name: string, signal: AbortSignal) => Promise<TestResult>;
let handlers: HealthHandlers;
let opened = 0;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'health-'));
  userFile = join(folder, 'user.ini');
  library = installedLibrary({ dataDir: folder, env: {} });
  const env = { ODBCINI: userFile, ODBCSYSINI: join(folder, 'etc'), HOME: folder };
  const dsns = openDsnStore({ env, libraryPath: library });
  vault = openVault({
    folder: join(folder, 'vault'),
    keepers: [countingKeeper(new KeyFileKeeper(join(folder, 'keys', 'vault.key')))],
  });
  tested = [];
  test = () => Promise.resolve(passed);
  handlers = healthHandlers({
    dsns,
    vault,
    book: new HealthBook({ file: join(folder, 'health.json'), changed: () => undefined }),
    driverStatus: () => driverStatus({ dataDir: folder, env }),
    hasDesktop: false,
    runFolder: join(folder, 'run'),
    changed: () => undefined,
    handlers: {
      ...dsnHandlers({ dsns, vault, changed: () => undefined }),
      async 'driver.install'() {
        await put(library, elf(2));
        return { library, file: '' };
      },
      'dsn.test': ({ name }, { signal }) => {
        tested.push(name);
        return test(name, signal);
      },
    },
  });
});
afterEach(() => rm(folder, { recursive: true }));

async function put(path: string, bytes: Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
}

/** Sandbox data sources, which need neither secret nor sign-in. */
const write = (...sections: readonly (readonly [name: string, ...lines: string[]])[]) =>
  writeFile(
    userFile,
    sections
      .map(([name, ...lines]) =>
        [`[${name}]`, 'ApiURL=sandbox:', 'AuthScheme=AccessToken', ...lines, ''].join('\n'),
      )
      .join('\n'),
  );
const findings = async () =>
  (await handlers['health.list']({}, context)).dsns.map(({ name, findings: found }) => [
    name,
    found[0]?.state,
  ]);
const key = (name: string) => ({ name, scope: 'user' }) as const;

describe('health.list', () => {
  it('tells the libraries apart by what is in them', async () => {
    const old = join(folder, 'old', 'libdrawbridgeodbc.so');
    await put(library, elf(2));
    await put(old, elf(1));
    await write(['Here', `Driver=${library}`], ['Old', `Driver=${old}`], ['Named', `Driver=${driverName}`]);
    expect(await findings()).toEqual([
      ['Here', 'not checked'],
      ['Old', 'driver missing'],
      ['Named', 'driver missing'],
    ]);
    await put(join(folder, 'etc', 'odbcinst.ini'), Buffer.from(`[${driverName}]\nDriver=${library}\n`));
    expect((await findings())[2]).toEqual(['Named', 'not checked']);
  });

  it('tells of the data sources in files that are named, and leaves out what is none', async () => {
    const [good, gone] = [join(folder, 'good.dsn'), join(folder, 'gone.dsn')];
    await put(library, elf(2));
    const lines = 'ApiURL=sandbox:\nAuthScheme=AccessToken\nPWD=by-hand\n';
    await put(good, Buffer.from(`[ODBC]\nDRIVER=${library}\n${lines}`));
    await put(gone, Buffer.from('[ODBC]\nDRIVER=/gone/libdrawbridgeodbc.so\n'));
    await put(join(folder, 'theirs.dsn'), Buffer.from('[ODBC]\nDRIVER=Other\n'));
    await mkdir(join(folder, 'folder.dsn'));
    const files = ['good.dsn', 'gone.dsn', 'theirs.dsn', 'folder.dsn', 'nothing.dsn'];
    const listed = await handlers['health.list']({ files: files.map((name) => join(folder, name)) }, context);
    expect(listed.dsns.map(({ name, findings: [worst] }) => [name, worst?.state])).toEqual([
      [good, 'secret in file'],
      [gone, 'driver missing'],
    ]);
    const key = { name: good, scope: 'file' } as const;
    const mended = await handlers['health.mend']({ ...key, action: 'moveSecrets' }, context);
    expect(mended).toMatchObject({ ...key, findings: [{ state: 'not checked' }] });
    expect((await vault.get(key)).secrets).toEqual({ AccessToken: 'by-hand' });
    const checked = await handlers['health.check']({ dsns: [key] }, context);
    expect(checked.dsns).toMatchObject([key]);
    expect(tested).toEqual([good]);
  });

  it('opens the vault once, however many data sources there are', async () => {
    await put(library, elf(2));
    await write(...['A', 'B', 'C'].map((name) => [name, `Driver=${library}`] as const));
    await vault.update(key('A'), (entry) => ({ ...entry, secrets: { AccessToken: 'x' } }));
    opened = 0;
    expect(await findings()).toHaveLength(3);
    expect(opened).toBe(1);
  });

  it('tells of a System data source what other accounts lack, and of no other', async () => {
    await put(library, elf(2));
    await write(['Mine', `Driver=${library}`]);
    await put(
      join(folder, 'etc', 'odbc.ini'),
      Buffer.from(`[Served]\nDriver=${library}\nApiURL=sandbox:\nAuthScheme=AccessToken\n`),
    );
    await vault.update({ name: 'Served', scope: 'system' }, (entry) => ({
      ...entry,
      secrets: { AccessToken: 'token-4711' },
    }));
    await mkdir(join(folder, 'run'), { mode: 0o700 });
    const { dsns } = await handlers['health.list']({}, context);
    const told = dsns.map((one) => [one.name, one.findings.map(({ state }) => state)]);
    expect(told).toEqual([
      ['Mine', ['not checked']],
      ['Served', ['not checked', 'other accounts']],
    ]);
    const message = dsns[1]?.findings[1]?.message;
    expect(message).toContain('AccessToken, kept in your vault');
    expect(message).toContain('closed to others');
    expect(JSON.stringify(dsns)).not.toContain('token-4711');
  });

  it('leaves out what belongs to another driver, and tests nothing', async () => {
    await put(library, elf(2));
    await writeFile(userFile, '[Warehouse]\nDriver=Other\n');
    expect(await findings()).toEqual([]);
    expect(tested).toEqual([]);
  });
});

describe('health.mend', () => {
  it('installs the driver where it is not, and lets the data source name it', async () => {
    await write(['Old', 'Driver=/gone/libdrawbridgeodbc.so', 'MaxRows=5']);
    const mended = await handlers['health.mend']({ ...key('Old'), action: 'installDriver' }, context);
    expect(mended.findings[0]?.state).toBe('not checked');
    expect(await readFile(userFile, 'utf8')).toContain(`Driver=${library}\n`);
    expect(await readFile(userFile, 'utf8')).toContain('MaxRows=5\n');
  });

  it('moves secrets to the vault and loses nothing else', async () => {
    await put(library, elf(2));
    await write(['Open', `Driver=${library}`, 'PWD=by-hand', 'MaxRows=5']);
    expect(await findings()).toEqual([['Open', 'secret in file']]);
    await handlers['health.mend']({ ...key('Open'), action: 'moveSecrets' }, context);
    expect(await findings()).toEqual([['Open', 'not checked']]);
    expect((await vault.get(key('Open'))).secrets).toEqual({ AccessToken: 'by-hand' });
    expect(await readFile(userFile, 'utf8')).not.toContain('by-hand');
  });

  it('removes the lines that are wrong, and only those', async () => {
    await put(library, elf(2));
    await write(['Odd', `Driver=${library}`, 'Wrkspace=x', 'max rows=many', 'Schema=pier']);
    await handlers['health.mend']({ ...key('Odd'), action: 'removeValues' }, context);
    expect(await findings()).toEqual([['Odd', 'not checked']]);
    const text = await readFile(userFile, 'utf8');
    expect(text).toContain('Schema=pier');
    expect(text).not.toMatch(/Wrkspace|MaxRows|max rows/);
  });

  it('never touches the data source of another driver', async () => {
    await writeFile(userFile, '[Warehouse]\nDriver=Other\nPWD=x\n');
    const mending = handlers['health.mend']({ ...key('Warehouse'), action: 'moveSecrets' }, context);
    await expect(mending).rejects.toMatchObject({ sqlState: '42501' });
    expect(await readFile(userFile, 'utf8')).toBe('[Warehouse]\nDriver=Other\nPWD=x\n');
  });
});

describe('health.check', () => {
  const names = ['A', 'B', 'C', 'D', 'E', 'F'];
  beforeEach(async () => {
    await put(library, elf(2));
    await write(...names.map((name) => [name, `Driver=${library}`] as const));
  });

  it('tests all, a few at a time, whatever becomes of some', async () => {
    let running = 0;
    let most = 0;
    let tell = (): void => undefined;
    const four = new Promise<void>((resolve) => (tell = resolve));
    test = async (name) => {
      running += 1;
      most = Math.max(most, running);
      if (running === 4) tell();
      await four;
      // A fifth would begin meanwhile.
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      if (name === 'B') throw new DrawbridgeError(SqlState.invalidAuthorization, 'AccessToken is missing.');
      return passed;
    };
    const { dsns } = await handlers['health.check']({ dsns: names.map(key) }, context);
    expect(dsns.map(({ name }) => name)).toEqual(names);
    expect(tested.toSorted()).toEqual(names);
    expect(most).toBe(4);
  });

  it('ends with the caller', async () => {
    const caller = new AbortController();
    test = (_name, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('stopped')));
        caller.abort();
      });
    const checking = handlers['health.check'](
      { dsns: names.map(key) },
      { ...context, signal: caller.signal },
    );
    await expect(checking).rejects.toMatchObject({ sqlState: '57014' });
    expect(tested.length).toBeLessThan(names.length);
  });

  it('says which data source there is none of', async () => {
    const checking = handlers['health.check']({ dsns: [key('Nowhere')] }, context);
    await expect(checking).rejects.toMatchObject({ sqlState: '3D000' });
  });
});
