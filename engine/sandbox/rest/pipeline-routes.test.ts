import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../sandbox.ts';
import { call, readAll, withQuery } from '../testing/call.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

describe('pipelines', () => {
  const path = '/repositories/lighthouse/harbor-app/pipelines/';

  test('are only there with a slash at the end', async () => {
    expect((await call(sandbox, path)).body.size).toBe(320);
    expect((await call(sandbox, path.slice(0, -1))).status).toBe(404);
  });

  test('have no q and no partial responses', async () => {
    const { body } = await call(sandbox, withQuery(path, { q: 'nonsense', fields: 'size' }));
    expect(body.size).toBe(320);
    expect(body.values).toHaveLength(10);
  });

  test('filter by parameters of their own', async () => {
    const passed = await readAll(sandbox, `${path}?status=PASSED&pagelen=100`);
    expect(passed.length).toBeGreaterThan(50);
    for (const pipeline of passed) {
      expect(pipeline['state']).toMatchObject({ name: 'COMPLETED', result: { name: 'SUCCESSFUL' } });
    }
    const manual = await readAll(sandbox, `${path}?trigger_type=MANUAL&target.branch=main`);
    expect(manual.length).toBeGreaterThan(0);
    for (const pipeline of manual) {
      expect(pipeline['trigger']).toMatchObject({ name: 'MANUAL' });
      expect(pipeline['target']).toMatchObject({ ref_type: 'branch', ref_name: 'main' });
    }
  });

  test('sort by their creation and write times with Z and up to nine digits', async () => {
    const found = await readAll(sandbox, `${path}?sort=-created_on&pagelen=100`);
    expect(found.map((pipeline) => pipeline['build_number'])).toEqual(
      Array.from({ length: 320 }, (_, index) => 320 - index),
    );
    const times = found.map((pipeline) => String(pipeline['created_on']));
    expect(times.every((time) => time.endsWith('Z'))).toBe(true);
    expect(times.some((time) => /\.\d{9}Z$/.test(time))).toBe(true);
    expect((await call(sandbox, `${path}?sort=build_number`)).status).toBe(400);
  });

  test('are found by uuid', async () => {
    const [first] = (await call(sandbox, path)).body.values;
    const { body } = await call(sandbox, `${path}${encodeURIComponent(String(first?.['uuid']))}`);
    expect(body).toEqual(first);
    expect((await call(sandbox, `${path}%7Bnone%7D`)).status).toBe(404);
  });
});
