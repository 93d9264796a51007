/** Finding a running engine, and speaking to it. */
import { connect } from 'node:net';
import path from 'node:path';
import { WebSocket } from 'ws';
import type { AdminTransport } from '../admin/client.ts';
import type { ServerMessage } from '../admin/contract.ts';
import { DrawbridgeError, SqlState } from '../error.ts';
import { engineFolders, type EngineOptions } from './engine.ts';
import { readEndpoint, type Endpoint } from './endpoint-file.ts';

export interface FoundEngine {
  readonly runDir: string;
  readonly endpoint: Endpoint;
}

/** The socket of the admin API in a run folder; its folder's mode is the proof of who may connect. */
export const adminSocketPath = (runDir: string): string => path.join(runDir, 'admin.sock');

/** The engine that runs for these places, or null. */
export async function findEngine(
  places: Omit<EngineOptions, 'env'>,
  env: NodeJS.ProcessEnv,
): Promise<FoundEngine | null> {
  const { run } = engineFolders({ ...places, env });
  const endpoint = readEndpoint(run);
  return endpoint !== null && (await listens(adminSocketPath(run))) ? { runDir: run, endpoint } : null;
}

/** The process id of an engine that was killed may belong to another program by now, so the socket is asked, too. */
function listens(file: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(file);
    probe.once('connect', () => {
      probe.destroy();
      resolve(true);
    });
    probe.once('error', (cause: NodeJS.ErrnoException) =>
      resolve(cause.code !== 'ECONNREFUSED' && cause.code !== 'ENOENT'),
    );
  });
}

export async function openAdminSocket({ runDir }: FoundEngine): Promise<AdminTransport> {
  const file = adminSocketPath(runDir);
  const socket = new WebSocket(`ws+unix://${file}:/rpc`, { maxPayload: 64 * 1024 * 1024 });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', (cause) =>
      reject(
        new DrawbridgeError(SqlState.cannotConnect, `The engine does not answer on ${file}.`, {
          hint: 'Start it with "drawbridge host".',
          cause,
        }),
      ),
    );
  });
  return {
    send: (message) => socket.send(JSON.stringify(message)),
    onMessage: (listener) =>
      void socket.on('message', (data: Buffer) =>
        listener(JSON.parse(data.toString('utf8')) as ServerMessage),
      ),
    onClose: (listener) => void socket.on('close', listener),
    close: () => socket.terminate(),
  };
}
