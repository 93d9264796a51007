import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { ApiAttempt } from './api-attempt.ts';
import { QuotaMeter } from './quota-meter.ts';
import { clientBench, failureOf, never } from './test-support/client-bench.ts';
import { sendError, sendJson } from './test-support/scripted-server.ts';
import { LeapingClock, testClient } from './test-support/test-client.ts';

const { serve, connect, close } = clientBench();
afterEach(close);

describe('a GET', () => {
  it('goes below the base address with the credential', async () => {
    const server = await serve((_, response) => {
      sendJson(response, { ok: true });
    });
    const client = connect(`${server.url}/2.0`);
    const { body } = await client.get('/user?x=%20', { signal: never });
    expect(body).toEqual({ ok: true });
    expect(server.requests[0]?.path).toBe('/2.0/user');
    expect(server.requests[0]?.query.get('x')).toBe(' ');
    expect(server.requests[0]?.headers.authorization).toBe('Bearer secret-of-the-test');
    expect(server.requests[0]?.headers['user-agent']).toMatch(/^Drawbridge\/\d/);
  });

  it.each(['gzip', 'GZIP', 'x-gzip'])('reads what is encoded as %s', async (encoding) => {
    const server = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': encoding });
      response.end(gzipSync('{"name":"Köln"}'));
    });
    expect((await connect(server.url).get('/x', { signal: never })).body).toEqual({ name: 'Köln' });
  });

  it('reads JSON behind a byte order mark', async () => {
    const server = await serve((_, response) => {
      response.end('\uFEFF{"name":"Köln"}');
    });
    expect((await connect(server.url).get('/x', { signal: never })).body).toEqual({ name: 'Köln' });
  });

  it('keeps integers beyond 2^53', async () => {
    const server = await serve((_, response) => {
      response.end('{"id":9007199254740993,"list":[-9223372036854775808],"small":3,"rate":0.5}');
    });
    const { body } = await connect(server.url).get('/x', { signal: never });
    expect(body).toEqual({ id: 9007199254740993n, list: [-9223372036854775808n], small: 3, rate: 0.5 });
  });
});

describe('a cancel in mid-body', () => {
  it('ends the call with 57014 and closes the connection', async () => {
    const controller = new AbortController();
    const server = await serve((_, response) => {
      response.write('{"values":[');
      response.on('close', () => {
        closed.abort();
      });
      controller.abort();
    });
    const closed = new AbortController();
    const error = await failureOf(connect(server.url).get('/x', { signal: controller.signal }));
    expect(error.sqlState).toBe('57014');
    if (!closed.signal.aborted) await once(closed.signal, 'abort');
    expect(server.requests).toHaveLength(1);
  });
});

describe('the credential', () => {
  it('is renewed once after a 401', async () => {
    const server = await serve((request, response) => {
      if (request.headers.authorization === 'Bearer new') sendJson(response, 'in');
      else sendError(response, 401, 'Access token expired.');
    });
    const refusedHeaders: string[] = [];
    const tokens = {
      authorization: () => Promise.resolve(refusedHeaders.length === 0 ? 'Bearer old' : 'Bearer new'),
      refused: (header: string) => {
        refusedHeaders.push(header);
        return Promise.resolve(true);
      },
    };
    expect((await connect(server.url, {}, { tokens }).get('/x', { signal: never })).body).toBe('in');
    expect(refusedHeaders).toEqual(['Bearer old']);
  });

  it('is refused with 28000 when the new one fails too', async () => {
    const server = await serve((_, response) => {
      sendError(response, 401, 'Access token expired.');
    });
    let asked = 0;
    const tokens = {
      authorization: () => Promise.resolve('Bearer any'),
      refused: () => Promise.resolve((asked += 1) > 0),
    };
    const error = await failureOf(connect(server.url, {}, { tokens }).get('/x', { signal: never }));
    expect(error.sqlState).toBe('28000');
    expect(error.message).toContain('Access token expired.');
    expect(asked).toBe(1);
    expect(server.requests).toHaveLength(2);
  });

  it('never stands in an error, even when the server repeats it', async () => {
    const basic = `Basic ${Buffer.from('ada@example.com:hunter22').toString('base64')}`;
    const server = await serve((request, response) => {
      sendError(response, 400, `You sent ${request.headers.authorization}, that is hunter22`);
    });
    const tokens = { authorization: () => Promise.resolve(basic), refused: () => Promise.resolve(false) };
    const error = await failureOf(connect(server.url, {}, { tokens }).get('/x', { signal: never }));
    expect(error.message).toContain('You sent Basic ********, that is ********');
  });

  it('does not follow a redirect to another origin', async () => {
    const other = await serve((_, response) => {
      sendJson(response, 'stolen');
    });
    const server = await serve((_, response) => {
      response.writeHead(302, { location: `${other.url}/steal` }).end();
    });
    const error = await failureOf(connect(server.url).get('/x', { signal: never }));
    expect(error.sqlState).toBe('58000');
    expect(other.requests).toHaveLength(0);
  });

  it('follows a redirect within the API', async () => {
    const server = await serve((request, response) => {
      if (request.path === '/2.0/old') response.writeHead(302, { location: '/2.0/new?a=1' }).end();
      else sendJson(response, request.path);
    });
    expect((await connect(`${server.url}/2.0`).get('/old', { signal: never })).body).toBe('/2.0/new');
  });

  it.each([
    [302, ['/x']],
    [307, ['/x', '/y']],
    [308, ['/x', '/y']],
  ])('of status %i is followed by a write if it is to be made there', async (status, asked) => {
    const server = await serve((request, response) => {
      if (request.path === '/x') response.writeHead(status, { location: '/y' }).end();
      else sendJson(response, {}, 201);
    });
    await connect(server.url)
      .write('POST', '/x', { a: 1 }, { signal: never })
      .catch(() => null);
    expect(server.requests.map(({ path }) => path)).toEqual(asked);
  });

  it('writes on a connection of its own, since one that was kept may just be closing', async () => {
    const ports: (number | undefined)[] = [];
    const server = await serve((_, response) => {
      ports.push(response.socket?.remotePort);
      sendJson(response, {});
    });
    const client = connect(server.url);
    await client.get('/x', { signal: never });
    for (const body of [1, 2]) await client.write('POST', '/x', { body }, { signal: never });
    await client.get('/x', { signal: never });
    expect(new Set(ports).size).toBe(3);
    expect(ports[3]).toBe(ports[0]);
  });

  it('ends a circle of redirects', async () => {
    const server = await serve((_, response) => {
      response.writeHead(302, { location: '/x' }).end();
    });
    expect((await failureOf(connect(server.url).get('/x', { signal: never }))).sqlState).toBe('58000');
    expect(server.requests).toHaveLength(6);
  });
});

