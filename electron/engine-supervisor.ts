/**
 * Keeps the engine's process alive and connects windows to it. An engine that dies is started again after a
 * pause that doubles; its ports die with it, and each window asks for a new one by itself.
 */
import type { MessageChannelMain, UtilityProcess, WebContents } from 'electron';
import type { EngineReport, FromEngine, ToEngine } from '../engine/host/desktop-messages.ts';
import { messages } from '../renderer/messages.ts';
import { adminPortDelivery } from './channels.ts';

export interface SupervisorParts {
  readonly fork: () => UtilityProcess;
  readonly createChannel: () => MessageChannelMain;
  /** Called once for each different reason why the engine could not start. */
  readonly reportFailure: (message: string, hint: string) => void;
  readonly told: (message: Exclude<FromEngine, EngineReport>, answer: (message: ToEngine) => void) => void;
  readonly gone: () => void;
}

/** Milliseconds. */
const firstPause = 250;
const longestPause = 15_000;
/** After so many short runs without a reason of its own, the user is told. */
const shortRunsToTell = 4;
/** A run of this length counts as healthy, and the next pause is the first again. */
const healthyRun = 30_000;
/** The engine gives statements 10 s of grace; after this it is ended. */
const longestStop = 12_000;

export function superviseEngine({ fork, createChannel, reportFailure, told, gone }: SupervisorParts) {
  const waiting = new Set<WebContents>();
  const reported = new Set<string>();
  let engine: UtilityProcess | undefined;
  let shortRuns = 0;
  let timer: NodeJS.Timeout | undefined;
  let stopped: (() => void) | undefined;

  const send = (message: ToEngine) => engine?.postMessage(message);
  const report = (message: string, hint: string) => {
    if (!reported.has(message)) reportFailure(message, hint);
    reported.add(message);
  };
  /** Gives the window a port to the engine, now or when one runs again. */
  const connect = (window: WebContents) => {
    if (window.isDestroyed()) return;
    if (engine === undefined) return void waiting.add(window);
    const { port1, port2 } = createChannel();
    engine.postMessage({ kind: 'attach' } satisfies ToEngine, [port1]);
    window.postMessage(adminPortDelivery, null, [port2]);
  };
  const start = () => {
    const started = Date.now();
    engine = fork();
    engine.on('message', (message: FromEngine) => {
      if (message.kind === 'report') report(message.message, message.hint);
      else told(message, send);
    });
    engine.on('exit', (status) => {
      engine = undefined;
      gone();
      if (stopped !== undefined) return stopped();
      shortRuns = Date.now() - started >= healthyRun ? 1 : shortRuns + 1;
      const { message, hint } = messages.desktop.engineEnds;
      if (shortRuns === shortRunsToTell && reported.size === 0) report(message(status), hint);
      timer = setTimeout(start, Math.min(firstPause * 2 ** (shortRuns - 1), longestPause));
      return undefined;
    });
    for (const window of waiting) connect(window);
    waiting.clear();
  };
  start();

  return {
    connect,
    send,
    /** Lets running statements end; resolves when the process has gone. */
    stop(): Promise<void> {
      clearTimeout(timer);
      const running = engine;
      if (running === undefined) return Promise.resolve();
      return new Promise((resolve) => {
        const force = setTimeout(() => running.kill(), longestStop);
        stopped = () => {
          clearTimeout(force);
          resolve();
        };
        send({ kind: 'stop' });
      });
    },
  };
}
