/** A server on loopback whose answers a test writes itself, for faults that no well-behaved server has. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SeenRequest {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
}

export interface ScriptedServer {
  /** Without a slash at the end. */
  readonly url: string;
  /** All requests so far, in the order in which they came. */
  readonly requests: readonly SeenRequest[];
  /** How many answers are still owed. */
  pending(): number;
  close(): Promise<void>;
}

export type Answer = (request: SeenRequest, response: ServerResponse, count: number) => void | Promise<void>;

/** `count` is 1 for the first request of all. */
export async function scriptedServer(answer: Answer): Promise<ScriptedServer> {
  const requests: SeenRequest[] = [];
  let pending = 0;
  const server = createServer((message, response) => {
    const url = new URL(message.url ?? '/', 'http://localhost');
    const request = { path: url.pathname, query: url.searchParams, headers: message.headers };
    requests.push(request);
    pending += 1;
    response.on('close', () => {
      pending -= 1;
    });
    void answer(request, response, requests.length);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    pending: () => pending,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

export function sendJson(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

export function sendError(response: ServerResponse, status: number, message: string, detail?: unknown): void {
  sendJson(
    response,
    { type: 'error', error: { message, ...(detail === undefined ? {} : { detail }) } },
    status,
  );
}
