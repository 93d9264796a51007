/**
 * Serves the administrator to a browser on loopback, and carries the admin API over a WebSocket at `/rpc`.
 *
 * Who gets in: the address carries a one-time code in its fragment, which never travels in a request line; the
 * page posts it to `/session` and gets a cookie. Every request must name a loopback Host (against DNS
 * rebinding), and a request that changes anything must come from this very origin.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { AdminDispatcher } from '../admin/dispatcher.ts';
import { DrawbridgeError, SqlState } from '../error.ts';
import { attachWebSocket } from './admin-socket.ts';
import { contentSecurityPolicy, readAsset } from './window-assets.ts';

export interface WindowServer {
  /** `http://127.0.0.1:PORT/` */
  readonly origin: string;
  /** An address with a fresh one-time code. */
  newAddress(): string;
  close(): Promise<void>;
}

export interface WindowServerOptions {
  /** 0: the system chooses. */
  readonly port: number;
  /** The folder of the built renderer. */
  readonly assets: string;
  readonly dispatcher: AdminDispatcher;
}

const maximumBody = 4096;
const token = (): string => randomBytes(24).toString('base64url');

export async function startWindowServer(options: WindowServerOptions): Promise<WindowServer> {
  const codes = new Set<string>();
  const sessions = new Set<string>();
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 8 * 1024 * 1024 });
  const server = createServer((request, response) => {
    respond(request, response).catch(() => response.destroy());
  });
  await listen(server, options.port);
  const { port } = server.address() as AddressInfo;
  const hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`]);
  // Cookies do not keep ports apart, so the name does.
  const cookieName = `drawbridge_${port}`;

  const hostIsOurs = (request: IncomingMessage): boolean => hosts.has(request.headers.host ?? '');
  const originIsOurs = (request: IncomingMessage): boolean =>
    request.headers.origin === `http://${request.headers.host}`;
  const signedIn = (request: IncomingMessage): boolean => {
    const cookie = cookies(request).get(cookieName);
    return cookie !== undefined && [...sessions].some((session) => same(session, cookie));
  };

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!hostIsOurs(request))
      return end(response, 403, 'This address is for programs on this computer only.');
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    if (url.pathname === '/session') {
      if (request.method === 'POST') return exchange(request, response);
      // The page asks before it opens the WebSocket, since a refused upgrade gives a script no reason.
      return end(response, signedIn(request) ? 204 : 401, 'This address has no session.');
    }
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return end(response, 405, 'Only GET is known here.');
    const nonce = randomBytes(16).toString('base64');
    const asset = await readAsset(options.assets, url.pathname, nonce);
    if (asset === null) return end(response, 404, 'Not found.');
    response.writeHead(200, {
      'content-type': asset.type,
      'cache-control': asset.immutable ? 'public, max-age=31536000, immutable' : 'no-store',
      'content-security-policy': contentSecurityPolicy(nonce, `ws://${request.headers.host}`),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    response.end(request.method === 'HEAD' ? undefined : asset.body);
  }

  async function exchange(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!originIsOurs(request)) return end(response, 403, 'The request came from another page.');
    const offered = codeOf(await body(request));
    const code = offered === null ? undefined : [...codes].find((one) => same(one, offered));
    if (code === undefined) return end(response, 401, 'The code is unknown or was used before.');
    codes.delete(code);
    const session = token();
    sessions.add(session);
    response.setHeader('set-cookie', `${cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/`);
    end(response, 204, '');
  }

  server.on('upgrade', (request, socket, head) => {
    // The HTTP server has let go of the socket, and an error that nobody hears ends the process.
    socket.on('error', () => socket.destroy());
    const allowed =
      request.url === '/rpc' && hostIsOurs(request) && originIsOurs(request) && signedIn(request);
    if (!allowed) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) =>
      attachWebSocket(webSocket, options.dispatcher),
    );
  });

  const origin = `http://127.0.0.1:${port}/`;
  return {
    origin,
    newAddress() {
      const code = token();
      codes.add(code);
      return `${origin}#code=${code}`;
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets.clients) socket.terminate();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const refused = (cause: Error): void => {
      reject(
        new DrawbridgeError(
          SqlState.cannotConnect,
          `The administrator cannot listen on 127.0.0.1:${port}: ${cause.message}.`,
          { hint: 'Choose another port with --admin-port, or leave it out with --no-admin.', cause },
        ),
      );
    };
    server.once('error', refused);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', refused);
      resolve();
    });
  });
}

function same(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function cookies(request: IncomingMessage): Map<string, string> {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  return new Map(pairs.map(([name, value]) => [name ?? '', value ?? '']));
}

async function body(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of request.setEncoding('utf8')) {
    text += piece as string;
    if (text.length > maximumBody) return '';
  }
  return text;
}

function codeOf(text: string): string | null {
  try {
    const value: unknown = JSON.parse(text);
    const code = typeof value === 'object' && value !== null && 'code' in value ? value.code : null;
    return typeof code === 'string' ? code : null;
  } catch {
    return null;
  }
}

function end(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
  response.end(status === 204 ? undefined : `${text}\n`);
}
