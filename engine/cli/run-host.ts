/** Runs a host in this process until it is told to stop: by a signal, or by `drawbridge stop`. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startHost, type Host } from '../host/host.ts';
import type { Arguments } from './arguments.ts';
import { remark } from './command.ts';

export interface RunHostOptions {
  readonly args: Arguments;
  readonly port: number;
  readonly tcp?: { readonly host: string; readonly port: number };
  readonly windowPort: number | null;
  readonly onReady: (host: Host) => Promise<void>;
}

/** What statements get to end by themselves. */
const graceMilliseconds = 10_000;

/**
 * Windows knows no signals between programs: there it is Ctrl+C, Ctrl+Break, and closing the console (SIGHUP, after
 * which Windows leaves some seconds).
 */
const signals: readonly NodeJS.Signals[] =
  process.platform === 'win32' ? ['SIGINT', 'SIGBREAK', 'SIGHUP'] : ['SIGTERM', 'SIGINT'];

/** The built renderer lies beside the built engine. */
const assets = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'renderer');

export async function runHost({ args, port, tcp, windowPort, onReady }: RunHostOptions): Promise<number> {
  const { promise: told, resolve: stop } = promiseOfStop();
  const running = await startHost({
    dataDir: args.text('data-dir'),
    runDir: args.text('run-dir'),
    env: process.env,
    port,
    ...(tcp === undefined ? {} : { tcp }),
    windowPort,
    assets,
    onStopAsked: stop,
    log: (level, message) => {
      if (level === 'error' || level === 'warn') remark(`drawbridge: ${message}`);
    },
  });
  await onReady(running);
  await told;
  await running.stop(graceMilliseconds);
  return 0;
}

function promiseOfStop(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  for (const signal of signals) process.once(signal, resolve);
  return { promise, resolve };
}
