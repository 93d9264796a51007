import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../sandbox.ts';
import { call, readAll } from '../testing/call.ts';
import { harbor } from '../testing/openapi-cases.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

const send = (body: unknown) => call(sandbox, `${harbor}/src`, undefined, { method: 'POST', body });
const paths = async (): Promise<readonly unknown[]> =>
  (await readAll(sandbox, `${harbor}/src/HEAD/?max_depth=9&pagelen=100`)).map(({ path }) => path);

test('a file that is named without a text is removed, on top of the head that the form names', async () => {
  expect(await paths()).toContain('README.md');
  const { headers, status } = await send({ files: 'README.md', '/docs/tide.md': 'High' });
  expect(status).toBe(201);
  const now = await paths();
  expect(now).toContain('docs/tide.md');
  expect(now).not.toContain('README.md');
  const made = await call<{ hash: string }>(sandbox, headers.get('location') ?? '');
  expect(made.body).toMatchObject({ type: 'commit', message: 'Commit files via the API' });
  const history = await readAll(sandbox, `${harbor}/filehistory/HEAD/docs/tide.md`);
  expect(history).toMatchObject([{ path: 'docs/tide.md', size: 4, commit: { hash: made.body.hash } }]);

  expect((await send({ parents: made.body.hash, 'docs/tide.md': 'Low' })).status).toBe(201);
  const stale = await send({ parents: made.body.hash, 'docs/tide.md': 'Lower' });
  expect(stale.status).toBe(409);
  expect(await readAll(sandbox, `${harbor}/filehistory/HEAD/docs/tide.md`)).toHaveLength(2);
});

test('a range of commits holds what was pushed between its ends', async () => {
  const { headers } = await send({ branch: 'tide/range', 'a.md': 'x' });
  const hash = (headers.get('location') ?? '').split('/').at(-1) ?? '';
  const range = await readAll(sandbox, `${harbor}/commits/${hash}?exclude=main`);
  expect(range.map((commit) => commit['hash'])).toEqual([hash]);
  expect(await readAll(sandbox, `${harbor}/commits/main?exclude=${hash}`)).toEqual([]);
});
