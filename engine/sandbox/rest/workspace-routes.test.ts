import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessTokenScopes } from '../oauth/scopes.ts';
import { startSandbox, type Sandbox } from '../sandbox.ts';
import { call, readAll, withQuery, type ErrorBody } from '../testing/call.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

const basic = (): string =>
  `Basic ${Buffer.from(`${sandbox.apiToken.email}:${sandbox.apiToken.token}`).toString('base64')}`;

describe('the account behind the credentials', () => {
  test('is a person for an API token', async () => {
    const { body } = await call<Record<string, unknown>>(sandbox, '/user', basic());
    expect(body).toMatchObject({ type: 'user', display_name: 'Ada Lindqvist', username: 'member0' });
    const emails = await call(sandbox, '/user/emails', basic());
    expect(emails.body.values).toMatchObject([{ email: sandbox.apiToken.email, is_primary: true }]);
  });

  test('is a pseudo-account for an access token, which has no e-mail address', async () => {
    const { body } = await call<Record<string, unknown>>(sandbox, '/user');
    expect(body['type']).toBe('app_user');
    const emails = await call<ErrorBody>(sandbox, '/user/emails');
    expect(emails.status).toBe(403);
    expect(emails.body.error).toEqual({
      message: 'Your credentials lack one or more required privilege scopes.',
      detail: {
        required: ['email'],
        granted: [...accessTokenScopes],
      },
    });
  });

  test('can be told from the headers of a reply', async () => {
    const { headers } = await call(sandbox, '/workspaces/lighthouse/projects');
    expect(headers.get('x-credential-type')).toBe('access_token');
    expect(headers.get('x-oauth-scopes')).toBe(accessTokenScopes.join(', '));
    expect(headers.get('x-accepted-oauth-scopes')).toBe('project');
  });
});

describe('scopes', () => {
  test.each([
    [['repository'], '/repositories/lighthouse', 200],
    [['pullrequest'], '/repositories/lighthouse', 200],
    [['repository'], '/repositories/lighthouse/api/pullrequests', 403],
    [['pullrequest:write'], '/repositories/lighthouse/api/pullrequests', 200],
    [['project'], '/repositories/lighthouse/api/commits', 200],
    [['repository'], '/workspaces/lighthouse/projects', 403],
    [[], '/workspaces/lighthouse', 200],
    [['repository'], '/repositories/lighthouse/api/pipelines/', 403],
    [['repository'], '/repositories/lighthouse/api/issues', 403],
  ])('%j for %s: %i', async (scopes, path, status) => {
    const token = sandbox.issueAccessToken(scopes);
    expect((await call(sandbox, path, `Bearer ${token}`)).status).toBe(status);
  });
});

describe('members', () => {
  test('are 25 people', async () => {
    const values = await readAll(sandbox, '/workspaces/lighthouse/members?pagelen=100');
    const users = values.map((value) => value['user'] as Record<string, unknown>);
    expect(new Set(users.map((user) => user['uuid'])).size).toBe(25);
    expect(users.filter((user) => user['display_name'] === 'Sam Smith')).toHaveLength(2);
    expect(users.some((user) => 'email' in user)).toBe(false);
  });

  test('show their e-mail addresses when asked, and are found by them', async () => {
    const { body } = await call(
      sandbox,
      withQuery('/workspaces/lighthouse/members', {
        fields: '+values.user.email',
        q: 'user.email IN ("member3@lighthouse.example", "nobody@lighthouse.example")',
      }),
    );
    expect(body.values).toHaveLength(1);
    expect(body.values[0]).toMatchObject({ user: { email: 'member3@lighthouse.example' } });
  });

  test('are found one by one, without the user name', async () => {
    const [first] = await readAll(sandbox, '/workspaces/lighthouse/members');
    const user = first?.['user'] as Record<string, string>;
    for (const id of [user['uuid'], user['account_id']]) {
      const { body } = await call<Record<string, unknown>>(sandbox, `/users/${encodeURIComponent(id ?? '')}`);
      expect(body['display_name']).toBe(user['display_name']);
      expect(body).not.toHaveProperty('username');
    }
    expect((await call(sandbox, '/users/%7Bnobody%7D')).status).toBe(404);
  });
});

describe('projects', () => {
  test('are found by key', async () => {
    const { body } = await call<Record<string, unknown>>(sandbox, '/workspaces/lighthouse/projects/API');
    expect(body).toMatchObject({ type: 'project', key: 'API', name: 'Public API', description: null });
    expect((await call(sandbox, '/workspaces/lighthouse/projects/NONE')).status).toBe(404);
  });

  test('ignore q and cannot be sorted', async () => {
    const path = '/workspaces/lighthouse/projects';
    expect((await call(sandbox, withQuery(path, { q: 'nonsense = 1' }))).body.size).toBe(3);
    expect((await call(sandbox, withQuery(path, { sort: 'key' }))).status).toBe(400);
  });
});

test('workspaces where the caller is no administrator are none', async () => {
  expect((await call(sandbox, '/user/workspaces?administrator=true')).body.size).toBe(1);
  expect((await call(sandbox, '/user/workspaces?administrator=false')).body.size).toBe(0);
  expect((await call(sandbox, withQuery('/user/workspaces', { q: 'slug = "other"' }))).body.size).toBe(0);
});

test('a workspace that does not exist is 404', async () => {
  expect((await call(sandbox, '/workspaces/elsewhere')).status).toBe(404);
  expect((await call(sandbox, '/repositories/elsewhere')).status).toBe(404);
});
