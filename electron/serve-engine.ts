/** The engine's process, apart from the engine: joins each port to the admin API, and stops when it is told. */
import type { ClientMessage, ServerMessage } from '../engine/admin/contract.ts';
import { attachMessage, stopMessage, type EngineReport, type FromEngine } from './engine-messages.ts';

/** A MessagePortMain. */
export interface AdminPort {
  postMessage(message: ServerMessage): void;
  on(event: 'message', listener: (event: { readonly data: ClientMessage }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

/** The `process.parentPort` of a utility process. */
export interface ParentPort {
  postMessage(message: FromEngine): void;
  on(
    event: 'message',
    listener: (event: { readonly data: unknown; readonly ports: readonly AdminPort[] }) => void,
  ): unknown;
}

/** One caller of the admin API, as the engine sees it. */
interface AdminCaller {
  receive(message: ClientMessage): void;
  gone(): void;
}

export interface RunningEngine {
  /** `lost` is called when the engine itself has gone; only one in another process can go alone. */
  connect(send: (message: ServerMessage) => void, lost: () => void): Promise<AdminCaller>;
  stop(): Promise<void>;
}

export interface ServeParts {
  readonly parentPort: ParentPort;
  readonly start: () => Promise<RunningEngine>;
  readonly exit: (status: number) => void;
  /** Turns what was thrown into words; secrets are not in them. */
  readonly explain: (error: unknown) => Omit<EngineReport, 'kind'>;
}

export function serveEngine({ parentPort, start, exit, explain }: ServeParts): void {
  const fail = (error: unknown) => {
    parentPort.postMessage({ kind: 'report', ...explain(error) });
    exit(1);
  };
  const engine = start();
  engine.catch(fail);
  const attach = async (port: AdminPort) => {
    const running = await engine;
    const caller = await running.connect(
      (message) => port.postMessage(message),
      // Main starts another one, which then is the engine itself.
      () => exit(0),
    );
    port.on('message', ({ data }) => caller.receive(data));
    port.on('close', () => caller.gone());
    // Messages wait in the port until it is started.
    port.start();
  };
  const stop = async () => {
    await (await engine).stop();
    exit(0);
  };
  parentPort.on('message', ({ data, ports: [port] }) => {
    if (data === attachMessage && port !== undefined) attach(port).catch(() => exit(1));
    if (data === stopMessage) stop().catch(fail);
  });
}
