import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, connect as connectSocket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { clientBench, failureOf, never } from './test-support/client-bench.ts';
import { loopbackCertificate, loopbackKey } from './test-support/loopback-certificate.ts';
import { sendJson } from './test-support/scripted-server.ts';

const bench = clientBench();
const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await bench.close();
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

/** The port that the server listens on; it ends with the test. */
async function listen(
  server: Pick<Server, 'listen' | 'address' | 'close' | 'closeAllConnections'>,
): Promise<number> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  cleanUps.push(
    () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  );
  return (server.address() as AddressInfo).port;
}

async function secureUrl(): Promise<string> {
  const server = createHttpsServer({ cert: loopbackCertificate, key: loopbackKey }, (_, response) => {
    sendJson(response, 'secure');
  });
  return `https://127.0.0.1:${await listen(server)}`;
}

describe('a proxy', () => {
  it('carries the calls through a tunnel', async () => {
    const server = await bench.serve((_, response) => {
      sendJson(response, 'through');
    });
    const tunnels: string[] = [];
    const proxy = createHttpServer();
    proxy.on('connect', ({ url = '' }, socket) => {
      tunnels.push(url);
      const [host, port] = url.split(':');
      const upstream = connectSocket(Number(port), host, () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        socket.pipe(upstream).pipe(socket);
      });
      socket.on('error', () => upstream.destroy());
      upstream.on('error', () => socket.destroy());
    });
    const port = await listen(proxy);
    const client = bench.connect(server.url, { proxy: `http://127.0.0.1:${port}` });
    expect((await client.get('/x', { signal: never })).body).toBe('through');
    expect(tunnels).toEqual([new URL(server.url).host]);
  });

  it('is told the user and the password that its address holds', async () => {
    const server = await bench.serve((_, response) => {
      sendJson(response, 'never');
    });
    const told: (string | undefined)[] = [];
    const proxy = createHttpServer();
    proxy.on('connect', ({ headers }, socket) => {
      told.push(headers['proxy-authorization']);
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    });
    const port = await listen(proxy);
    const client = bench.connect(server.url, { proxy: `http://me:a%40b@127.0.0.1:${port}` });
    await failureOf(client.get('/x', { signal: never }));
    expect(told[0]).toBe(`Basic ${Buffer.from('me:a@b').toString('base64')}`);
  });

  it('that refuses is named as the reason', async () => {
    const server = await bench.serve((_, response) => {
      sendJson(response, 'never');
    });
    const proxy = createHttpServer();
    proxy.on('connect', (_, socket) => {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    });
    const port = await listen(proxy);
    const client = bench.connect(server.url, { proxy: `http://127.0.0.1:${port}` });
    const error = await failureOf(client.get('/x', { signal: never }));
    expect(error.sqlState).toBe('08001');
    expect(error.message).toContain('407');
    expect(error.hint).toContain('Proxy');
  });
});

describe('a server whose certificate no authority has signed', () => {
  it('is refused with 08001 and a hint', async () => {
    const error = await failureOf(bench.connect(await secureUrl()).get('/x', { signal: never }));
    expect(error.sqlState).toBe('08001');
    expect(error.message).toContain('certificate');
    expect(error.hint).toContain('CACertificate');
  });

  it('is trusted when CACertificate names it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'drawbridge-'));
    cleanUps.push(() => rm(folder, { recursive: true }));
    const caCertificate = join(folder, 'ca.pem');
    await writeFile(caCertificate, loopbackCertificate);
    const client = bench.connect(await secureUrl(), { caCertificate });
    expect((await client.get('/x', { signal: never })).body).toBe('secure');
  });
});
