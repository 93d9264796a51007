import { connect } from 'node:net';
import { once } from 'node:events';
import { gunzipSync } from 'node:zlib';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../sandbox.ts';
import { call } from '../testing/call.ts';
import type { Fault, RetryAfter } from './faults.ts';

const tags = '/repositories/lighthouse/harbor-app/refs/tags';
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterEach(() => {
  sandbox.faults.clear();
  sandbox.clearRequests();
});
afterAll(() => sandbox.close());

async function ask(path = tags, init: RequestInit = {}): Promise<Response> {
  return fetch(`${sandbox.apiUrl}${path}`, {
    headers: { authorization: `Bearer ${sandbox.accessToken}` },
    ...init,
  });
}

/** The bytes as they came, and the headers. */
async function raw(headers: Readonly<Record<string, string>>): Promise<[IncomingMessage, Buffer]> {
  const authorization = `Bearer ${sandbox.accessToken}`;
  const request = httpRequest(`${sandbox.apiUrl}${tags}`, { headers: { ...headers, authorization } });
  request.end();
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
  return [response, Buffer.concat(chunks)];
}

async function statuses(...paths: readonly string[]): Promise<readonly number[]> {
  const found: number[] = [];
  for (const path of paths) found.push((await ask(path)).status);
  return found;
}

