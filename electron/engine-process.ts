/**
 * The entry of the engine's process on the desktop. Where an engine runs already, a service's or that of a
 * window in the browser, this process passes the admin API on to it; otherwise it is the host itself.
 */
import { createAdminClient } from '../engine/admin/client.ts';
import { asDrawbridgeError } from '../engine/error.ts';
import { findEngine, openAdminSocket, type FoundEngine } from '../engine/host/attach.ts';
import { prepareForUser } from '../engine/host/first-start.ts';
import { startHost } from '../engine/host/host.ts';
import { speakPlainlyAtTheEnd } from '../engine/host/last-words.ts';
import { memoryTransport } from '../engine/host/memory-transport.ts';
import { keyStoreOfMain } from './key-store-questions.ts';
import { serveEngine, type ParentPort, type RunningEngine } from './serve-engine.ts';

const queryPort = 54_330;
/** What statements get to end by themselves, in milliseconds. */
const grace = 10_000;

speakPlainlyAtTheEnd();

const { parentPort } = process as unknown as { readonly parentPort: ParentPort };
const keyStore = keyStoreOfMain(parentPort);

async function start(): Promise<RunningEngine> {
  const found = await findEngine({}, process.env);
  return found === null ? ownEngine() : enginePassedOn(found);
}

async function ownEngine(): Promise<RunningEngine> {
  const host = await startHost({
    env: process.env,
    port: queryPort,
    windowPort: null,
    keyStore,
    assets: '',
    log: (level, message) => {
      if (level === 'error' || level === 'warn') process.stderr.write(`drawbridge: ${message}\n`);
    },
  });
  const admin = createAdminClient(memoryTransport(host.engine.dispatcher));
  for (const problem of await prepareForUser(admin, host.engine.folders.data, process.env)) {
    process.stderr.write(`drawbridge: ODBC: ${problem}\n`);
  }
  admin.close();
  return {
    connect: (send) => Promise.resolve(host.engine.dispatcher.connect({ send })),
    stop: () => host.stop(grace),
  };
}

function enginePassedOn(found: FoundEngine): RunningEngine {
  return {
    async connect(send, lost) {
      const transport = await openAdminSocket(found);
      let leaving = false;
      transport.onMessage(send);
      transport.onClose(() => {
        if (!leaving) lost();
      });
      return {
        receive: (message) => transport.send(message),
        gone() {
          leaving = true;
          transport.close();
        },
      };
    },
    // It belongs to someone else and goes on without this window.
    stop: () => Promise.resolve(),
  };
}

serveEngine({
  parentPort,
  start,
  exit: (status) => process.exit(status),
  explain(error) {
    const { message, hint } = asDrawbridgeError(error);
    return { message, hint: hint ?? '' };
  },
});
