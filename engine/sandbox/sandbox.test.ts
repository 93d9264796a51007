import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from './sandbox.ts';
import { call, readAll, type ErrorBody } from './testing/call.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

test('shows the workspace with three projects and twelve repositories', async () => {
  const { body } = await call(sandbox, '/user/workspaces');
  expect(body.values).toHaveLength(1);
  const projects = await readAll(sandbox, '/workspaces/lighthouse/projects');
  expect(projects.map((project) => project['key'])).toEqual(['HARBOR', 'API', 'OPS']);
  const repositories = await readAll(sandbox, '/repositories/lighthouse');
  expect(repositories.map((repository) => repository['slug'])).toEqual([
    'harbor-app',
    'api',
    'information',
    'temp',
    'main',
    'dock-tools',
    'empty-bay',
    'beacon',
    'node.js-client',
    'tide.tables',
    'tide_tables',
    'lighthouse.io',
  ]);
});

test('finds workspaces and repositories by slug and by uuid', async () => {
  const bySlug = await call<Record<string, string>>(sandbox, '/repositories/lighthouse/api');
  const workspace = await call<Record<string, string>>(sandbox, '/workspaces/lighthouse');
  const path = `/repositories/${encodeURIComponent(workspace.body['uuid'] ?? '')}/${encodeURIComponent(bySlug.body['uuid'] ?? '')}`;
  expect((await call(sandbox, path)).body).toEqual(bySlug.body);
});

test('says which repository it does not know', async () => {
  const { status, body } = await call<ErrorBody>(sandbox, '/repositories/lighthouse/nowhere');
  expect(status).toBe(404);
  expect(body).toEqual({ type: 'error', error: { message: 'Repository lighthouse/nowhere not found' } });
});

test('has no API at other addresses', async () => {
  const { status, body } = await call<ErrorBody>(sandbox, '/repositories/lighthouse/api/nothing');
  expect(status).toBe(404);
  expect(body.error.detail).toBe('There is no API hosted at this URL');
});

test.each([
  '/workspaces',
  '/repositories',
  '/snippets',
  '/user/permissions/workspaces',
  '/user/permissions/repositories',
])('answers that %s is gone', async (path) => {
  const { status, body } = await call<ErrorBody>(sandbox, path);
  expect(status).toBe(410);
  expect(body.error.message).toBe('CHANGE-2770 - Functionality has been deprecated');
  expect(body.error.data).toHaveProperty('announcement_url');
});

test.each([
  ['without credentials', ''],
  ['with an unknown token', 'Bearer nobody'],
  ['with the token in the wrong scheme', 'Basic sandbox-workspace-access-token'],
])('refuses a request %s', async (_, authorization) => {
  const { status, headers, body } = await call<ErrorBody>(sandbox, '/user/workspaces', authorization);
  expect(status).toBe(401);
  expect(body.type).toBe('error');
  expect(headers.get('www-authenticate')).not.toBeNull();
});