describe('a failing request', () => {
  test.each([403, 404, 408, 500, 502, 503])(
    'gets status %i once, in the words of Bitbucket',
    async (status) => {
      sandbox.faults.add({ match: { path: '/refs/tags' }, fault: { kind: 'status', status } });
      const response = await ask();
      expect(response.status).toBe(status);
      expect(await response.json()).toHaveProperty('error.message');
      expect((await ask()).status).toBe(200);
    },
  );

  test.each<[RetryAfter | undefined, Readonly<Record<string, RegExp>>]>([
    [undefined, {}],
    [{ form: 'seconds', seconds: 7 }, { 'retry-after': /^7$/ }],
    [{ form: 'date', seconds: 60 }, { 'retry-after': /^\w{3}, \d{2} \w{3} \d{4} [\d:]{8} GMT$/ }],
    [
      { form: 'reset', seconds: 9 },
      { 'x-ratelimit-remaining': /^0$/, 'x-ratelimit-reset': /^9$/ },
    ],
  ])('gets 429 in plain text, with %j', async (retryAfter, expected) => {
    const fault: Fault = { kind: 'status', status: 429, ...(retryAfter === undefined ? {} : { retryAfter }) };
    sandbox.faults.add({ match: {}, fault });
    const response = await ask();
    expect(response.status).toBe(429);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(await response.text()).toBe('Rate limit for this resource has been exceeded');
    for (const name of ['retry-after', 'x-ratelimit-remaining', 'x-ratelimit-reset']) {
      const pattern = expected[name];
      if (pattern === undefined) expect(response.headers.get(name)).toBeNull();
      else expect(response.headers.get(name)).toMatch(pattern);
    }
  });

  test('loses its connection before the first byte', async () => {
    sandbox.faults.add({ match: {}, fault: { kind: 'cut', when: 'before' } });
    await expect(ask()).rejects.toThrow('fetch failed');
    expect((await ask()).status).toBe(200);
  });

  test('loses its connection in the middle of the body', async () => {
    sandbox.faults.add({ match: {}, fault: { kind: 'cut', when: 'mid-body' } });
    const response = await ask();
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow('terminated');
    expect(sandbox.requests[0]).toMatchObject({ status: 200, aborted: true });
  });

  test('gets JSON that stops half-way', async () => {
    sandbox.faults.add({ match: {}, fault: { kind: 'truncated' } });
    const text = await (await ask()).text();
    expect(text.startsWith('{"values":[')).toBe(true);
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
  });

  test('gets HTML, JSON of another shape, or nothing', async () => {
    sandbox.faults.add({ match: {}, fault: { kind: 'html' } });
    const html = await ask();
    expect([html.status, html.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    sandbox.faults.add({ match: {}, fault: { kind: 'wrong-json' } });
    expect(await (await ask()).json()).toBeInstanceOf(Array);
    sandbox.faults.add({ match: {}, fault: { kind: 'empty', status: 400 } });
    const empty = await ask();
    expect([empty.status, await empty.text()]).toEqual([400, '']);
  });
});

describe('a rule', () => {
  const fault: Fault = { kind: 'status', status: 503 };
  test('chooses a page of a numbered collection, or of one with cursors', async () => {
    sandbox.faults.add({ match: { path: '/refs/tags', page: 2 }, fault, times: 'always' });
    expect(await statuses(tags, `${tags}?page=2`, `${tags}?page=3`)).toEqual([200, 503, 200]);
    const commits = '/repositories/lighthouse/harbor-app/commits?pagelen=20';
    sandbox.faults.add({ match: { path: '/commits', page: 3 }, fault, times: 'always' });
    const first = await call(sandbox, commits);
    const second = await call(sandbox, first.body.next ?? '');
    expect(second.status).toBe(200);
    expect((await call(sandbox, second.body.next ?? '')).status).toBe(503);
  });

  test('chooses by the end of the path and by method', async () => {
    sandbox.faults.add({ match: { path: '/refs' }, fault, times: 'always' });
    expect(await statuses(tags, tags.replace('/tags', ''))).toEqual([200, 503]);
    sandbox.faults.add({ match: { method: 'POST' }, fault, times: 'always' });
    expect(await statuses(tags)).toEqual([200]);
  });

  test('starts with the n-th request and ends after some', async () => {
    sandbox.faults.add({ match: {}, fault, from: 2, times: 2 });
    expect(await statuses(tags, tags, tags, tags)).toEqual([200, 503, 503, 200]);
  });

  test('can be taken away', async () => {
    const remove = sandbox.faults.add({ match: {}, fault, times: 'always' });
    expect(await statuses(tags)).toEqual([503]);
    remove();
    expect(await statuses(tags)).toEqual([200]);
  });

  test('can be a budget of requests', async () => {
    sandbox.faults.setRateLimit({ requests: 2, retryAfter: { form: 'seconds', seconds: 1 } });
    expect(await statuses(tags, tags, tags, tags)).toEqual([200, 200, 429, 429]);
    sandbox.faults.setRateLimit(undefined);
    expect(await statuses(tags)).toEqual([200]);
  });
});

describe('a page that is held', () => {
  test('arrives after its release, while others pass', async () => {
    const hold = sandbox.faults.hold({ path: '/refs/tags', page: 3 });
    let arrived = false;
    const third = ask(`${tags}?page=3`).then((response) => {
      arrived = true;
      return response.status;
    });
    await hold.reached;
    expect((await ask(`${tags}?page=1`)).status).toBe(200);
    expect(arrived).toBe(false);
    hold.release();
    expect(await third).toBe(200);
    expect((await ask(`${tags}?page=3`)).status).toBe(200);
  });

  test('is logged as aborted when the client gives up', async () => {
    const hold = sandbox.faults.hold({ page: 1 });
    const controller = new AbortController();
    const asked = ask(tags, {
      headers: { authorization: `Bearer ${sandbox.accessToken}` },
      signal: controller.signal,
    });
    await hold.reached;
    controller.abort();
    await expect(asked).rejects.toThrow('abort');
    await expect.poll(() => sandbox.requests[0]?.aborted).toBe(true);
    hold.release();
    expect(sandbox.requests[0]?.status).toBe(0);
  });
});

test('latency delays every reply', async () => {
  sandbox.faults.setLatency(60);
  const start = performance.now();
  await ask();
  expect(performance.now() - start).toBeGreaterThanOrEqual(55);
});

describe('the log', () => {
  test('tells what was asked and answered', async () => {
    const arrivals: string[] = [];
    const stop = sandbox.onRequest((entry) => arrivals.push(entry.path));
    const text = await (
      await ask(`${tags}?pagelen=2`, { headers: { 'accept-encoding': 'identity' } })
    ).text();
    stop();
    await ask();
    expect(arrivals).toEqual([`/2.0${tags}`]);
    expect(sandbox.requests).toHaveLength(2);
    expect(sandbox.requests[0]).toMatchObject({
      method: 'GET',
      path: `/2.0${tags}`,
      query: 'pagelen=2',
      status: 401,
      bytes: Buffer.byteLength(text),
      authorization: 'none',
    });
    expect(sandbox.requests[1]).toMatchObject({ status: 200, authorization: 'bearer' });
    sandbox.clearRequests();
    expect(sandbox.requests).toEqual([]);
  });
});

describe('replies', () => {
  test('are compressed for clients that allow it', async () => {
    const [plain, content] = await raw({});
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.headers['content-type']).toBe('application/json; charset=utf-8');
    const [packed, bytes] = await raw({ 'accept-encoding': 'gzip, deflate' });
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(Number(packed.headers['content-length'])).toBe(bytes.length);
    expect(gunzipSync(bytes).equals(content)).toBe(true);
  });

  test('have no body for HEAD, and only the methods of the address are allowed', async () => {
    const head = await ask(tags, {
      method: 'HEAD',
      headers: { authorization: `Bearer ${sandbox.accessToken}` },
    });
    expect([head.status, await head.text()]).toEqual([200, '']);
    const put = await ask(tags, {
      method: 'PUT',
      headers: { authorization: `Bearer ${sandbox.accessToken}` },
    });
    expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
  });

  test('refuse addresses that are too long', async () => {
    expect((await ask(`${tags}?q=${'x'.repeat(8200)}`)).status).toBe(414);
  });
});

test('close cuts what is held and frees the port', async () => {
  const other = await startSandbox();
  const { port } = new URL(other.url);
  const hold = other.faults.hold({});
  const asked = call(other, '/user');
  const outcome = asked.then(
    () => 'answered',
    () => 'cut',
  );
  await hold.reached;
  await other.close();
  expect(['answered', 'cut']).toContain(await outcome);
  const socket = connect(Number(port), '127.0.0.1');
  const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
  expect(error.code).toBe('ECONNREFUSED');
});
