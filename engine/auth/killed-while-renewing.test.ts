/**
 * A real process is killed with SIGKILL at steps of a renewal, and the sign-in survives: whoever comes next renews
 * it, from whatever has been left behind. `npm test` does so at each sixth step; with DRAWBRIDGE_DEEP 200 times, at every one.
 *
 * One moment no client can save where a refresh token dies with its use: Bitbucket has exchanged it, and the process
 * that has the answer dies before the answer is on the disk. Bitbucket's own refresh tokens die "shortly after".
 */
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { DsnKey } from '../dsn/dsn-store.ts';
import { resolveProperties } from '../dsn/resolve-properties.ts';
import { type Sandbox, startSandbox } from '../sandbox/sandbox.ts';
import { KeyFileKeeper } from './key-file-keeper.ts';
import { bundledProgram, type StartProgram } from './test-support/bundled-program.ts';
import { mortalProgram } from './test-support/mortal-program.ts';
import { consumerProperties, endAccessToken, keepEndedSignIn } from './test-support/sandbox-sign-in.ts';
import { tokenSourceFor } from './token-sources.ts';
import { openVault, type Vault } from './vault.ts';

const deep = process.env['DRAWBRIDGE_DEEP'] !== undefined;
const dsn: DsnKey = { name: 'Sales', scope: 'user' };
let folder: string;
let start: StartProgram;
let sandbox: Sandbox;
let vault: Vault;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'killed-'));
  start = await bundledProgram(folder, mortalProgram);
  sandbox = await startSandbox();
  const keepers = [new KeyFileKeeper(join(folder, 'vault.key'))];
  vault = openVault({ folder: join(folder, 'vault'), keepers });
}, 60_000);
afterAll(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => keepEndedSignIn(sandbox, vault, dsn));

interface Death {
  /** The step that it did not survive, or `done` and the number of steps. */
  readonly step: string;
  /** Bitbucket has exchanged the refresh token that the vault still holds. */
  readonly isCutOff: boolean;
}

async function renewAndDie(killAt: number | 'request' | 'reply'): Promise<Death> {
  await endAccessToken(vault, dsn);
  const before = await vault.get(dsn);
  sandbox.clearRequests();
  const child = start(folder, String(killAt), JSON.stringify(consumerProperties(sandbox)));
  let output = '';
  child.stdout?.on('data', (data: Buffer) => (output += data.toString()));
  const [, signal] = (await once(child, 'close')) as [number | null, string | null];
  const step = output.trim();
  expect(signal, step).toBe(step.startsWith('done') ? null : 'SIGKILL');
  const after = await vault.get(dsn);
  return {
    step,
    isCutOff:
      sandbox.requests.some(({ path, status }) => path.endsWith('access_token') && status === 200) &&
      after.signIn?.refreshToken === before.signIn?.refreshToken,
  };
}

/** What the next process does; it is refused with 28000, or gets a header that Bitbucket takes. */
async function renewNext(): Promise<void> {
  const string = new Map(consumerProperties(sandbox));
  const { properties } = resolveProperties({ string, dsn: new Map(), secrets: new Map() });
  const tokens = tokenSourceFor({ properties, dsn, vault });
  const authorization = await tokens.authorization(new AbortController().signal);
  expect((await fetch(`${sandbox.apiUrl}/user`, { headers: { authorization } })).status).toBe(200);
}

const stepsOf = ({ step }: Death) => Number(step.split(' ')[1]);

it(
  'is survived at every step while Bitbucket lets the old refresh token live for a moment',
  { timeout: deep ? 900_000 : 60_000 },
  async () => {
    sandbox.modes.usedRefreshToken = 'dies-shortly-after';
    const steps = stepsOf(await renewAndDie(0));
    expect(steps).toBeGreaterThan(50);
    const deaths: Death[] = [];
    for (const killAt of killsOf(steps)) {
      const death = await renewAndDie(killAt);
      deaths.push(death);
      await renewNext().catch((error: unknown) => {
        throw new Error(`lost at step ${killAt}, ${death.step}`, { cause: error });
      });
    }
    expect(deaths.filter(({ step }) => step.startsWith('done'))).toEqual([]);
    // It died between Bitbucket's exchange and the file, too.
    expect(deaths.some(({ isCutOff }) => isCutOff)).toBe(true);
    // And nothing lies about after it: no lock, no half of a file.
    await renewAndDie(0);
    expect(await readdir(join(folder, 'vault'))).toEqual(['vault.json']);
  },
);

/** All 200, or each sixth step once. */
function killsOf(steps: number): readonly number[] {
  return deep
    ? Array.from({ length: 200 }, (_, kill) => (kill % steps) + 1)
    : Array.from({ length: Math.floor(steps / 6) }, (_, kill) => (kill + 1) * 6);
}

it(
  'does not keep another process from renewing at the same time',
  { timeout: deep ? 900_000 : 60_000 },
  async () => {
    sandbox.modes.usedRefreshToken = 'dies-shortly-after';
    const steps = stepsOf(await renewAndDie(0));
    const every = deep ? 1 : Math.ceil(steps / 5);
    for (let killAt = every; killAt <= steps; killAt += every) {
      await endAccessToken(vault, dsn);
      // Whichever is first: the other finds it done, or dies and leaves the lock behind.
      await Promise.all([renewAndDie(killAt), renewNext()]);
      await renewNext();
    }
  },
);

it('is lost in that one moment alone where the old refresh token dies at once, and says so', async () => {
  sandbox.modes.usedRefreshToken = 'dies-at-once';
  expect(await renewAndDie('request')).toMatchObject({ isCutOff: false });
  await renewNext();
  expect(await renewAndDie('reply')).toMatchObject({ isCutOff: true });
  await expect(renewNext()).rejects.toMatchObject({
    sqlState: '28000',
    hint: expect.stringContaining('renewal was cut off') as string,
  });
});
