/** Runs a host in this process until SIGTERM or SIGINT. */
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

/** The built renderer lies beside the built engine. */
const assets = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'renderer');

export async function runHost({ args, port, tcp, windowPort, onReady }: RunHostOptions): Promise<number> {
  const told = new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
  const running = await startHost({
    dataDir: args.text('data-dir'),
    runDir: args.text('run-dir'),
    env: process.env,
    port,
    ...(tcp === undefined ? {} : { tcp }),
    windowPort,
    assets,
    log: (level, message) => {
      if (level === 'error' || level === 'warn') remark(`drawbridge: ${message}`);
    },
  });
  await onReady(running);
  await told;
  await running.stop(graceMilliseconds);
  return 0;
}
