import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { KeyFileKeeper } from '../../auth/key-file-keeper.ts';
import { openVault, type Vault } from '../../auth/vault.ts';
import { resolveProperties } from '../../dsn/resolve-properties.ts';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import { createClient } from '../../session/target.ts';
import { testConnection } from './test-connection.ts';

const dsn = { name: 'Harbour', scope: 'user' } as const;
const { signal } = new AbortController();
let folder: string;
let sandbox: Sandbox;
let vault: Vault;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'test-connection-'));
  sandbox = await startSandbox();
  const keepers = [new KeyFileKeeper(join(folder, 'vault.key'))];
  vault = openVault({ folder: join(folder, 'vault'), keepers });
});
afterEach(() => sandbox.faults.clear());
afterAll(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true });
});

async function test(values: Readonly<Record<string, string>>, signedInScopes: string[] | null = null) {
  const string = new Map(
    Object.entries({
      ApiURL: sandbox.apiUrl,
      OAuthAccessTokenURL: sandbox.tokenUrl,
      Workspace: sandbox.workspace,
      ...values,
    }),
  );
  const resolved = resolveProperties({ string, dsn: new Map(), secrets: new Map() });
  const client = await createClient(
    { dsn, ...resolved },
    {
      vault,
      sandbox: () => Promise.reject(new Error('unused')),
      openStore: () => Promise.reject(new Error('unused')),
    },
  );
  try {
    const { properties, notices } = resolved;
    return await testConnection(
      { client, properties, notices, signedInScopes: () => Promise.resolve(signedInScopes) },
      signal,
    );
  } finally {
    await client.close();
  }
}

const accessToken = (...scopes: string[]) => ({
  AuthScheme: 'AccessToken',
  AccessToken: sandbox.issueAccessToken(scopes),
});

describe('who and by what', () => {
  it('a sign-in names its account and its consumer', async () => {
    const form = new URLSearchParams({ consent: 'accept' });
    const address = `${sandbox.authorizeUrl}?client_id=${sandbox.consumer.key}&response_type=code`;
    const reply = await fetch(address, { method: 'POST', body: form, redirect: 'manual' });
    const code = new URL(reply.headers.get('location') ?? '').searchParams.get('code') ?? '';
    const { key, secret } = sandbox.consumer;
    const tokens = (await (
      await fetch(sandbox.tokenUrl, {
        method: 'POST',
        headers: { authorization: `Basic ${btoa(`${key}:${secret}`)}` },
        body: new URLSearchParams({ grant_type: 'authorization_code', code }),
      })
    ).json()) as { access_token: string };
    const signIn = {
      accessToken: tokens.access_token,
      refreshToken: null,
      expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
      scopes: [],
      account: '',
    };
    await vault.update(dsn, (entry) => ({ ...entry, signIn }));
    const result = await test({ OAuthClientId: key, OAuthClientSecret: secret });
    expect(result).toMatchObject({
      ok: true,
      credential: 'a sign-in with the OAuth consumer sandbox-consumer',
      scopesKnown: true,
      workspaces: ['lighthouse'],
      lacking: [],
    });
    expect(result.account).not.toBe('');
  });

  it('client credentials, also by the name "client"', async () => {
    const { key, secret } = sandbox.privateConsumer;
    expect(await test({ AuthScheme: 'client', OAuthClientId: key, OAuthClientSecret: secret })).toMatchObject(
      {
        ok: true,
        credential: 'the client credentials of the OAuth consumer sandbox-private-consumer',
        scopesKnown: true,
      },
    );
  });

  it('an API token, whose scopes have names of their own', async () => {
    const { email, token } = sandbox.apiToken;
    const result = await test({ AuthScheme: 'APIToken', Email: email, APIToken: token });
    expect(result).toMatchObject({ ok: true, credential: `the API token of ${email}`, lacking: [] });
    expect(result.needs.find(({ name, use }) => name === 'DeployKeys' && use === 'insert')).toEqual({
      name: 'DeployKeys',
      use: 'insert',
      scopes: ['admin:repository:bitbucket', 'write:ssh-key:bitbucket'],
      missing: [],
    });
  });

  it('an access token of a repository, which sees nothing around it', async () => {
    const AccessToken = sandbox.issueAccessToken(['repository'], 'harbor-app');
    const result = await test({ AuthScheme: 'AccessToken', AccessToken, Schema: 'harbor-app' });
    expect(result).toMatchObject({
      ok: true,
      account: '',
      credential: 'an access token',
      scopes: ['repository'],
    });
  });

  it('an access token that not even its workspace answers, but its repository does', async () => {
    const AccessToken = sandbox.issueAccessToken(['repository'], 'harbor-app');
    sandbox.faults.add({
      match: { path: '/2.0/repositories/lighthouse' },
      fault: { kind: 'status', status: 403 },
    });
    const values = { AuthScheme: 'AccessToken', AccessToken };
    expect(await test({ ...values, Schema: 'harbor-app' })).toMatchObject({
      ok: true,
      message:
        'The credential is accepted; the repository lighthouse/harbor-app answers, the workspace around it does not.',
    });
    sandbox.faults.add({
      match: { path: '/2.0/repositories/lighthouse' },
      fault: { kind: 'status', status: 403 },
    });
    expect(await test(values)).toMatchObject({ ok: false, failure: { sqlState: '42501' } });
  });

  it('/user may even answer with 401', async () => {
    for (const path of ['/2.0/user', '/2.0/user/workspaces'])
      sandbox.faults.add({ match: { path }, fault: { kind: 'status', status: 401 } });
    expect(await test(accessToken('repository'))).toMatchObject({ ok: true, account: '' });
  });
});

