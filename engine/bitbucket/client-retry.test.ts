import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { clientBench, failureOf, never } from './test-support/client-bench.ts';
import { type Answer, sendError, sendJson } from './test-support/scripted-server.ts';
import { LeapingClock } from './test-support/test-client.ts';

const { serve, connect, close } = clientBench();
afterEach(close);

describe('retries', () => {
  const faults: Record<string, Answer> = {
    'status 408': (_, response) => {
      sendError(response, 408, 'slow');
    },
    'status 500': (_, response) => {
      sendError(response, 500, 'oops');
    },
    'status 503 with HTML': (_, response) => {
      response.writeHead(503, { 'content-type': 'text/html' });
      response.end('<html>busy</html>');
    },
    'a connection cut before the answer': (_, response) => {
      response.destroy();
    },
    'a body cut before its announced length': (_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"values":[');
      setImmediate(() => response.destroy());
    },
    'a chunked body cut in the middle': (_, response) => {
      response.write('{"values":[');
      setImmediate(() => response.destroy());
    },
    'JSON that ends too early': (_, response) => {
      response.end('{"values":[1,2');
    },
    'gzip that ends too early': (_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(gzipSync('{"values":[1,2,3]}').subarray(0, 15));
    },
    'HTML in place of JSON': (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<!doctype html><p>Please sign in');
    },
    'an empty body': (_, response) => {
      response.end();
    },
  };

  it.each(Object.entries(faults))('after %s', async (_, fault) => {
    const server = await serve((request, response, count) =>
      count <= 2 ? fault(request, response, count) : sendJson(response, 'whole'),
    );
    const clock = new LeapingClock();
    const { body } = await connect(server.url, {}, { clock }).get('/x', { signal: never });
    expect(body).toBe('whole');
    expect(clock.sleeps).toEqual([187.5, 375]);
  });

  it.each(Object.entries(faults))('end with an error when %s stays', async (_, fault) => {
    const server = await serve(fault);
    const error = await failureOf(connect(server.url).get('/x', { signal: never }));
    expect(error.sqlState).toMatch(/^(58000|08006)$/);
    expect(server.requests).toHaveLength(5);
  });

  it.each([400, 403, 404, 409, 410])('never happen after status %i', async (status) => {
    const server = await serve((_, response) => {
      sendError(response, status, 'no');
    });
    await failureOf(connect(server.url).get('/x', { signal: never }));
    expect(server.requests).toHaveLength(1);
  });

  it('happen after a call that took too long', async () => {
    const server = await serve((_, response, count) => {
      if (count > 1) sendJson(response, 'late');
    });
    const client = connect(server.url, { timeoutMs: 50 });
    expect((await client.get('/x', { signal: never })).body).toBe('late');
  });
});

const askForAnHour: Answer = (_, response, count) => {
  if (count > 1) sendJson(response, 'done');
  else response.writeHead(429, { 'retry-after': '3600' }).end();
};

describe('after status 429', () => {
  it('whoever listens hears until when all calls wait', async () => {
    const server = await serve((_, response, count) => {
      if (count === 1) response.writeHead(429, { 'retry-after': '20' }).end();
      else sendJson(response, 'whole');
    });
    const clock = new LeapingClock();
    const client = connect(server.url, {}, { clock });
    const heard: unknown[] = [];
    const until = clock.now() + 20_000;
    const stop = client.onRest((rest) => heard.push(rest));
    await client.get('/x', { signal: never, statementId: '7' });
    stop();
    expect(heard).toEqual([{ until, statementId: null }]);
  });

  it('a failure with Retry-After rests its own statement alone', async () => {
    const server = await serve((_, response, count) => {
      if (count === 1) response.writeHead(503, { 'retry-after': '3' }).end();
      else sendJson(response, 'whole');
    });
    const clock = new LeapingClock();
    const client = connect(server.url, {}, { clock });
    const heard: unknown[] = [];
    client.onRest((rest) => heard.push(rest));
    const until = clock.now() + 3000;
    await client.get('/x', { signal: never, statementId: '7' });
    expect(heard).toEqual([{ until, statementId: '7' }]);
  });

  const start = new LeapingClock().now();
  const forms: [string, Record<string, string>, number][] = [
    ['seconds', { 'retry-after': '7' }, 7000],
    ['an HTTP date', { 'retry-after': new Date(start + 9000).toUTCString() }, 9000],
    ['a date that is over', { 'retry-after': new Date(start - 9000).toUTCString() }, 750],
    ['zero seconds', { 'retry-after': '0' }, 750],
    ['a negative number', { 'retry-after': '-1' }, 750],
    ['X-RateLimit-Reset', { 'x-ratelimit-reset': '3' }, 3000],
    ['nothing', {}, 750],
    ['nonsense', { 'retry-after': 'soon' }, 750],
  ];

  it.each(forms)('waits as told by %s', async (_, headers, wait) => {
    const server = await serve((__, response, count) => {
      if (count > 1) sendJson(response, 'done');
      else response.writeHead(429, headers).end('Rate limit for this resource has been exceeded');
    });
    const clock = new LeapingClock();
    const { body } = await connect(server.url, {}, { clock }).get('/x', { signal: never });
    expect(body).toBe('done');
    expect(clock.sleeps).toEqual([wait]);
  });

  it('gives up with 53400 when Bitbucket goes on', async () => {
    const server = await serve((_, response) => {
      response.writeHead(429).end('Rate limit for this resource has been exceeded');
    });
    const error = await failureOf(connect(server.url).get('/x', { signal: never }));
    expect(error.sqlState).toBe('53400');
    expect(error.message).toContain('Rate limit for this resource');
  });

  it('gives up at once when Bitbucket asks for an hour, unless AllowOverBudget is set', async () => {
    const first = await serve(askForAnHour);
    const error = await failureOf(connect(first.url).get('/x', { signal: never }));
    expect(error.sqlState).toBe('53400');
    expect(error.message).toContain('3600 seconds');
    expect(error.hint).toContain('AllowOverBudget');
    const second = await serve(askForAnHour);
    const clock = new LeapingClock();
    await connect(second.url, { allowOverBudget: true }, { clock }).get('/x', { signal: never });
    expect(clock.sleeps).toEqual([3_600_000]);
  });

  it('lets calls that share a tight limit through, one after the other, without giving one of them up', async () => {
    const clock = new LeapingClock();
    let free = clock.now();
    const server = await serve((_, response) => {
      if (clock.now() < free) {
        response.writeHead(429, { 'retry-after': '1' }).end();
        return;
      }
      free = clock.now() + 1000;
      sendJson(response, 'served');
    });
    const client = connect(server.url, { maxConcurrency: 8 }, { clock });
    const calls = Array.from({ length: 24 }, () => client.get('/x', { signal: never }));
    expect((await Promise.all(calls)).map(({ body }) => body)).toEqual(calls.map(() => 'served'));
    expect(server.requests.length).toBeLessThan(3 * calls.length);
  });

  it('gives up in a minute when none of the calls that share the limit gets through', async () => {
    const server = await serve((_, response) => {
      response.writeHead(429, { 'retry-after': '20' }).end();
    });
    const clock = new LeapingClock();
    const started = clock.now();
    const client = connect(server.url, { maxConcurrency: 8 }, { clock });
    const calls = Array.from({ length: 8 }, async () => {
      const error = await failureOf(client.get('/x', { signal: never }));
      return { state: error.sqlState, after: clock.now() - started };
    });
    const first = await Promise.race(calls);
    expect(first.state).toBe('53400');
    expect(first.after).toBeLessThanOrEqual(60_000);
    await Promise.all(calls);
  });

  it('does not hold a limit met long ago against a new call', async () => {
    let refusals = Infinity;
    const server = await serve((_, response) => {
      refusals -= 1;
      if (refusals >= 0) response.writeHead(429, { 'retry-after': '20' }).end();
      else sendJson(response, 'served');
    });
    const clock = new LeapingClock();
    const client = connect(server.url, {}, { clock });
    await failureOf(client.get('/x', { signal: never }));
    clock.advance(3_600_000);
    refusals = 2;
    expect((await client.get('/x', { signal: never })).body).toBe('served');
  });

  it('starts no call that comes by its turn while another one has been told to rest', async () => {
    const server = await serve((_, response, count) => {
      if (count === 1) response.writeHead(429, { 'retry-after': '5' }).end();
      else sendJson(response, 'served');
    });
    const clock = new LeapingClock();
    const client = connect(server.url, { maxConcurrency: 1 }, { clock });
    const begun: number[] = [];
    const leap = clock.sleep.bind(clock);
    clock.sleep = async (ms, signal) => {
      await new Promise(setImmediate);
      begun.push(client.budget().made);
      await leap(ms, signal);
    };
    await Promise.all(['/a', '/b', '/c'].map((path) => client.get(path, { signal: never })));
    expect(begun[0]).toBe(1);
    expect(server.requests).toHaveLength(4);
  });

  it('stops waiting when the statement is cancelled', async () => {
    const server = await serve((_, response) => {
      response.writeHead(429, { 'retry-after': '50' }).end();
    });
    const controller = new AbortController();
    const clock = new LeapingClock();
    clock.sleep = (_, signal) =>
      new Promise((__, reject) => {
        signal.addEventListener('abort', () => {
          reject(signal.reason as Error);
        });
        controller.abort();
      });
    const error = await failureOf(
      connect(server.url, {}, { clock }).get('/x', { signal: controller.signal }),
    );
    expect(error.sqlState).toBe('57014');
  });
});
