/**
 * Keeps the engine's process alive and connects windows to it. An engine that dies is started again after a
 * pause that doubles; its ports die with it, and each window asks for a new one by itself.
 */
import type { KeyStore } from '../engine/auth/desktop-keeper.ts';
import { messages } from '../renderer/messages.ts';
import { adminPortDelivery } from './channels.ts';
import { attachMessage, stopMessage, type FromEngine } from './engine-messages.ts';

export interface EngineProcess<Port> {
  postMessage(message: unknown, transfer?: Port[]): void;
  on(event: 'exit', listener: (status: number) => void): unknown;
  on(event: 'message', listener: (message: FromEngine) => void): unknown;
  kill(): boolean;
}

export interface WindowContents<Port> {
  postMessage(channel: string, message: unknown, transfer: Port[]): void;
  isDestroyed(): boolean;
}

export interface SupervisorParts<Port> {
  readonly fork: () => EngineProcess<Port>;
  readonly createChannel: () => { readonly port1: Port; readonly port2: Port };
  /** Called once for each different reason why the engine could not start. */
  readonly reportFailure: (message: string, hint: string) => void;
  readonly keyStore: KeyStore;
}

export interface EngineSupervisor<Port> {
  /** Gives the window a port to the engine, now or when one runs again. */
  connect(window: WindowContents<Port>): void;
  /** Lets running statements end; resolves when the process has gone. */
  stop(): Promise<void>;
}

const firstPause = 250;
const longestPause = 15_000;
/** After so many short runs without a reason of its own, the user is told. */
const shortRunsToTell = 4;
/** A run of this length counts as healthy, and the next pause is the first again. */
const healthyRun = 30_000;
/** The engine gives statements 10 s of grace; after this it is ended. */
const longestStop = 12_000;

export function superviseEngine<Port>(parts: SupervisorParts<Port>): EngineSupervisor<Port> {
  const waiting = new Set<WindowContents<Port>>();
  const reported = new Set<string>();
  let engine: EngineProcess<Port> | undefined;
  let pause = firstPause;
  let shortRuns = 0;
  let timer: NodeJS.Timeout | undefined;
  let stopped: (() => void) | undefined;

  const attach = (to: EngineProcess<Port>, window: WindowContents<Port>) => {
    if (window.isDestroyed()) return;
    const { port1, port2 } = parts.createChannel();
    to.postMessage(attachMessage, [port1]);
    window.postMessage(adminPortDelivery, null, [port2]);
  };
  const report = (message: string, hint: string) => {
    if (reported.has(message)) return;
    reported.add(message);
    parts.reportFailure(message, hint);
  };
  const start = () => {
    const started = Date.now();
    const running = parts.fork();
    engine = running;
    running.on('message', (message) => {
      if (message.kind === 'key-store') {
        const { kind, id, operation, text } = message;
        void parts.keyStore.ask(operation, text).then((answer) => running.postMessage({ kind, id, answer }));
        return;
      }
      shortRuns = 0;
      report(message.message, message.hint);
    });
    running.on('exit', (status) => {
      engine = undefined;
      if (stopped !== undefined) return stopped();
      const wasHealthy = Date.now() - started >= healthyRun;
      shortRuns = wasHealthy ? 0 : shortRuns + 1;
      if (wasHealthy) pause = firstPause;
      if (shortRuns === shortRunsToTell)
        report(messages.desktop.engineEnds.message(status), messages.desktop.engineEnds.hint);
      timer = setTimeout(start, pause);
      pause = Math.min(pause * 2, longestPause);
      return undefined;
    });
    for (const window of waiting) attach(running, window);
    waiting.clear();
  };
  start();

  return {
    connect(window) {
      if (engine === undefined) waiting.add(window);
      else attach(engine, window);
    },
    stop() {
      clearTimeout(timer);
      const running = engine;
      if (running === undefined) return Promise.resolve();
      return new Promise((resolve) => {
        const force = setTimeout(() => running.kill(), longestStop);
        stopped = () => {
          clearTimeout(force);
          resolve();
        };
        running.postMessage(stopMessage);
      });
    },
  };
}
