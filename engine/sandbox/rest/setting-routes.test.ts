/** What is odd about the collections around repositories and pipelines. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../sandbox.ts';
import { call, readAll } from '../testing/call.ts';
import { harbor } from '../testing/openapi-cases.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

describe('deployments', () => {
  test('take a filter without heeding it, and refuse to sort', async () => {
    const all = await call(sandbox, `${harbor}/deployments/`);
    const filtered = await call(sandbox, `${harbor}/deployments/?q=state.name%3D%22NONE%22`);
    expect(all.body.size).toBe(160);
    expect(filtered.body.size).toBe(160);
    expect((await call(sandbox, `${harbor}/deployments/?sort=created_on`)).status).toBe(400);
    expect((await call(sandbox, `${harbor}/deployments`)).status).toBe(404);
  });

  test('belong to runs, steps and environments that are there', async () => {
    const runs = new Set(
      (await readAll(sandbox, `${harbor}/pipelines/?pagelen=100`)).map(({ uuid }) => uuid),
    );
    const places = new Set((await readAll(sandbox, `${harbor}/environments/`)).map(({ uuid }) => uuid));
    const [deployment] = (await call(sandbox, `${harbor}/deployments/`)).body.values;
    const { environment, release, step } = deployment as unknown as Record<
      string,
      { readonly uuid: string }
    > & {
      readonly release: { readonly pipeline: { readonly uuid: string } };
    };
    expect(places).toContain(environment?.uuid);
    expect(runs).toContain(release.pipeline.uuid);
    const run = encodeURIComponent(release.pipeline.uuid);
    const steps = await readAll(sandbox, `${harbor}/pipelines/${run}/steps/`);
    expect(steps.map(({ uuid }) => uuid)).toContain(step?.uuid);
  });
});

test('what is kept secret is in no reply', async () => {
  const variables = await readAll(sandbox, `${harbor}/pipelines_config/variables`);
  for (const variable of variables) expect('value' in variable).toBe(variable['secured'] !== true);
  expect(variables.some(({ secured }) => secured === true)).toBe(true);
  for (const hook of await readAll(sandbox, `${harbor}/hooks`)) expect(hook).not.toHaveProperty('secret');
});

test('a run that failed has a first step that failed, and none after it that ran', async () => {
  const runs = await readAll(sandbox, `${harbor}/pipelines/?pagelen=100`);
  type State = { readonly name: string; readonly result?: { readonly name: string } };
  const outcomes = new Map<string, readonly (string | undefined)[]>();
  for (const { uuid, state } of runs.slice(0, 60)) {
    const steps = await readAll(sandbox, `${harbor}/pipelines/${encodeURIComponent(String(uuid))}/steps/`);
    const ended = (state as State).result?.name ?? 'none';
    outcomes.set(ended, [
      ...(outcomes.get(ended) ?? []),
      ...steps.map((step) => (step['state'] as State).result?.name).slice(ended === 'FAILED' ? 1 : 0),
    ]);
  }
  expect(new Set(outcomes.get('SUCCESSFUL'))).toEqual(new Set(['SUCCESSFUL']));
  expect(new Set(outcomes.get('FAILED'))).toEqual(new Set(['NOT_RUN']));
});

test.each([
  ['a run', `${harbor}/pipelines/none/steps/`],
  ['an environment', `${harbor}/deployments_config/environments/none/variables`],
  ['a project', '/workspaces/lighthouse/projects/NONE/deploy-keys'],
  ['a snippet', '/snippets/lighthouse/none/comments'],
  ['an account', '/users/none/ssh-keys'],
  ['a subject of webhooks', '/hook_events/person'],
  ['an issue', `${harbor}/issues/9999/comments`],
])('%s that is not there has no children', async (_, address) => {
  expect((await call(sandbox, address)).status).toBe(404);
});

test('e-mail addresses of members are told to whoever names them', async () => {
  const members = '/workspaces/lighthouse/members?fields=values.user.email';
  const unasked = await call(sandbox, members);
  expect(JSON.stringify(unasked.body)).not.toContain('@');
  const asked = await call(sandbox, `${members}&q=user.email%20IN%20(%22member4@lighthouse.example%22)`);
  expect(asked.body.values).toEqual([{ user: { email: 'member4@lighthouse.example' } }]);
});
