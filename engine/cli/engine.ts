/** Where a command finds its engine: the one that runs, else one of its own inside this process. */
import { createAdminClient, type AdminClient } from '../admin/client.ts';
import { findEngine, openAdminSocket } from '../host/attach.ts';
import { createEngine } from '../host/engine.ts';
import { memoryTransport } from '../host/memory-transport.ts';
import type { Arguments } from './arguments.ts';

/** Runs `task` with an admin client and closes what was opened for it. */
export async function withEngine<T>(args: Arguments, task: (admin: AdminClient) => Promise<T>): Promise<T> {
  const places = { dataDir: args.text('data-dir'), runDir: args.text('run-dir') };
  const running = await findEngine(places, process.env);
  if (running !== null) {
    const admin = createAdminClient(await openAdminSocket(running));
    return task(admin).finally(() => admin.close());
  }
  const engine = await createEngine({ ...places, env: process.env });
  const admin = createAdminClient(memoryTransport(engine.dispatcher));
  try {
    return await task(admin);
  } finally {
    admin.close();
    await engine.close();
  }
}
