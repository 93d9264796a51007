import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KeyFileKeeper } from '../../auth/key-file-keeper.ts';
import { openVault, type Vault } from '../../auth/vault.ts';
import { UnixIniStore } from '../../dsn/unix-ini-store.ts';
import type { ResolvedConnection } from '../../session/connect.ts';
import type { CallContext, Handlers } from '../dispatcher.ts';
import { testHandlers } from './test-handlers.ts';

const harbour = { name: 'Harbour', scope: 'user' } as const;
const library = '/data/driver/libdrawbridgeodbc.so';
const context: CallContext = {
  signal: new AbortController().signal,
  onPeerGone: () => undefined,
  tell: () => undefined,
};

let folder: string;
let vault: Vault;
let userFile: string;
/** What would be connected with; the tests end there. */
let connection: ResolvedConnection | null;
let handlers: Pick<Handlers, 'dsn.test'>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dsn-test-'));
  userFile = join(folder, 'user.ini');
  const keepers = [new KeyFileKeeper(join(folder, 'keys', 'vault.key'))];
  vault = openVault({ folder: join(folder, 'vault'), keepers });
  connection = null;
  handlers = testHandlers({
    dsns: new UnixIniStore({
      env: { ODBCINI: userFile, ODBCSYSINI: join(folder, 'etc') },
      libraryPath: library,
    }),
    vault,
    hasDesktop: false,
    connect(asked) {
      connection = asked;
      return Promise.reject(new Error('Far enough'));
    },
  });
});
afterEach(() => rm(folder, { recursive: true }));

async function tokenUsed(input: Partial<Parameters<Handlers['dsn.test']>[0]> = {}) {
  await expect(handlers['dsn.test']({ ...harbour, ...input }, context)).rejects.toThrow('Far enough');
  return connection?.properties.APIToken?.reveal();
}

const form = { AuthScheme: 'APIToken', Email: 'ada@example.org', Workspace: 'pier' };
const saved = (...lines: string[]) =>
  writeFile(userFile, ['[Harbour]', `Driver=${library}`, 'AuthScheme=APIToken', ...lines, ''].join('\n'));
const keep = (token: string) =>
  vault.update(harbour, (entry) => ({ ...entry, secrets: { APIToken: token } }));

describe('Test Connection', () => {
  it('takes what is saved where the form gives nothing', async () => {
    await saved('Workspace=harbour');
    await keep('kept');
    expect(await tokenUsed()).toBe('kept');
    expect(connection?.properties.Workspace).toBe('harbour');
  });

  it('takes the values of the form, with the secrets that it was not shown', async () => {
    await saved('Workspace=harbour');
    await keep('kept');
    expect(await tokenUsed({ values: form })).toBe('kept');
    expect(connection?.properties.Workspace).toBe('pier');
  });

  it('knows a secret that stands in the file by hand, which a form is not shown either', async () => {
    await saved('PWD=by-hand');
    await keep('kept');
    expect(await tokenUsed({ values: form })).toBe('by-hand');
  });

  it('prefers a secret that is typed in, and uses none that is to be forgotten', async () => {
    await saved('PWD=by-hand');
    await keep('kept');
    expect(await tokenUsed({ values: form, secrets: { APIToken: 'typed' } })).toBe('typed');
    expect(await tokenUsed({ values: form, secrets: { APIToken: null } })).toBeUndefined();
  });

  it('works before anything is saved, and says 3D000 without any values', async () => {
    expect(await tokenUsed({ values: form, secrets: { APIToken: 'typed' } })).toBe('typed');
    await expect(handlers['dsn.test'](harbour, context)).rejects.toMatchObject({ sqlState: '3D000' });
  });
});
