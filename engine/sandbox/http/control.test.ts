import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../sandbox.ts';
import { call } from '../testing/call.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterEach(() => control({ reset: true }));
afterAll(() => sandbox.close());

interface State {
  readonly modes: Readonly<Record<string, unknown>>;
  readonly latency: number;
  readonly requests: readonly Record<string, unknown>[];
}

async function post(body: string): Promise<{ readonly status: number; readonly body: unknown }> {
  const response = await fetch(`${sandbox.url}/sandbox/control`, { method: 'POST', body });
  return { status: response.status, body: await response.json() };
}

async function control(command: unknown): Promise<State> {
  const { status, body } = await post(JSON.stringify(command));
  expect(status).toBe(200);
  return body as State;
}

const status = async (): Promise<number> => (await call(sandbox, '/user')).status;

test('switches modes and latency, and back', async () => {
  const state = await control({ modes: { size: 'absent', tieSeed: 9 }, latency: 3 });
  expect(state).toMatchObject({ modes: { size: 'absent', tieSeed: 9, nulls: 'last' }, latency: 3 });
  expect(sandbox.modes.size).toBe('absent');
  expect(await control({ reset: true })).toMatchObject({
    modes: { size: 'present' },
    latency: 0,
    requests: [],
  });
});

test('injects faults and limits', async () => {
  await control({ fault: { match: { path: '/user' }, fault: { kind: 'status', status: 502 } } });
  expect([await status(), await status()]).toEqual([502, 200]);
  await control({ rateLimit: { requests: 1 } });
  expect([await status(), await status()]).toEqual([200, 429]);
  await control({ rateLimit: null });
  expect(await status()).toBe(200);
});

test('holds and releases', async () => {
  await control({ hold: { path: '/user' } });
  const held = status();
  await expect.poll(() => sandbox.requests.length).toBe(1);
  expect(sandbox.requests[0]?.status).toBe(0);
  await control({ release: true });
  expect(await held).toBe(200);
});

test('tells the requests, of which it is none itself', async () => {
  await status();
  const response = await fetch(`${sandbox.url}/sandbox/control`);
  const state = (await response.json()) as State;
  expect(state.requests).toMatchObject([{ path: '/2.0/user', status: 200, authorization: 'bearer' }]);
});

test.each([
  ['{', 'The command is not JSON.'],
  ['[]', 'The command is not a JSON object.'],
  ['{"latencey":5}', 'Unknown command "latencey"'],
  ['{"fault":{}}', 'A fault needs "match" and "fault"'],
  ['{"fault":{"match":{},"fault":{"kind":"flood"}}}', 'A fault needs "match" and "fault"'],
  ['{"modes":{"size":"maybe"}}', 'Unknown mode "size" or value "maybe".'],
  ['{"modes":{"sise":"absent"}}', 'Unknown mode "sise" or value "absent".'],
])('refuses %s', async (body, message) => {
  const answer = await post(body);
  expect(answer.status).toBe(400);
  expect(JSON.stringify(answer.body)).toContain(JSON.stringify(message).slice(1, -1));
});

test('revokes every token, and ticks the boxes of the consumers', async () => {
  const basic = Buffer.from(`${sandbox.privateConsumer.key}:${sandbox.privateConsumer.secret}`).toString(
    'base64',
  );
  const granted = async (): Promise<unknown> => {
    const response = await fetch(sandbox.tokenUrl, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    return ((await response.json()) as { scope: string }).scope;
  };
  await control({ consumerScopes: ['repository'] });
  expect(await granted()).toBe('repository');
  expect(await status()).toBe(200);
  await control({ revokeTokens: true });
  expect(await status()).toBe(401);
});
