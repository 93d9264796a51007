/** Finding a running engine, and speaking to it. */
import { connect } from 'node:net';
import path from 'node:path';
import { WebSocket } from 'ws';
import type { AdminTransport } from '../admin/client.ts';
import type { ServerMessage } from '../admin/contract.ts';
import { DrawbridgeError, SqlState } from '../error.ts';
import { askEngine } from './admin-proof.ts';
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
  if (endpoint === null) return null;
  const found = { runDir: run, endpoint };
  return (await listens(adminAddress(found))) ? found : null;
}

const adminAddress = ({ runDir, endpoint }: FoundEngine): string =>
  endpoint.adminPipe ?? adminSocketPath(runDir);

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

export async function openAdminSocket(engine: FoundEngine): Promise<AdminTransport> {
  const address = adminAddress(engine);
  const question = engine.endpoint.adminPipe === null ? null : askEngine(engine.endpoint.password);
  const socket = new WebSocket('ws://localhost/rpc', {
    maxPayload: 64 * 1024 * 1024,
    headers: question?.headers ?? {},
    createConnection: () => connect(address),
  });
  await new Promise<void>((resolve, reject) => {
    const fail = (cause: unknown): void =>
      reject(
        new DrawbridgeError(SqlState.cannotConnect, `The engine does not answer on ${address}.`, {
          hint: 'Start it with "drawbridge host".',
          cause,
        }),
      );
    socket.once('upgrade', ({ headers }) => {
      if (question !== null && !question.isAnswered(headers)) socket.terminate();
    });
    socket.once('open', resolve);
    socket.once('close', fail);
    socket.on('error', fail);
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
