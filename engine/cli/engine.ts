/** Where a command finds its engine: the one that runs, else one of its own inside this process. */
import { createAdminClient, type AdminClient } from '../admin/client.ts';
import { DrawbridgeError, SqlState } from '../error.ts';
import { openAdminSocket, type FoundEngine } from '../host/attach.ts';
import { createEngine } from '../host/engine.ts';
import { searchEngine } from '../host/engine-search.ts';
import { hasMachineRights } from '../host/machine-rights.ts';
import { memoryTransport } from '../host/memory-transport.ts';
import { productVersion } from '../host/product.ts';
import type { Arguments } from './arguments.ts';

/**
 * Runs `task` with an admin client and closes what was opened for it. `database`, a data source or a connection string,
 * may say in which run folder its engine is.
 */
export async function withEngine<T>(
  args: Arguments,
  task: (admin: AdminClient) => Promise<T>,
  database = '',
): Promise<T> {
  const places = { dataDir: args.text('data-dir'), runDir: args.text('run-dir') };
  const running = await searchEngine(database, { ...places, env: process.env });
  if (running !== null) {
    refuseOtherVersion(running);
    const admin = createAdminClient(await openAdminSocket(running));
    return task(admin).finally(() => admin.close());
  }
  return withOwnEngine(args, task);
}

/** The engine that runs, whatever its version. Throws 08001 where none does. */
export async function withRunningEngine<T>(
  args: Arguments,
  task: (admin: AdminClient) => Promise<T>,
): Promise<T> {
  const places = { dataDir: args.text('data-dir'), runDir: args.text('run-dir') };
  const running = await searchEngine('', { ...places, env: process.env });
  if (running === null) {
    throw new DrawbridgeError(SqlState.cannotConnect, 'No engine runs.', {
      hint: 'Start it with "drawbridge host".',
    });
  }
  const admin = createAdminClient(await openAdminSocket(running));
  return task(admin).finally(() => admin.close());
}

/**
 * For a command that may write what holds for all accounts: with the rights for that it needs no engine, and one that
 * runs for an account has them not.
 */
export async function withWritingEngine<T>(
  args: Arguments,
  task: (admin: AdminClient) => Promise<T>,
): Promise<T> {
  return (await hasMachineRights()) ? withOwnEngine(args, task) : withEngine(args, task);
}

/** With `--elevate` a command asks for administrator rights where they are needed. */
export function elevateOf(args: Arguments): { elevate?: true } {
  return args.flag('elevate') ? { elevate: true } : {};
}

/** The same without asking whether an engine runs. */
async function withOwnEngine<T>(args: Arguments, task: (admin: AdminClient) => Promise<T>): Promise<T> {
  const places = { dataDir: args.text('data-dir'), runDir: args.text('run-dir') };
  const engine = await createEngine({ ...places, env: process.env });
  const admin = createAdminClient(memoryTransport(engine.dispatcher));
  try {
    return await task(admin);
  } finally {
    admin.close();
    await engine.close();
  }
}

function refuseOtherVersion({ endpoint: { product, pid } }: FoundEngine): void {
  if (product === productVersion) return;
  throw new DrawbridgeError(
    SqlState.protocolViolation,
    `The engine that runs (process ${pid}) is version ${product}, this command is version ${productVersion}.`,
    { hint: 'Restart the engine.' },
  );
}