describe('errors', () => {
  it('name the scope that is missing', async () => {
    const server = await serve((_, response) => {
      sendError(response, 403, 'Your credentials lack one or more required privilege scopes.', {
        required: ['pullrequest', 'account'],
        granted: ['account'],
      });
    });
    const error = await failureOf(connect(server.url).get('/x', { signal: never }));
    expect(error.sqlState).toBe('42501');
    expect(error.message).toContain('lacks the scope pullrequest, which');
  });

  it.each([
    [
      'Bad request',
      { 'links.avatar': 'required key not provided' },
      'Bad request; links.avatar: required key not provided',
    ],
    [
      'Bad request',
      { title: ['Too long.', 'Not unique.'] },
      'Bad request; title: Too long.; title: Not unique.',
    ],
    ['source: branch not found', { source: ['branch not found'] }, 'source: branch not found'],
    ['Bad request', 'title', 'Bad request'],
  ])('say what is wrong with which field: %s, %j', async (message, fields, said) => {
    const server = await serve((_, response) => {
      response.writeHead(400, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ type: 'error', error: { message, fields } }));
    });
    const error = await failureOf(connect(server.url).get('/x', { signal: never }));
    expect(error.message).toBe(`Bitbucket answered /x with status 400: ${said}`);
  });

  it.each([
    { message: 'told so', status: 400 },
    { code: 400, message: 'told so' },
    { errors: [{ code: 7 }, { message: 'told so' }] },
  ])('repeat what is said in another shape than Bitbucket has: %j', async (body) => {
    const server = await serve((_, response) => {
      sendJson(response, body, 400);
    });
    const error = await failureOf(connect(server.url).get('/x', { signal: never }));
    expect(error.message).toBe('Bitbucket answered /x with status 400: told so');
  });

  it('of a denied access say who could have it', async () => {
    const server = await serve((_, response) => {
      sendError(response, 403, 'told so');
    });
    const error = await failureOf(connect(server.url).get('/x', { signal: never }));
    expect(error.hint).toContain('account or token');
  });

  it.each([
    [403, '42501', 'denied access to /x: told so'],
    [404, '58000', 'nothing at /x, or the credential has no access'],
    [410, '58000', 'no longer offers /x (status 410): told so'],
    [418, '58000', 'with status 418: told so'],
  ])('of status %i are %s, and say what to do', async (status, sqlState, text) => {
    const server = await serve((_, response) => {
      sendError(response, status, 'told so');
    });
    const error = await failureOf(connect(server.url).get('/x?q=private', { signal: never }));
    expect(error.sqlState).toBe(sqlState);
    expect(error.message).toContain(text);
    expect(error.message).not.toContain('private');
    expect(error.hint).toMatch(/\.$/);
  });

  it('say which host cannot be reached', async () => {
    const server = await serve(() => undefined);
    await server.close();
    const error = await failureOf(connect(server.url).get('/x', { signal: never }));
    expect(error.sqlState).toBe('08001');
    expect(error.message).toContain(new URL(server.url).host);
    expect(error.hint).toContain('ApiURL');
  });

  it('say that a call took too long', async () => {
    const server = await serve(() => undefined);
    const error = await failureOf(connect(server.url, { timeoutMs: 20 }).get('/x', { signal: never }));
    expect(error.sqlState).toBe('08006');
    expect(error.message).toContain('within 0.02 seconds');
  });
});

