/** The admin API over WebSockets: to a browser on loopback, and to the command line over a Unix socket or a pipe. */
import { chmod, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import { WebSocketServer, type ServerOptions, type WebSocket } from 'ws';
import type { ClientMessage, ServerMessage } from '../admin/contract.ts';
import type { AdminDispatcher } from '../admin/dispatcher.ts';
import { answerClient } from './admin-proof.ts';

/** Replies beyond this many unsent bytes mean that nobody reads; the caller is dropped. */
const maximumUnsent = 32 * 1024 * 1024;

export function attachWebSocket(socket: WebSocket, dispatcher: AdminDispatcher): void {
  const connection = dispatcher.connect({
    send(message: ServerMessage) {
      if (socket.readyState !== socket.OPEN) return;
      if (socket.bufferedAmount > maximumUnsent) socket.terminate();
      else socket.send(JSON.stringify(message));
    },
  });
  socket.on('message', (data: Buffer, isBinary) => {
    const message = isBinary ? null : parse(data.toString('utf8'));
    if (message === null) socket.close(1003, 'not an admin message');
    else connection.receive(message);
  });
  socket.on('error', () => socket.terminate());
  socket.on('close', () => connection.gone());
}

function parse(text: string): ClientMessage | null {
  try {
    const message = JSON.parse(text) as Partial<ClientMessage> | null;
    const known = message?.kind === 'request' || message?.kind === 'cancel';
    return known && typeof message.id === 'number' ? (message as ClientMessage) : null;
  } catch {
    return null;
  }
}

export interface AdminSocketServer {
  /** Takes the socket file away at once, for another engine to start; those who are connected stay. */
  stopListening(): void;
  close(): Promise<void>;
}

/** For the command line: the run folder's mode is the proof, as it is for the query socket beside it. */
export async function startAdminSocket(
  file: string,
  dispatcher: AdminDispatcher,
): Promise<AdminSocketServer> {
  await rm(file, { force: true });
  const server = await listen(file, dispatcher, null);
  await chmod(file, 0o600);
  return server;
}

/** The same on Windows, for who knows the password. */
export function startAdminPipe(
  name: string,
  password: string,
  dispatcher: AdminDispatcher,
): Promise<AdminSocketServer> {
  return listen(name, dispatcher, password);
}

async function listen(
  address: string,
  dispatcher: AdminDispatcher,
  password: string | null,
): Promise<AdminSocketServer> {
  const server = createServer((_request, response) => response.writeHead(426).end());
  const sockets = new WebSocketServer({
    server,
    maxPayload: 8 * 1024 * 1024,
    ...(password === null ? {} : asking(password)),
  });
  if (password !== null) {
    sockets.on('headers', (lines, { headers }) => {
      const answer = answerClient(headers, password);
      if (answer !== null) lines.push(answer);
    });
  }
  sockets.on('connection', (socket) => attachWebSocket(socket, dispatcher));
  await new Promise<void>((resolve, reject) => {
    // The sockets' server hands its own on; without a listener the failure would end the process.
    sockets.once('error', reject);
    server.listen(address, resolve);
  });
  let closed: Promise<void> | null = null;
  const stopListening = (): Promise<void> =>
    (closed ??= new Promise((resolve) => {
      server.close(() => resolve());
    }));
  return {
    stopListening: () => void stopListening(),
    async close() {
      const done = stopListening();
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await done;
    },
  };
}

function asking(password: string): Pick<ServerOptions, 'verifyClient'> {
  return {
    verifyClient: ({ req }: { req: IncomingMessage }) => answerClient(req.headers, password) !== null,
  };
}
