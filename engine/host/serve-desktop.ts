/**
 * The engine's process on the desktop, apart from the engine: joins each port to the admin API, tells main what it wants
 * to know, and stops when it is told.
 */
import { createAdminClient, type AdminTransport } from '../admin/client.ts';
import type { ClientMessage, ServerMessage } from '../admin/contract.ts';
import type { EngineReport, FromEngine, ToEngine } from './desktop-messages.ts';
import { watchForDesktop, type DesktopWatch } from './desktop-watch.ts';

/** A MessagePortMain. */
export interface AdminPort {
  postMessage(message: ServerMessage): void;
  on(event: 'message', listener: (event: { readonly data: ClientMessage }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
}

/** The `process.parentPort` of a utility process. */
export interface ParentPort {
  postMessage(message: FromEngine): void;
  on(
    event: 'message',
    listener: (event: { readonly data: ToEngine; readonly ports: readonly AdminPort[] }) => void,
  ): unknown;
}

export interface RunningEngine {
  /** A connection to the admin API, which closes by itself when an engine in another process has gone. */
  connect(): Promise<AdminTransport>;
  stop(): Promise<void>;
}

export interface ServeParts {
  readonly parentPort: ParentPort;
  readonly start: () => Promise<RunningEngine>;
  readonly exit: (status: number) => void;
  /** Turns what was thrown into words; secrets are not in them. */
  readonly explain: (error: unknown) => Omit<EngineReport, 'kind'>;
}

export function serveDesktop({ parentPort, start, exit, explain }: ServeParts): void {
  const fail = (error: unknown) => {
    parentPort.postMessage({ kind: 'report', ...explain(error) });
    exit(1);
  };
  const engine = start();
  engine.catch(fail);
  const connect = async () => {
    const transport = await (await engine).connect();
    let isWanted = true;
    // Main starts another process, which then is the engine itself.
    transport.onClose(() => void (isWanted && exit(0)));
    const leave = () => {
      isWanted = false;
      transport.close();
    };
    return { transport, leave };
  };
  const attach = async (port: AdminPort) => {
    const { transport, leave } = await connect();
    transport.onMessage((message) => port.postMessage(message));
    port.on('message', ({ data }) => transport.send(data));
    port.on('close', leave);
    // Messages wait in the port until it is started.
    port.start();
  };
  const watching = connect().then(({ transport }) =>
    watchForDesktop(createAdminClient(transport), {
      changed: (state) => parentPort.postMessage({ kind: 'state', state }),
      open: (address) => parentPort.postMessage({ kind: 'open', address }),
    }),
  );
  const stop = async () => {
    await (await engine).stop();
    exit(0);
  };
  // The window's port fails in the same way, and ends this process.
  const watch = (use: (watch: DesktopWatch) => void) => void watching.then(use, () => undefined);
  watch(() => undefined);
  parentPort.on('message', ({ data, ports: [port] }) => {
    if (data.kind === 'attach' && port !== undefined) attach(port).catch(() => exit(1));
    if (data.kind === 'pause') watch((watching) => watching.pause(data.isPaused));
    if (data.kind === 'open') watch((watching) => watching.open(data.address));
    if (data.kind === 'stop') stop().catch(fail);
  });
}
