import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { KeyFileKeeper } from '../../auth/key-file-keeper.ts';
import { openVault } from '../../auth/vault.ts';
import type { BitbucketClient } from '../../bitbucket/client.ts';
import { UnixIniStore } from '../../dsn/unix-ini-store.ts';
import { dsnHandlers } from '../handlers/dsn.ts';
import { testHandlers } from '../handlers/test-handlers.ts';
import type { CallContext, Handlers } from '../dispatcher.ts';
import { HealthBook } from './book.ts';
import { followChanges, followTests } from './follow.ts';
import { TestedDrafts } from './tested-drafts.ts';

const context: CallContext = {
  signal: new AbortController().signal,
  onPeerGone: () => undefined,
  tell: () => undefined,
};
const answer = { body: { display_name: 'Ada', values: [], size: 1 } };
const client = {
  get: () => Promise.resolve(answer),
  close: () => Promise.resolve(),
} as unknown as BitbucketClient;
const key = { name: 'Harbour', scope: 'user' } as const;
const form = {
  ...key,
  values: { AuthScheme: 'AccessToken', Workspace: 'pier' },
  secrets: { AccessToken: 'typed' },
};
const asSaved = { ...form, description: '' };

let folder: string;
let time: number;
let book: HealthBook;
let handlers: Pick<Handlers, 'dsn.save' | 'dsn.remove' | 'signIn.forget' | 'dsn.test'>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tested-drafts-'));
  time = Date.parse('2026-05-04T08:00:00Z');
  const keepers = [new KeyFileKeeper(join(folder, 'keys', 'vault.key'))];
  const vault = openVault({ folder: join(folder, 'vault'), keepers });
  const dsns = new UnixIniStore({
    env: { ODBCINI: join(folder, 'user.ini'), ODBCSYSINI: join(folder, 'etc') },
    libraryPath: '/data/driver/libdrawbridgeodbc.so',
  });
  book = new HealthBook({ file: join(folder, 'health.json'), changed: () => undefined, now: () => time });
  const drafts = new TestedDrafts(() => time);
  const tests = testHandlers({
    dsns,
    vault,
    hasDesktop: false,
    follower: followTests(book, drafts),
    connect: ({ properties }) =>
      properties.AccessToken?.reveal() === 'typed'
        ? Promise.resolve(client)
        : Promise.reject(new Error('no')),
  });
  const changes = {
    ...dsnHandlers({ dsns, vault, changed: () => undefined }),
    'signIn.forget': () => Promise.resolve({ hint: '', page: '' }),
  };
  handlers = { ...followChanges({ book, drafts, dsns }, changes), ...tests };
});
afterEach(async () => {
  await book.close();
  await rm(folder, { recursive: true });
});

it('holds for the data source once exactly this is saved', async () => {
  await handlers['dsn.test'](form, context);
  expect(await book.note(key)).toBeNull();
  await handlers['dsn.save'](asSaved, context);
  expect(await book.note(key)).toMatchObject({ account: 'Ada', failure: null, good: { since: book.now() } });
});

it('holds for a changed data source, and for its new name', async () => {
  await handlers['dsn.save'](asSaved, context);
  const changed = { values: { ...form.values, Workspace: 'quay' }, secrets: {} };
  await handlers['dsn.test']({ ...key, ...changed }, context);
  const pier = { ...key, name: 'Pier' };
  await handlers['dsn.save']({ ...pier, previousName: 'HARBOUR', description: '', ...changed }, context);
  expect(await book.note(pier)).toMatchObject({ account: 'Ada' });
});

it('that failed is known as well', async () => {
  const wrong = { ...asSaved, secrets: { AccessToken: 'mistyped' } };
  await expect(handlers['dsn.test'](wrong, context)).rejects.toThrow('no');
  await handlers['dsn.save'](wrong, context);
  expect(await book.note(key)).toMatchObject({ failure: { kind: 'check failed' }, good: null });
});

it('says nothing of other values, other secrets or a later time', async () => {
  await handlers['dsn.test'](form, context);
  await handlers['dsn.save']({ ...asSaved, values: { ...form.values, Workspace: 'quay' } }, context);
  expect(await book.note(key)).toBeNull();
  await handlers['dsn.test'](form, context);
  await handlers['dsn.save']({ ...asSaved, previousName: 'Harbour', secrets: { AccessToken: 'x' } }, context);
  expect(await book.note(key)).toBeNull();
  await handlers['dsn.test'](form, context);
  time += 600_001;
  await handlers['dsn.save']({ ...asSaved, previousName: 'Harbour' }, context);
  expect(await book.note(key)).toBeNull();
});
