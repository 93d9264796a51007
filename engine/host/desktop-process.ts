/**
 * The entry of the engine's process on the desktop. Where an engine runs already, a service's or that of a
 * window in the browser, this process passes the admin API on to it; otherwise it is the host itself.
 */
import { createAdminClient } from '../admin/client.ts';
import { asDrawbridgeError } from '../error.ts';
import { findEngine, openAdminSocket } from './attach.ts';
import { usualPort } from './engine.ts';
import { prepareForUser } from './first-start.ts';
import { startHost } from './host.ts';
import { keyStoreOfMain } from './key-store-questions.ts';
import { speakPlainlyAtTheEnd } from './last-words.ts';
import { memoryTransport } from './memory-transport.ts';
import { serveDesktop, type ParentPort, type RunningEngine } from './serve-desktop.ts';

/** What statements get to end by themselves, in milliseconds. */
const grace = 10_000;

speakPlainlyAtTheEnd();

const { parentPort } = process as unknown as { readonly parentPort: ParentPort };
const keyStore = keyStoreOfMain(parentPort);

async function start(): Promise<RunningEngine> {
  const found = await findEngine({}, process.env);
  if (found === null) return ownEngine();
  // It belongs to someone else and goes on without this window.
  return { connect: () => openAdminSocket(found), stop: () => Promise.resolve() };
}

async function ownEngine(): Promise<RunningEngine> {
  const host = await startHost({
    env: process.env,
    port: usualPort,
    windowPort: null,
    keyStore,
    assets: '',
    log: (level, message) => {
      if (level === 'error' || level === 'warn') process.stderr.write(`drawbridge: ${message}\n`);
    },
  });
  const connect = () => memoryTransport(host.engine.dispatcher);
  const admin = createAdminClient(connect());
  for (const problem of await prepareForUser(admin, host.engine.folders.data, process.env)) {
    process.stderr.write(`drawbridge: ODBC: ${problem}\n`);
  }
  admin.close();
  return { connect: () => Promise.resolve(connect()), stop: () => host.stop(grace) };
}

serveDesktop({
  parentPort,
  start,
  exit: (status) => process.exit(status),
  explain(error) {
    const { message, hint } = asDrawbridgeError(error);
    return { message, hint: hint ?? '' };
  },
});
