import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../sandbox.ts';
import { call, readAll, withQuery } from '../testing/call.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

describe('repositories', () => {
  test.each([
    ['project.key = "API"', ['api', 'beacon', 'node.js-client']],
    ['parent != null', ['beacon']],
    ['is_private = false AND language != "go"', ['beacon', 'node.js-client', 'lighthouse.io']],
    ['slug ~ "TIDE"', ['tide.tables', 'tide_tables']],
  ])('q %s', async (q, slugs) => {
    const found = await readAll(sandbox, withQuery('/repositories/lighthouse', { q }));
    expect(found.map((repository) => repository['slug'])).toEqual(slugs);
  });

  test('sort by the time of their last change', async () => {
    const found = await readAll(sandbox, '/repositories/lighthouse?sort=updated_on&pagelen=5');
    const times = found.map((repository) => Date.parse(String(repository['updated_on'])));
    expect(times).toEqual([...times].sort((left, right) => left - right));
  });

  test('may be empty', async () => {
    const { body } = await call<Record<string, unknown>>(sandbox, '/repositories/lighthouse/empty-bay');
    expect(body).toMatchObject({ mainbranch: null, size: 0 });
    for (const path of [
      'refs',
      'refs/branches',
      'refs/tags',
      'commits',
      'pullrequests',
      'pipelines/',
      'issues',
    ]) {
      const list = await call(sandbox, `/repositories/lighthouse/empty-bay/${path}`);
      expect([path, list.status, list.body.values]).toEqual([path, 200, []]);
    }
  });
});
