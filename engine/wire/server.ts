/**
 * The PostgreSQL v3 server: listens on a Unix socket (its mode is the proof of who may connect) or a named pipe of
 * Windows and, if wanted, on TCP (both SCRAM-SHA-256), and owns the life of every connection.
 */
import { chmod } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo, ListenOptions, Server, Socket } from 'node:net';
import { DrawbridgeError, SqlState } from '../error.ts';
import type { SessionFactory } from '../session/session.ts';
import type { WireLog } from './connection.ts';
import { Connections } from './connections.ts';
import { createVerifier } from './scram.ts';
import { prepareSocketPath, runsAlready } from './unix-socket.ts';

export interface WireServerOptions {
  readonly sessions: SessionFactory;
  /** Path of the socket file, `<run folder>/.s.PGSQL.<port>` for libpq to find it; its mode, by default 0600. */
  readonly unixSocket?: { readonly path: string; readonly mode?: number };
  /** The name of a pipe, `\\\\.\\pipe\\…`, which only Windows has: others take it for the path of a socket. */
  readonly pipe?: { readonly name: string; readonly password: string };
  /** `port` 0: chosen by the system. */
  readonly tcp?: { readonly host: string; readonly port: number; readonly password: string };
  /** The number of the driver protocol (docs/driver-protocol.md). */
  readonly protocolVersion: number;
  readonly productVersion: string;
  /** Milliseconds that a client has for its startup; by default 10,000. */
  readonly startupTimeout?: number;
  readonly log: WireLog;
}

export interface WireServer {
  /** Where it listens; null where it was not asked to. */
  readonly socketPath: string | null;
  readonly tcp: { readonly host: string; readonly port: number } | null;
  readonly activeSessions: number;
  readonly runningStatements: number;
  /**
   * Takes no new connections and statements, gives the running ones so many milliseconds, then ends them with 57P01.
   * Resolves when everything is closed.
   */
  stop(graceMilliseconds: number): Promise<void>;
}

/** Throws 08001 when an engine listens already, 54000 when the socket's path is too long, 58030 for other failures. */
export async function startWireServer(options: WireServerOptions): Promise<WireServer> {
  const {
    sessions,
    unixSocket,
    pipe,
    tcp,
    protocolVersion,
    productVersion,
    startupTimeout = 10_000,
    log,
  } = options;
  const connections = new Connections({ sessions, protocolVersion, productVersion, startupTimeout, log });
  const listeners: Server[] = [];
  let address: WireServer['tcp'] = null;
  try {
    if (unixSocket !== undefined) {
      await prepareSocketPath(unixSocket.path);
      const listener = await listen({ path: unixSocket.path }, log, (socket) =>
        connections.accept(socket, null),
      );
      listeners.push(listener);
      await chmod(unixSocket.path, unixSocket.mode ?? 0o600);
    }
    if (pipe !== undefined) {
      const verifier = createVerifier(pipe.password);
      const listener = await listen({ path: pipe.name }, log, (socket) =>
        connections.accept(socket, verifier),
      );
      listeners.push(listener);
    }
    if (tcp !== undefined) {
      const verifier = createVerifier(tcp.password);
      const listener = await listen({ host: tcp.host, port: tcp.port }, log, (socket) => {
        socket.setNoDelay(true);
        socket.setKeepAlive(true);
        connections.accept(socket, verifier);
      });
      listeners.push(listener);
      address = { host: tcp.host, port: (listener.address() as AddressInfo).port };
    }
  } catch (thrown) {
    await Promise.all(listeners.map(closed));
    throw thrown;
  }
  let stopping: Promise<void> | null = null;
  const stop = async (grace: number): Promise<void> => {
    // Takes the socket file away at once; one that is there later is another engine's.
    const listenersClosed = Promise.all(listeners.map(closed));
    await connections.end(grace);
    // Resolves only when the last socket has gone.
    await listenersClosed;
  };
  return {
    socketPath: unixSocket?.path ?? null,
    tcp: address,
    get activeSessions() {
      return connections.sessions;
    },
    get runningStatements() {
      return connections.running;
    },
    async stop(grace) {
      stopping ??= stop(grace);
      await stopping;
    },
  };
}

const isTaken = (cause: Error): boolean => 'code' in cause && cause.code === 'EADDRINUSE';

async function listen(
  where: ListenOptions,
  log: WireLog,
  onConnection: (socket: Socket) => void,
): Promise<Server> {
  // Who has nothing more to say may still listen to why it was refused.
  const server = createServer({ allowHalfOpen: true }, onConnection);
  await new Promise<void>((resolve, reject) => {
    const refused = (cause: Error): void => {
      // Of two that found the path free at the same time, this one came second.
      if (where.path !== undefined && isTaken(cause))
        return void runsAlready(where.path).then(reject, reject);
      const place = where.path ?? `${where.host ?? ''}:${where.port ?? ''}`;
      reject(
        new DrawbridgeError(
          SqlState.cannotConnect,
          `The engine cannot listen on ${place}: ${cause.message}`,
          {
            hint: 'Choose another address or port, or stop what uses it.',
            cause,
          },
        ),
      );
    };
    server.once('error', refused);
    server.listen(where, () => {
      server.off('error', refused);
      resolve();
    });
  });
  // Such as too many open files while accepting: the connections that exist go on.
  server.on('error', (error) => log('error', `A listener failed: ${error.message}`));
  return server;
}

async function closed(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
}
