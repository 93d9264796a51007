/** What a user who has just cloned or installed Drawbridge gets: sample data, and the ODBC driver registered. */
import type { AdminClient } from '../admin/client.ts';
import { asDrawbridgeError } from '../error.ts';
import { driverSetup } from './driver-setup.ts';

/** Returns what keeps ODBC from working, one sentence each; the rest works without it. */
export async function prepareForUser(
  admin: AdminClient,
  dataDir: string,
  env: NodeJS.ProcessEnv,
): Promise<readonly string[]> {
  const steps = [() => admin.call('dsn.addSandbox', {}), () => driverSetup(dataDir, env).install(false)];
  const problems: string[] = [];
  for (const step of steps) {
    try {
      await step();
    } catch (error) {
      const { message, hint } = asDrawbridgeError(error);
      problems.push(hint === undefined ? message : `${message} ${hint}`);
    }
  }
  return problems;
}
