import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { KeyFileKeeper } from '../../auth/key-file-keeper.ts';
import { openVault, type Vault } from '../../auth/vault.ts';
import { boxOf, permissionTopics } from '../../bitbucket/permissions.ts';
import { apiTables } from '../../catalog/tables.ts';
import { UnixIniStore } from '../../dsn/unix-ini-store.ts';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox.ts';
import { createClient } from '../../session/target.ts';
import type { CallContext } from '../dispatcher.ts';
import { placeHandlers } from './places.ts';

let folder: string;
let sandbox: Sandbox;
let vault: Vault;
let places: ReturnType<typeof placeHandlers>;
const context: CallContext = {
  signal: new AbortController().signal,
  onPeerGone: () => undefined,
  tell: () => undefined,
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'places-'));
  sandbox = await startSandbox();
  vault = openVault({
    folder: join(folder, 'vault'),
    keepers: [new KeyFileKeeper(join(folder, 'keys', 'vault.key'))],
  });
  places = placeHandlers({
    dsns: new UnixIniStore({
      env: { ODBCINI: join(folder, 'odbc.ini'), ODBCSYSINI: folder },
      libraryPath: '/data/libdrawbridgeodbc.so',
    }),
    vault,
    hasDesktop: false,
    connect: (connection) =>
      createClient(connection, {
        vault,
        sandbox: () => Promise.reject(new Error('not this one')),
        openStore: () => Promise.reject(new Error('not asked for')),
      }),
  });
});

afterAll(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true });
});

const draft = (values: Record<string, string> = {}) => ({
  name: 'Not saved',
  scope: 'user' as const,
  values: { ApiURL: sandbox.apiUrl, AuthScheme: 'APIToken', Email: sandbox.apiToken.email, ...values },
  secrets: { APIToken: sandbox.apiToken.token },
});

it('lists the workspaces of a draft that nobody has saved', async () => {
  const { workspaces } = await places['dsn.workspaces'](draft(), context);
  expect(workspaces).toContain(sandbox.workspace);
  expect(workspaces).toEqual([...workspaces].sort());
});

it('lists the schemas of the workspace that the draft names', async () => {
  const { schemas } = await places['dsn.schemas'](draft({ Workspace: sandbox.workspace }), context);
  expect(schemas[0]).toEqual({ name: 'Information', kind: 'information', title: '' });
  expect(schemas).toContainEqual({ name: 'harbor-app', kind: 'repository', title: '' });
  const project = schemas.find(({ kind }) => kind === 'project');
  expect(project?.title).not.toBe('');
});

it('asks for the workspace before the schemas', async () => {
  await expect(places['dsn.schemas'](draft(), context)).rejects.toMatchObject({ sqlState: '22023' });
});

it('says that a credential may not list workspaces, and what to do then', async () => {
  const scopes = { match: { path: '/user/workspaces' }, fault: { kind: 'status', status: 403 } } as const;
  sandbox.faults.add(scopes);
  await expect(places['dsn.workspaces'](draft(), context)).rejects.toMatchObject({
    sqlState: '42501',
    hint: expect.stringContaining('slug') as string,
  });
  sandbox.faults.clear();
});

it('tells a refused credential from one that may not list', async () => {
  const wrong = { ...draft(), secrets: { APIToken: 'wrong' } };
  await expect(places['dsn.workspaces'](wrong, context)).rejects.toMatchObject({ sqlState: '28000' });
});

it('leaves no data source and no secret behind', async () => {
  await places['dsn.workspaces'](draft(), context);
  const { secrets } = await vault.get({ name: 'Not saved', scope: 'user' });
  expect(secrets).toEqual({});
});

it('every table that Bitbucket still has can be read with the boxes that are named', () => {
  const wanted = new Set(apiTables.flatMap(({ scopes }) => scopes).filter((scope) => scope !== 'issue'));
  expect([...wanted].filter((scope) => boxOf(scope) === null)).toEqual([]);
  const offered = permissionTopics.map(({ read }) => read.scope);
  expect([...wanted].filter((scope) => !offered.includes(scope))).toEqual([]);
  for (const { read, write } of permissionTopics) {
    expect(boxOf(read.scope)).toBe(read.box);
    if (write !== undefined) expect(boxOf(write.scope)).toBe(write.box);
  }
});

it('every table that can be written is written with the boxes that are named', () => {
  const calls = apiTables.flatMap(({ writes }) => [
    ...(writes?.insert?.scopes ?? []),
    ...(writes?.update?.scopes ?? []),
    ...(writes?.delete?.scopes ?? []),
  ]);
  const offered = permissionTopics.flatMap(({ read, write }) => [read.scope, write?.scope]);
  // Whole repositories go by a box that nobody ticks lightly.
  expect(new Set(calls.filter((scope) => !offered.includes(scope)))).toEqual(new Set(['repository:delete']));
});
