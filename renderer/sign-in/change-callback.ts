/** Gives a saved data source another callback address; all else stays as it is. */
import type { DsnKey } from '../stores/dsn-store.ts';
import type { EngineConnection } from '../transport/engine-connection.ts';

/** Rejects with the engine's failure. */
export async function changeCallback(
  engine: EngineConnection,
  { name, scope }: DsnKey,
  callbackUrl: string,
): Promise<void> {
  const { entry, values } = await engine.call('dsn.get', { name, scope });
  await engine.call('dsn.save', {
    name: entry.name,
    previousName: entry.name,
    scope,
    description: entry.description,
    values: { ...values, CallbackURL: callbackUrl },
    secrets: {},
  });
}
