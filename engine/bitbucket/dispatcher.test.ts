import { X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, connect as connectSocket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SecureContextOptions } from 'node:tls';
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

async function secureUrl(options: SecureContextOptions = {}): Promise<string> {
  const identity = { cert: loopbackCertificate, key: loopbackKey };
  const server = createHttpsServer({ ...identity, ...options }, (_, response) => {
    sendJson(response, 'secure');
  });
  return `https://127.0.0.1:${await listen(server)}`;
}

async function file(content: string | Buffer): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'drawbridge-'));
  cleanUps.push(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'ca.pem'), content);
  return join(folder, 'ca.pem');
}

interface Tunnels {
  readonly url: string;
  /** What was asked for, and the sign-in that came with it. */
  readonly asked: (readonly [target: string, signIn: string | undefined])[];
}

/** A proxy that opens tunnels, to whatever is asked for or always to `to`. */
async function tunnels(to?: string): Promise<Tunnels> {
  const asked: (readonly [string, string | undefined])[] = [];
  const proxy = createHttpServer();
  proxy.on('connect', ({ url = '', headers }, socket) => {
    asked.push([url, headers['proxy-authorization']]);
    const [host, port] = (to ?? url).split(':');
    const upstream = connectSocket(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.pipe(upstream).pipe(socket);
    });
    socket.on('error', () => upstream.destroy());
    upstream.on('error', () => socket.destroy());
  });
  return { url: `http://127.0.0.1:${await listen(proxy)}`, asked };
}

describe('a proxy', () => {
  it('carries the calls through a tunnel', async () => {
    const server = await bench.serve((_, response) => {
      sendJson(response, 'through');
    });
    const proxy = await tunnels();
    const client = bench.connect(server.url, { proxy: proxy.url });
    expect((await client.get('/x', { signal: never })).body).toBe('through');
    expect(proxy.asked).toEqual([[new URL(server.url).host, undefined]]);
  });

  it('carries https with a sign-in of its own, and sees neither the call nor its credential', async () => {
    const url = await secureUrl();
    const proxy = await tunnels();
    const caCertificate = await file(loopbackCertificate);
    const address = proxy.url.replace('//', '//me:secret@');
    const client = bench.connect(url, { proxy: address, caCertificate });
    expect((await client.get('/x', { signal: never })).body).toBe('secure');
    const signIn = `Basic ${Buffer.from('me:secret').toString('base64')}`;
    expect(proxy.asked).toEqual([[new URL(url).host, signIn]]);
    const untrusting = bench.connect(url, { proxy: address });
    expect((await failureOf(untrusting.get('/x', { signal: never }))).message).toContain('not trusted');
  });

  it('that is away is named as what cannot be reached, without its password', async () => {
    const client = bench.connect('https://api.bitbucket.test', { proxy: 'http://me:secret@127.0.0.1:1' });
    const error = await failureOf(client.get('/x', { signal: never }));
    expect(error.sqlState).toBe('08001');
    expect(error.message).toMatch(
      /^The proxy 127\.0\.0\.1:1 on the way to api\.bitbucket\.test cannot be reached/,
    );
    expect(`${error.message} ${error.hint}`).not.toContain('secret');
  });

  it('of another kind is refused without its address', () => {
    const connect = (): unknown => bench.connect('https://x', { proxy: 'socks5://me:secret@127.0.0.1:1' });
    expect(connect).toThrow('The address of the proxy is not an http or https address.');
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
    expect(error.message).toContain('wants a user and a password');
    expect(error.message).toContain('407');
    expect(error.hint).toContain('ProxyPassword');
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
    const caCertificate = await file(`# ours\n${loopbackCertificate}`);
    const client = bench.connect(await secureUrl(), { caCertificate });
    expect((await client.get('/x', { signal: never })).body).toBe('secure');
  });
});

describe('a CA certificate', () => {
  const damaged = loopbackCertificate.replace('MIIByzCC', 'MIIByzCD');
  it.each([
    ['is away', null, 'cannot be read', 'PEM file'],
    ['is empty', '', 'holds no certificate in PEM form', 'BEGIN CERTIFICATE'],
    ['is something else', 'hello', 'holds no certificate in PEM form', 'BEGIN CERTIFICATE'],
    ['is a key', loopbackKey, 'holds no certificate in PEM form', 'private key'],
    [
      'is DER',
      new X509Certificate(loopbackCertificate).raw,
      'holds no certificate in PEM form',
      'openssl x509',
    ],
    ['is damaged', damaged, 'is damaged', 'Export it once more'],
  ])('that %s is refused with what to do', async (_, content, message, hint) => {
    const caCertificate = content === null ? '/nowhere/ca.pem' : await file(content);
    const error = await failureOf(
      Promise.resolve().then(() => bench.connect('https://127.0.0.1:1', { caCertificate })),
    );
    expect(error.sqlState).toBe('22023');
    expect(error.message).toContain(caCertificate);
    expect(error.message).toContain(message);
    expect(error.hint).toContain(hint);
  });

  it('that is a folder is refused', async () => {
    const connect = (): unknown => bench.connect('https://127.0.0.1:1', { caCertificate: tmpdir() });
    expect(connect).toThrow('cannot be read');
  });
});

describe('TLS', () => {
  const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;

  it.each([false, true])('older than 1.2 is refused in words (through a proxy: %s)', async (proxied) => {
    const url = await secureUrl(old);
    const caCertificate = await file(loopbackCertificate);
    const proxy = proxied ? (await tunnels()).url : '';
    const error = await failureOf(bench.connect(url, { caCertificate, proxy }).get('/x', { signal: never }));
    expect(error.sqlState).toBe('08001');
    expect(error.message).toContain('offers no TLS 1.2 or later');
  });

  it('1.2 is enough', async () => {
    const url = await secureUrl({ maxVersion: 'TLSv1.2' });
    const caCertificate = await file(loopbackCertificate);
    expect((await bench.connect(url, { caCertificate }).get('/x', { signal: never })).body).toBe('secure');
  });

  it('is missed where the server speaks plain HTTP', async () => {
    const { url } = await bench.serve((_, response) => sendJson(response, 'plain'));
    const error = await failureOf(bench.connect(url.replace('http:', 'https:')).get('/x', { signal: never }));
    expect(error.sqlState).toBe('08001');
    expect(error.message).toContain('does not speak TLS');
  });

  it('with a certificate for another name says so', async () => {
    const proxy = await tunnels(new URL(await secureUrl()).host);
    const caCertificate = await file(loopbackCertificate);
    const client = bench.connect('https://api.bitbucket.test', { proxy: proxy.url, caCertificate });
    const error = await failureOf(client.get('/x', { signal: never }));
    expect(error.message).toContain('is for another name');
  });
});
