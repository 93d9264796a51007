/** For tests: a wire server over scripted sessions on a Unix socket in a temporary folder. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { startWireServer } from '../server.ts';
import type { WireServer, WireServerOptions } from '../server.ts';
import type { FakeSessions } from './fake-session.ts';
import { WireClient } from './wire-client.ts';

export interface ScriptedServer {
  readonly server: WireServer;
  readonly folder: string;
  readonly socketPath: string;
  readonly log: string[];
  /** A greeted client that is closed with the server. */
  open(parameters?: Record<string, string>): Promise<WireClient>;
  /** A client that has said nothing yet. */
  connect(): Promise<WireClient>;
  stop(): Promise<void>;
}

export const scriptedPort = 54330;

export async function scriptedServer(
  sessions: FakeSessions,
  options: Partial<WireServerOptions> = {},
): Promise<ScriptedServer> {
  const folder = await mkdtemp(join(tmpdir(), 'drawbridge-wire-'));
  const socketPath = join(folder, `.s.PGSQL.${scriptedPort}`);
  const log: string[] = [];
  const clients: WireClient[] = [];
  const server = await startWireServer({
    sessions,
    unixSocket: { path: socketPath },
    protocolVersion: 1,
    productVersion: '0.1.0',
    log: (level, message) => log.push(`${level} ${message}`),
    ...options,
  });
  return {
    server,
    folder,
    socketPath,
    log,
    async open(parameters) {
      const client = await WireClient.open(socketPath, parameters);
      clients.push(client);
      return client;
    },
    async connect() {
      const client = await WireClient.connect({ path: socketPath });
      clients.push(client);
      return client;
    },
    async stop() {
      for (const client of clients) client.close();
      await server.stop(0);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The same, stopped at the end of the test. */
export async function testServer(
  sessions: FakeSessions,
  options: Partial<WireServerOptions> = {},
): Promise<ScriptedServer> {
  const running = await scriptedServer(sessions, options);
  onTestFinished(() => running.stop());
  return running;
}
