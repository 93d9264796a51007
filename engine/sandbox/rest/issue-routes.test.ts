import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../sandbox.ts';
import { call, readAll, withQuery, type ErrorBody } from '../testing/call.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

describe('issues', () => {
  const path = '/repositories/lighthouse/harbor-app/issues';

  test('compare priorities by rank', async () => {
    const urgent = await readAll(sandbox, withQuery(path, { q: 'priority >= "critical"', pagelen: '100' }));
    expect(new Set(urgent.map((issue) => issue['priority']))).toEqual(new Set(['critical', 'blocker']));
    const idle = await call(sandbox, withQuery(path, { q: 'assignee = null' }));
    const busy = await call(sandbox, withQuery(path, { q: 'assignee != null' }));
    expect((idle.body.size ?? 0) + (busy.body.size ?? 0)).toBe(180);
  });

  test('are found by id', async () => {
    expect((await call<Record<string, unknown>>(sandbox, `${path}/180`)).body['id']).toBe(180);
    expect((await call(sandbox, `${path}/181`)).status).toBe(404);
  });

  test('are not there where the tracker is off', async () => {
    const { status, body } = await call<ErrorBody>(sandbox, '/repositories/lighthouse/temp/issues');
    expect(status).toBe(404);
    expect(body.error.message).toBe('Repository has no issue tracker.');
  });

  test('are gone once the tracker is removed', async () => {
    sandbox.modes.issueTracker = 'removed';
    expect((await call(sandbox, path)).status).toBe(410);
    expect((await call(sandbox, `${path}/1`)).status).toBe(410);
    sandbox.resetModes();
    expect((await call(sandbox, path)).status).toBe(200);
  });
});
