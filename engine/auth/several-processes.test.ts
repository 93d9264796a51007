/**
 * The vault and the renewal of sign-ins with several real processes at once.
 */
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DsnKey } from '../dsn/dsn-store.ts';
import { type Sandbox, startSandbox } from '../sandbox/sandbox.ts';
import { KeyFileKeeper } from './key-file-keeper.ts';
import { authFolder, bundledProgram, type StartProgram } from './test-support/bundled-program.ts';
import { consumerProperties, endAccessToken, keepEndedSignIn } from './test-support/sandbox-sign-in.ts';
import { openVault } from './vault.ts';

const program = `
import { resolveProperties } from '${authFolder}/../dsn/resolve-properties.ts';
import { KeyFileKeeper } from '${authFolder}/key-file-keeper.ts';
import { tokenSourceFor } from '${authFolder}/token-sources.ts';
import { openVault } from '${authFolder}/vault.ts';

const [folder, job, pairs] = process.argv.slice(2);
const vault = openVault({ folder: folder + '/vault', keepers: [new KeyFileKeeper(folder + '/vault.key')] });
const signal = new AbortController().signal;
if (job === 'renew') {
  const { properties } = resolveProperties({
    string: new Map(JSON.parse(pairs)), dsn: new Map(), secrets: new Map(),
  });
  const tokens = tokenSourceFor({ properties, dsn: { name: 'Sales', scope: 'user' }, vault });
  console.log(await tokens.authorization(signal));
} else if (job === 'add') {
  for (let index = 0; index < 5; index += 1)
    await vault.update({ name: process.pid + '-' + index, scope: 'user' }, (entry) => ({
      ...entry, secrets: { AccessToken: 'x' },
    }));
  console.log(process.pid);
} else {
  await vault.exclusively({ name: 'Sales', scope: 'user' }, () => {
    console.log('holding');
    return new Promise(() => setInterval(() => undefined, 1000));
  });
}
`;
const sales: DsnKey = { name: 'Sales', scope: 'user' };
let folder: string;
let startProgram: StartProgram;
let sandbox: Sandbox;
const children: ChildProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'processes-'));
  startProgram = await bundledProgram(folder, { 'program.ts': program });
  sandbox = await startSandbox();
}, 60_000);
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await sandbox.close();
  await rm(folder, { recursive: true });
});

function start(job: string, pairs: [string, string][] = []): ChildProcess {
  const child = startProgram(folder, job, JSON.stringify(pairs));
  children.push(child);
  return child;
}

/** Its first line, as soon as it is there; fails when the process ends without one. */
function line(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdout?.once('data', (data: Buffer) => resolve(data.toString().trim()));
    child.once('exit', (code) => reject(new Error(`ended with ${code} before it wrote a line`)));
  });
}
const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => void child.once('exit', () => resolve()));

function vault() {
  return openVault({
    folder: join(folder, 'vault'),
    keepers: [new KeyFileKeeper(join(folder, 'vault.key'))],
  });
}

const signIn = () => keepEndedSignIn(sandbox, vault(), sales);
const pairs = () => consumerProperties(sandbox);

it('lets several processes make the vault and write it at once without losing an entry', async () => {
  const pids = await Promise.all([1, 2, 3].map(() => line(start('add'))));
  for (const pid of pids) {
    for (const index of [0, 1, 2, 3, 4]) {
      const entry = await vault().get({ name: `${pid}-${index}`, scope: 'user' });
      expect(entry.secrets).toEqual({ AccessToken: 'x' });
    }
  }
});

it('keeps a refresh token that is good when several processes renew at once', async () => {
  await signIn();
  sandbox.clearRequests();
  const headers = await Promise.all([1, 2, 3].map(() => line(start('renew', pairs()))));
  expect(new Set(headers).size).toBe(1);
  expect(sandbox.requests.filter(({ path }) => path.endsWith('access_token'))).toHaveLength(1);
  const entry = await vault().get(sales);
  expect(headers[0]).toBe(`Bearer ${entry.signIn?.accessToken}`);
  await endAccessToken(vault(), sales);
  expect(await line(start('renew', pairs()))).toMatch(/^Bearer /);
});

it('goes on at once when the process that was renewing is killed', async () => {
  await signIn();
  const holder = start('hold');
  await line(holder);
  const waiter = start('renew', pairs());
  holder.kill('SIGKILL');
  await ended(holder);
  expect(await line(waiter)).toMatch(/^Bearer /);
  expect(await readFile(join(folder, 'vault', 'vault.json'), 'utf8')).not.toContain('Bearer');
});
