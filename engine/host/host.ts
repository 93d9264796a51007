/**
 * The query host: an engine with its sockets. Starting: run folder, query socket, admin socket, window server, and
 * last endpoint.json, so that whoever finds that file finds an engine that answers. Stopping goes the other way.
 */
import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { installedLibrary } from '../dsn/driver-registration.ts';
import { fileError } from '../dsn/file-error.ts';
import { withLock } from '../dsn/file-lock.ts';
import { odbcFiles } from '../dsn/odbc-files.ts';
import { closeOnWindows } from '../dsn/windows-access.ts';
import { DrawbridgeError, SqlState } from '../error.ts';
import type { WireLog } from '../wire/connection.ts';
import { startWireServer, type WireServer } from '../wire/server.ts';
import { startAdminPipe, startAdminSocket, type AdminSocketServer } from './admin-socket.ts';
import { adminSocketPath, findEngine } from './attach.ts';
import { watchFiles } from './file-watch.ts';
import { localPlace } from './local-place.ts';
import { endpointFormat, prepareRunFolder, removeEndpoint, writeEndpoint } from './endpoint-file.ts';
import { createEngine, engineFolders, type Engine, type EngineOptions } from './engine.ts';
import { driverProtocol, productVersion } from './product.ts';
import { watchCounts } from './status-watch.ts';
import { startWindowServer, type WindowServer } from './window-server.ts';

export interface HostOptions extends EngineOptions {
  /** Names the socket `.s.PGSQL.<port>`. */
  readonly port: number;
  /** Further listening over TCP, with SCRAM-SHA-256. */
  readonly tcp?: { readonly host: string; readonly port: number };
  /** null: no window server. 0: the system chooses the port. */
  readonly windowPort: number | null;
  /** The folder of the built renderer. */
  readonly assets: string;
  readonly log: WireLog;
  /** A client asks the host to end; whoever holds it then calls `stop`. Without this it is refused. */
  readonly onStopAsked?: () => void;
}

export interface Host {
  readonly engine: Engine;
  readonly runDir: string;
  readonly port: number;
  /** A fresh address for a browser; '' without a window server. */
  windowAddress(): string;
  /** No new statements; running ones get the grace, in milliseconds, then 57P01. */
  stop(graceMilliseconds: number): Promise<void>;
}

/** Throws 08001 when an engine runs already, 54000 when the run folder's path is too long, 58030 on other trouble. */
export async function startHost(options: HostOptions): Promise<Host> {
  await refuseSecond(options);
  const { run: runDir, data } = engineFolders(options);
  if (process.platform !== 'win32') {
    await prepareRunFolder(runDir);
    return startIn(runDir, options);
  }
  await closeDataFolder(data);
  await prepareRunFolder(runDir);
  // Pipes have new names each time; elsewhere the socket is there for one alone.
  const startAlone = async (): Promise<Host> => {
    await refuseSecond(options);
    return startIn(runDir, options);
  };
  return withLock(path.join(runDir, 'start.lock'), startAlone, { what: 'the start of an engine' });
}

async function startIn(runDir: string, options: HostOptions): Promise<Host> {
  const startedAt = new Date().toISOString();
  let wire: WireServer | null = null;
  let admin: AdminSocketServer | null = null;
  let window: WindowServer | null = null;
  const windowAddress = (): string => window?.newAddress() ?? '';

  const engine = await createEngine(options, {
    windowAddress,
    stop: options.onStopAsked ?? refuseStop,
    reach: () => ({ runDir, port: options.port, running: true, tcp: wire?.tcp ?? null }),
    status: ({ sessions, odbc, openQueries, paused }) => ({
      version: productVersion,
      pid: process.pid,
      runDir,
      port: options.port,
      startedAt,
      sessions,
      runningStatements: openQueries + (wire?.runningStatements ?? 0),
      paused,
      odbc,
    }),
  });

  const endWatch = watchCounts(
    () => [engine.sessions.count, engine.openQueries, wire?.runningStatements ?? 0],
    () => engine.dispatcher.emit('status.changed', {}),
  );

  const { userDsns, systemDsns, userDrivers, systemDrivers } = odbcFiles(options.env);
  const { dispatcher } = engine;
  const endDsnWatch = watchFiles([userDsns, systemDsns], () => dispatcher.emit('dsn.changed', {}));
  const driverFiles = [
    userDrivers,
    systemDrivers,
    installedLibrary({ dataDir: engine.folders.data, env: options.env }),
  ];
  const endDriverWatch = watchFiles(driverFiles, () => {
    for (const event of ['manager.changed', 'status.changed', 'health.changed'] as const)
      dispatcher.emit(event, {});
  });

  async function stop(grace: number): Promise<void> {
    endWatch();
    endDsnWatch();
    endDriverWatch();
    // Another engine may start from here on, while statements still end: what it puts there is its own.
    if (admin !== null) removeEndpoint(runDir);
    admin?.stopListening();
    await wire?.stop(grace);
    await window?.close();
    await admin?.close();
    await engine.close();
  }

  try {
    const password = randomBytes(24).toString('base64url');
    const { socket, pipe, adminPipe } = localPlace(process.platform, runDir, options.port);
    wire = await startWireServer({
      sessions: engine.sessions,
      ...(socket === null ? {} : { unixSocket: { path: socket } }),
      ...(pipe === null ? {} : { pipe: { name: pipe, password } }),
      ...(options.tcp === undefined ? {} : { tcp: { ...options.tcp, password } }),
      protocolVersion: driverProtocol,
      productVersion,
      log: options.log,
    });
    admin = await (adminPipe === null
      ? startAdminSocket(adminSocketPath(runDir), engine.dispatcher)
      : startAdminPipe(adminPipe, password, engine.dispatcher));
    if (options.windowPort !== null) {
      window = await startWindowServer({
        port: options.windowPort,
        assets: options.assets,
        dispatcher: engine.dispatcher,
      });
    }
    await writeEndpoint(runDir, {
      format: endpointFormat,
      product: productVersion,
      protocol: driverProtocol,
      pid: process.pid,
      startedAt,
      port: options.port,
      socket,
      tcp: wire.tcp,
      pipe,
      adminPipe,
      password,
      admin: window?.origin ?? '',
    });
  } catch (error) {
    await stop(0);
    throw error;
  }
  void engine.resumeRenewals();
  return { engine, runDir, port: options.port, windowAddress, stop };
}

/** What is made in it has a mode of its own elsewhere; here it has the rights of the folder. */
async function closeDataFolder(data: string): Promise<void> {
  await mkdir(data, { recursive: true }).catch((error: unknown) => {
    throw fileError(`make the folder ${data}`, error);
  });
  await closeOnWindows(data);
}

function refuseStop(): never {
  throw new DrawbridgeError(SqlState.wrongState, 'The Drawbridge desktop runs this engine.', {
    hint: 'Quit it from its menu or its symbol in the notification area.',
  });
}

async function refuseSecond(options: HostOptions): Promise<void> {
  const running = await findEngine(options, options.env);
  if (running === null) return;
  const { pid, startedAt } = running.endpoint;
  throw new DrawbridgeError(
    SqlState.cannotConnect,
    `An engine runs already: process ${pid}, since ${startedAt}, in ${running.runDir}.`,
    { hint: 'Use that one, or give this one a --run-dir of its own.' },
  );
}
