/** What the lists of settings refuse, in Bitbucket's shape. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../sandbox.ts';
import { call, readAll, type ErrorBody } from '../testing/call.ts';
import { harbor } from '../testing/openapi-cases.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

const project = '/workspaces/lighthouse/projects/HARBOR';

async function send(method: string, address: string, body: unknown, authorization?: string) {
  return call<ErrorBody>(sandbox, address, authorization, { method, body });
}

test.each([
  ['POST', `${harbor}/pipelines_config/variables`],
  ['POST', '/workspaces/lighthouse/pipelines-config/variables'],
  ['POST', `${harbor}/hooks`],
  ['POST', '/workspaces/lighthouse/hooks'],
  ['POST', `${harbor}/environments`],
  ['POST', `${harbor}/pipelines_config/schedules`],
  ['POST', `${harbor}/pipelines_config/ssh/known_hosts`],
  ['PUT', `${harbor}/pipelines_config`],
  ['POST', `${harbor}/pipelines-config/runners`],
  ['POST', '/workspaces/lighthouse/pipelines-config/runners'],
  ['POST', `${harbor}/branch-restrictions`],
  ['PUT', `${harbor}/branching-model/settings`],
  ['POST', `${harbor}/deploy-keys`],
  ['POST', `${project}/deploy-keys`],
  ['PUT', `${harbor}/permissions-config/groups/developers`],
  ['PUT', `${project}/permissions-config/groups/developers`],
  ['POST', '/snippets/lighthouse'],
  ['POST', '/snippets/lighthouse/kypj/comments'],
])('%s %s refuses members that nobody knows, and changes nothing', async (method, address) => {
  const list = address.replace(/\/(settings|developers)$/, '');
  const before = method === 'POST' ? await readAll(sandbox, `${list}?pagelen=100`) : [];
  const { status, body } = await send(method, address, { barnacle: 1 });
  expect(status).toBe(400);
  expect(body).toMatchObject({ type: 'error', error: { fields: { barnacle: ['extra keys not allowed'] } } });
  if (method === 'POST') expect(await readAll(sandbox, `${list}?pagelen=100`)).toEqual(before);
});

test.each([
  [`${harbor}/pipelines_config/variables/none`],
  [`${harbor}/hooks/none`],
  [`${harbor}/environments/none`],
  [`${harbor}/pipelines_config/schedules/none`],
  [`${harbor}/branch-restrictions/1`],
  [`${harbor}/pipelines_config/ssh/known_hosts/none`],
  [`${harbor}/pipelines-config/caches/none`],
  [`${harbor}/pipelines-config/runners/none`],
  [`${harbor}/deploy-keys/1`],
  [`${harbor}/downloads/none`],
  ['/snippets/lighthouse/none'],
])('DELETE %s finds nothing', async (address) => {
  const { status, body } = await send('DELETE', address, undefined);
  expect(status).toBe(404);
  expect(body.type).toBe('error');
});

describe('permissions', () => {
  test('cannot be changed with OAuth', async () => {
    const { key, secret } = sandbox.privateConsumer;
    const response = await fetch(sandbox.tokenUrl, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    const { access_token: token } = (await response.json()) as { readonly access_token: string };
    for (const place of [harbor, project]) {
      const address = `${place}/permissions-config/groups/developers`;
      const { status, body } = await send('PUT', address, { permission: 'read' }, `Bearer ${token}`);
      expect(status).toBe(403);
      expect(body.error.message).toContain('OAuth');
    }
  });

  test('of owners stay as they are', async () => {
    const [owner = {}] = await readAll(sandbox, '/workspaces/lighthouse/permissions?pagelen=100');
    const { uuid } = owner['user'] as { readonly uuid: string };
    const address = `${harbor}/permissions-config/users/${encodeURIComponent(uuid)}`;
    const { status, body } = await send('PUT', address, { permission: 'read' });
    expect(status).toBe(400);
    expect(body.error.message).toContain('owner');
  });
});

test('the prefixes of branch types stay apart', async () => {
  const address = `${harbor}/branching-model/settings`;
  const types = (prefix: string) => ({ branch_types: [{ kind: 'hotfix', prefix }] });
  expect((await send('PUT', address, types('feature/hot'))).status).toBe(400);
  expect((await send('PUT', address, types('hot*'))).status).toBe(400);
  expect((await send('PUT', address, types('hot/'))).status).toBe(200);
});