describe('what the scopes allow', () => {
  it('is told for each table and write, and for each scope that is missing', async () => {
    const { needs, lacking, scopes } = await test(accessToken('pullrequest'));
    expect(scopes).toEqual(['pullrequest']);
    const need = (name: string, use: string) => needs.find((one) => one.name === name && one.use === use);
    expect(need('Branches', 'read')).toMatchObject({ scopes: ['repository'], missing: [] });
    expect(need('PullRequests', 'insert')).toMatchObject({ missing: ['pullrequest:write'] });
    expect(need('Pipelines', 'read')).toMatchObject({ missing: ['pipeline'] });
    const ofPipelines = lacking.find(({ scope }) => scope === 'pipeline');
    expect(ofPipelines?.reads).toContain('Pipelines');
    expect(lacking.find(({ scope }) => scope === 'pullrequest:write')).toMatchObject({
      writes: expect.arrayContaining(['PullRequests']) as unknown,
      calls: expect.arrayContaining(['MergePullRequest']) as unknown,
    });
  });
});

describe('what Bitbucket refuses', () => {
  it.each([
    [401, '28000', 'refused the credentials'],
    [404, '58000', 'found nothing'],
    [410, '58000', 'no longer offers'],
  ])('with %i is %s', async (status, sqlState, words) => {
    const path = '/2.0/repositories/lighthouse';
    for (let times = 0; times < 2; times += 1)
      sandbox.faults.add({ match: { path }, fault: { kind: 'status', status } });
    const result = await test(accessToken('repository', 'account'));
    expect(result).toMatchObject({ ok: false, failure: { sqlState } });
    expect(result.message).toContain(words);
  });

  it('for want of a scope says which are required and which are granted', async () => {
    const result = await test(accessToken('account'));
    expect(result).toMatchObject({
      ok: false,
      failure: { sqlState: '42501', detail: 'Required: repository. Granted: account.' },
    });
    expect(result.scopes).toEqual(['account']);
  });

  it('a consumer that is not private gets a sentence', async () => {
    const { key, secret } = sandbox.consumer;
    const result = await test({ AuthScheme: 'OAuthClient', OAuthClientId: key, OAuthClientSecret: secret });
    expect(result).toMatchObject({
      ok: false,
      failure: { sqlState: '28000', hint: expect.stringContaining('marked as private') as string },
    });
  });

  it('a consumer without a callback URL gets a sentence', async () => {
    const { key, secret } = sandbox.privateConsumer;
    sandbox.setConsumerCallback('');
    const result = await test({ AuthScheme: 'OAuthClient', OAuthClientId: key, OAuthClientSecret: secret });
    sandbox.setConsumerCallback('http://localhost:33333');
    expect(result).toMatchObject({
      ok: false,
      failure: { sqlState: '28000', hint: expect.stringContaining('has no callback URL') as string },
    });
  });

  it('a wrong secret of the consumer gets a sentence without it', async () => {
    const { key } = sandbox.privateConsumer;
    const result = await test({
      AuthScheme: 'OAuthClient',
      OAuthClientId: key,
      OAuthClientSecret: 'marker-secret',
    });
    expect(result).toMatchObject({ ok: false, failure: { sqlState: '28000' } });
    expect(JSON.stringify(result)).not.toContain('marker-secret');
  });
});
