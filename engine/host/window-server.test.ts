import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createDispatcher, type Handlers } from '../admin/dispatcher.ts';
import { startWindowServer, type WindowServer } from './window-server.ts';

let folder: string;
let server: WindowServer;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'drawbridge-window-'));
  await mkdir(path.join(folder, 'assets'));
  await writeFile(path.join(folder, 'index.html'), '<meta property="csp-nonce" nonce="__CSP_NONCE__">');
  await writeFile(path.join(folder, 'assets', 'app.js'), 'export {};');
  await writeFile(path.join(path.dirname(folder), `${path.basename(folder)}.html`), 'outside');
  const handlers = { 'window.address': () => Promise.resolve({ url: 'x' }) } as unknown as Handlers;
  server = await startWindowServer({ port: 0, assets: folder, dispatcher: createDispatcher(handlers) });
});

afterEach(async () => {
  await server.close();
  await rm(`${folder}.html`);
  await rm(folder, { recursive: true });
});

const codeOf = (address: string): string => new URL(address).hash.slice('#code='.length);

function exchange(code: string, origin = server.origin.slice(0, -1)): Promise<Response> {
  return fetch(`${server.origin}session`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  });
}

async function cookie(): Promise<string> {
  const reply = await exchange(codeOf(server.newAddress()));
  return reply.headers.get('set-cookie')?.split(';')[0] ?? '';
}

function open(headers: Record<string, string>): Promise<'open' | 'refused'> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`${server.origin.replace('http', 'ws')}rpc`, { headers });
    socket.on('open', () => {
      socket.terminate();
      resolve('open');
    });
    socket.on('error', () => resolve('refused'));
  });
}

describe('the window server', () => {
  it('serves the page with a policy whose nonce is in the page and new each time', async () => {
    const read = async (): Promise<string> => {
      const reply = await fetch(server.origin);
      const nonce = /nonce="([^"]+)"/.exec(await reply.text())?.[1] ?? '';
      expect(reply.headers.get('content-security-policy')).toContain(`'nonce-${nonce}'`);
      return nonce;
    };
    expect(await read()).not.toBe(await read());
  });

  it('serves nothing outside the folder', async () => {
    const outside = `${path.basename(folder)}.html`;
    for (const attempt of [
      `/..%2f${outside}`,
      `/%2e%2e/${outside}`,
      '/assets/%00.js',
      '/etc/passwd',
      '/%ff.js',
    ]) {
      expect((await fetch(new URL(attempt, server.origin))).status).toBe(404);
    }
  });

  it('tells a page whether its cookie is still good', async () => {
    const ask = async (headers: Record<string, string>): Promise<number> =>
      (await fetch(`${server.origin}session`, { headers })).status;
    expect(await ask({})).toBe(401);
    expect(await ask({ cookie: await cookie() })).toBe(204);
  });

  it('refuses a Host that is not loopback', async () => {
    const { port } = new URL(server.origin);
    const status = await new Promise((resolve) => {
      request({ port, host: '127.0.0.1', headers: { host: `evil.example:${port}` } }, (reply) => {
        reply.resume();
        resolve(reply.statusCode);
      }).end();
    });
    expect(status).toBe(403);
  });

  it('takes a code once', async () => {
    const code = codeOf(server.newAddress());
    expect((await exchange(code)).status).toBe(204);
    expect((await exchange(code)).status).toBe(401);
  });

  it('refuses a made-up code and a request from another page', async () => {
    expect((await exchange('made-up')).status).toBe(401);
    expect((await exchange(codeOf(server.newAddress()), 'http://evil.example')).status).toBe(403);
  });

  it('opens the admin API to its own page with the cookie only', async () => {
    const own = { origin: server.origin.slice(0, -1), cookie: await cookie() };
    expect(await open(own)).toBe('open');
    expect(await open({ origin: own.origin })).toBe('refused');
    expect(await open({ ...own, origin: 'http://evil.example' })).toBe('refused');
    expect(await open({ ...own, cookie: `${own.cookie}x` })).toBe('refused');
  });

  it('tells the page whether its cookie is still good', async () => {
    const ask = async (headers: Record<string, string>): Promise<number> =>
      (await fetch(`${server.origin}session`, { headers })).status;
    expect(await ask({ cookie: await cookie() })).toBe(204);
    expect(await ask({})).toBe(401);
  });

  it('survives a page that resets its connection while the WebSocket is refused', async () => {
    const { port, host } = new URL(server.origin);
    const resetOnce = (): Promise<void> =>
      new Promise((resolve) => {
        const socket = connect(Number(port), '127.0.0.1', () => {
          socket.write(
            `GET /rpc HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
            () => socket.resetAndDestroy(),
          );
        });
        socket.on('error', () => undefined);
        socket.on('close', () => resolve());
      });
    for (let attempt = 0; attempt < 50; attempt += 1) await resetOnce();
    expect((await fetch(server.origin)).status).toBe(200);
  });

  it('says which port it cannot have', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    try {
      const starting = startWindowServer({
        port,
        assets: folder,
        dispatcher: createDispatcher({} as Handlers),
      });
      await expect(starting).rejects.toMatchObject({
        sqlState: '08001',
        message: expect.stringContaining(`127.0.0.1:${port}`),
        hint: expect.stringContaining('--admin-port'),
      });
    } finally {
      other.close();
    }
  });

  it('gives the cookie to no script and to no other site', async () => {
    const reply = await exchange(codeOf(server.newAddress()));
    expect(reply.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict/);
  });
});
