/** The credential goes to the scheme, host and port of the API, and nowhere else. */
import { afterEach, describe, expect, it } from 'vitest';
import { tokenPost } from '../auth/token-endpoint.ts';
import { ApiOrigin } from './api-origin.ts';
import { clientBench, failureOf, never } from './test-support/client-bench.ts';
import { sendJson, type ScriptedServer } from './test-support/scripted-server.ts';

const bench = clientBench();
afterEach(() => bench.close());

it.each([
  'http://api.bitbucket.org/2.0/x',
  'https://api.bitbucket.org:8443/2.0/x',
  'https://api.bitbucket.org.evil.example/2.0/x',
  'https://bitbucket.org/2.0/x',
  'https://me@api.bitbucket.org/2.0/x',
  'https://api.bitbucket.org@evil.example/2.0/x',
  'ftp://api.bitbucket.org/2.0/x',
  'javascript:alert(1)',
  'x',
  '',
])('%s is not the API', (target) => {
  const origin = new ApiOrigin('https://api.bitbucket.org/2.0');
  expect(() => origin.resolve(target)).toThrow('it was not followed');
});

it.each(['http://localhost:7990/2.0/x?page=2', 'http://[::1]:7990/2.0/x?page=2', '/2.0/x?page=2'])(
  '%s is the API on this computer, under the name that ApiURL has',
  (target) => {
    const origin = new ApiOrigin('http://127.0.0.1:7990/2.0');
    expect(origin.resolve(target).href).toBe('http://127.0.0.1:7990/2.0/x?page=2');
  },
);

it.each([
  ['http://127.0.0.1:7990/2.0', 'http://localhost:7991/2.0/x'],
  ['http://127.0.0.1:7990/2.0', 'https://localhost:7990/2.0/x'],
  ['http://127.0.0.1:7990/2.0', 'http://me@localhost:7990/2.0/x'],
  ['http://127.0.0.1:7990/2.0', 'http://localhost.evil.example:7990/2.0/x'],
  ['http://10.0.0.1:7990/2.0', 'http://localhost:7990/2.0/x'],
])('of %s, %s is none', (api, target) => {
  expect(() => new ApiOrigin(api).resolve(target)).toThrow('it was not followed');
});

it.each(['//evil.example/x', '\\\\evil.example\\x', 'http:/x', 'https://evil.example', 'http://'])(
  'a redirect to %s does not lead to the API',
  (location) => {
    const origin = new ApiOrigin('https://api.bitbucket.org/2.0');
    const from = origin.resolve('/repositories');
    expect(() => origin.redirected(location, from)).toThrow('it was not followed');
    expect(origin.redirected('/2.0/other', from).href).toBe('https://api.bitbucket.org/2.0/other');
  },
);

describe('another server', () => {
  const other = (): Promise<ScriptedServer> =>
    bench.serve((_, response) => sendJson(response, { values: [] }));

  it.each([301, 302, 303, 307, 308])('is not asked after status %i', async (status) => {
    const elsewhere = await other();
    const server = await bench.serve((_, response) => {
      response.writeHead(status, { location: `${elsewhere.url}/x` }).end();
    });
    const client = bench.connect(server.url);
    const failures = [
      await failureOf(client.get('/x', { signal: never })),
      await failureOf(client.write('POST', '/x', {}, { signal: never })),
      await failureOf(client.write('DELETE', '/x', null, { signal: never })),
    ];
    expect(failures.map(({ sqlState }) => sqlState)).toEqual(['58000', '58000', '58000']);
    expect(elsewhere.requests).toEqual([]);
  });

  it('is not asked for the token that the token address has not given', async () => {
    const elsewhere = await other();
    const server = await bench.serve((_, response) => {
      response.writeHead(307, { location: `${elsewhere.url}/x` }).end();
    });
    const post = tokenPost({ proxy: '', caCertificate: '', timeoutMs: 10_000 });
    const reply = await post(
      `${server.url}/token`,
      'Basic a2V5OnNlY3JldA==',
      new URLSearchParams({ a: 'b' }),
    );
    expect(reply.status).toBe(307);
    expect(elsewhere.requests).toEqual([]);
  });
});