describe('limits', () => {
  it('allow no more calls at once than MaxConcurrency', async () => {
    let most = 0;
    const held: ServerResponse[] = [];
    const server = await serve((_, response) => {
      held.push(response);
      most = Math.max(most, server.pending());
      if (held.length < 3) return;
      setImmediate(() => {
        for (const each of held.splice(0)) sendJson(each, 1);
      });
    });
    const client = connect(server.url, { maxConcurrency: 3 });
    await Promise.all(Array.from({ length: 12 }, () => client.get('/x', { signal: never })));
    expect(most).toBe(3);
  });

  it('end with 53400 when the budget of the hour is used up, and free it call by call', async () => {
    const server = await serve((_, response) => {
      sendJson(response, 1);
    });
    const clock = new LeapingClock();
    const client = connect(server.url, { hourlyBudget: 2 }, { clock });
    await client.get('/x', { signal: never });
    clock.advance(1_800_000);
    await client.get('/x', { signal: never });
    expect(client.budget()).toEqual({ limit: 2, made: 2, left: 0 });
    const error = await failureOf(client.get('/x', { signal: never }));
    expect(error.sqlState).toBe('53400');
    expect(error.message).toContain('30 min');
    expect(error.hint).toContain('AllowOverBudget');
    clock.advance(1_800_000);
    expect(client.budget()).toEqual({ limit: 2, made: 1, left: 1 });
    await client.get('/x', { signal: never });
    expect(server.requests).toHaveLength(3);
  });

  it('count the calls but let them go with AllowOverBudget', async () => {
    const server = await serve((_, response) => {
      sendJson(response, 1);
    });
    const client = connect(server.url, { hourlyBudget: 1, allowOverBudget: true });
    await client.get('/x', { signal: never });
    await client.get('/x', { signal: never });
    expect(client.budget()).toEqual({ limit: 1, made: 2, left: 0 });
  });
});

describe('the observer', () => {
  it('hears of every attempt', async () => {
    const server = await serve((_, response, count) =>
      count === 1 ? sendError(response, 500, 'oops') : sendJson(response, [1]),
    );
    const heard: ApiAttempt[] = [];
    const client = connect(server.url, {}, { observer: (attempt) => heard.push(attempt) });
    await client.get('/x?q=a', { signal: never, statementId: 's1' });
    expect(
      heard.map(({ status, attempt, target, statementId }) => [status, attempt, target, statementId]),
    ).toEqual([
      [500, 1, '/x?q=a', 's1'],
      [200, 2, '/x?q=a', 's1'],
    ]);
    expect(heard[1]?.bytes).toBe(3);
    expect(heard.map(({ problem }) => problem)).toEqual([expect.stringContaining('500'), null]);
  });

  it('is told what Bitbucket says about the quota, and the meter of the credential too', async () => {
    const server = await serve((_, response) => {
      response.setHeader('X-RateLimit-Limit', '1000').setHeader('X-RateLimit-NearLimit', 'true');
      sendJson(response, 1);
    });
    const heard: ApiAttempt[] = [];
    const meter = new QuotaMeter();
    const client = connect(server.url, {}, { observer: (attempt) => heard.push(attempt), meter });
    await client.get('/x', { signal: never });
    await connect(server.url, { hourlyBudget: 5 }, { meter }).get('/x', { signal: never });
    expect(heard[0]?.rateLimit).toMatchObject({ limit: 1000, nearLimit: true });
    expect(meter.said(new LeapingClock().now())?.report).toMatchObject({ limit: 1000 });
    expect(client.budget().made).toBe(2);
  });

  it('can tell a call that its reader gave up from one that failed, and never sees the credential', async () => {
    const heard: ApiAttempt[] = [];
    const observer = (attempt: ApiAttempt): void => void heard.push(attempt);
    const reader = new AbortController();
    const server = await serve(() => reader.abort());
    await failureOf(connect(server.url, {}, { observer }).get('/slow', { signal: reader.signal }));
    const refusing = await serve((_, response) => sendError(response, 403, 'no'));
    await failureOf(connect(refusing.url, {}, { observer }).get('/no', { signal: never }));
    expect(heard).toMatchObject([
      { status: null, cancelled: true, problem: null },
      { status: 403, cancelled: false, problem: expect.stringMatching(/\w/) as unknown },
    ]);
    expect(JSON.stringify(heard)).not.toContain('secret-of-the-test');
  });
});

describe('a client', () => {
  it.each(['ftp://x', 'nonsense', 'sandbox:'])('refuses %s as ApiURL', (url) => {
    expect(() => testClient(url)).toThrow(/ApiURL/);
  });

  it('refuses a CA certificate that cannot be read', () => {
    expect(() => testClient('https://localhost', { caCertificate: '/nowhere/ca.pem' })).toThrow(/ca\.pem/);
  });
});
