/** What a user who has just cloned or installed Drawbridge gets: sample data, and the ODBC driver registered. */
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { AdminClient } from '../admin/client.ts';
import { asDrawbridgeError } from '../error.ts';
import { driverSetup } from './driver-setup.ts';
import { productVersion } from './product.ts';

/** Lies in the data folder once a first start has been; holds the version that did it. */
const marker = 'prepared';

/**
 * Sets up what is missing at the first start. Later on a driver that is installed is brought up to date, and nothing
 * that the user has removed comes back. Returns what keeps ODBC from working, one sentence each; the rest works
 * without it.
 */
export async function prepareForUser(
  admin: AdminClient,
  dataDir: string,
  env: NodeJS.ProcessEnv,
): Promise<readonly string[]> {
  const setup = driverSetup(dataDir, env);
  const isFirst = !existsSync(path.join(dataDir, marker));
  const install = () => setup.install(false);
  const steps = isFirst
    ? [() => admin.call('dsn.addSandbox', {}), install, () => remember(dataDir)]
    : [async () => void ((await setup.status()).installed && (await install()))];
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

async function remember(dataDir: string): Promise<void> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await writeFile(path.join(dataDir, marker), `${productVersion}\n`);
}
