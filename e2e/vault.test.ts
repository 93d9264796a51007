/** The vault with the secrets as its owner meets it: what opens it, what a copy is worth, and what never gets into it. */
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { KeyFileKeeper } from '../engine/auth/key-file-keeper.ts';
import { keepEndedSignIn } from '../engine/auth/test-support/sandbox-sign-in.ts';
import { openVault } from '../engine/auth/vault.ts';
import { harborProperties, Stage } from './support/stage.ts';
import { Workplace } from './support/workplace.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.set();
  const { key, secret } = stage.sandbox.consumer;
  const properties = [...harborProperties(stage.sandbox), 'AuthScheme=OAuth', `OAuthClientId=${key}`];
  const added = await stage.place.drawbridge(['dsn', 'add', 'Signed', ...properties, '--secrets', '-'], {
    input: `OAuthClientSecret=${secret}\n`,
  });
  expect(added).toMatchObject({ status: 0 });
});

afterEach(() => stage.calm());

afterAll(() => stage.leave());

const keyFile = () => path.join(stage.place.dataDir, 'keys', 'vault.key');
const vault = () =>
  openVault({ folder: path.join(stage.place.dataDir, 'vault'), keepers: [new KeyFileKeeper(keyFile())] });
const signed = { name: 'Signed', scope: 'user' } as const;

async function vaultOfDoctor(): Promise<{ ok: boolean; text: string } | undefined> {
  const { stdout } = await stage.place.drawbridge(['doctor', '--json']);
  const findings = JSON.parse(stdout) as { subject: string; ok: boolean; text: string }[];
  return findings.find(({ subject }) => subject === 'Vault');
}

it('a service gets a key of its own, and loses it again', { timeout: 120_000 }, async () => {
  const file = path.join(stage.place.folder, 'etc', 'service.key');
  const run = (...args: string[]) => stage.place.drawbridge(['vault', ...args]);
  expect(await run('add', 'shared-key', '--file', file)).toMatchObject({
    status: 0,
    stderr: expect.stringContaining(`chown ACCOUNT ${file}`) as string,
  });
  expect(await vaultOfDoctor()).toMatchObject({ ok: true, text: expect.stringContaining(file) as string });
  // The service has the vault and its own key, and nothing of the user's.
  const service = path.join(stage.place.folder, 'service');
  await mkdir(service);
  await cp(path.join(stage.place.dataDir, 'vault'), path.join(service, 'vault'), { recursive: true });
  const query = ['query', '--dsn', 'Harbor', '--data-dir', service, '--run-dir', path.join(service, 'run')];
  const asked = () => stage.place.drawbridge([...query, 'SELECT Id FROM PullRequests LIMIT 1']);
  expect(await asked()).toMatchObject({ status: 0 });

  expect(await run('remove', 'shared-key')).toMatchObject({ status: 0 });
  await cp(path.join(stage.place.dataDir, 'vault'), path.join(service, 'vault'), { recursive: true });
  expect(await asked()).toMatchObject({ status: 1, stderr: expect.stringContaining('(28000)') as string });
  expect(await run('remove', 'key-file')).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/last key.*Add another key first.*55000/) as string,
  });
});

it(
  'a passphrase on a descriptor opens the vault without desktop and key file',
  { timeout: 120_000 },
  async () => {
    const place = await Workplace.enter();
    const passphrase = 'nine lighthouses in a row';
    try {
      const file = path.join(place.folder, 'passphrase');
      await writeFile(file, `${passphrase}\n`);
      const before = ['sh', '-c', 'DRAWBRIDGE_VAULT_KEY_FD=3 exec "$@" 3<"$0"', file];
      const host = await place.start(['host', '--no-admin'], { before });
      await rm(file);
      const add = ['dsn', 'add', 'Harbor', ...harborProperties(stage.sandbox), '--secrets', '-'];
      const input = `AccessToken=${stage.sandbox.accessToken}\n`;
      expect(await place.drawbridge(add, { input })).toMatchObject({ status: 0 });
      expect(await readdir(place.dataDir)).not.toContain('keys');
      await host.stop();

      const query = ['query', '--dsn', 'Harbor', 'SELECT Id FROM PullRequests LIMIT 1'];
      expect(await place.drawbridge(query)).toMatchObject({
        status: 1,
        stderr: expect.stringMatching(/DRAWBRIDGE_VAULT_KEY.*\(28000\)/) as string,
      });
      const env = { DRAWBRIDGE_VAULT_KEY: passphrase };
      expect(await place.drawbridge(query, { env })).toMatchObject({ status: 0 });
    } finally {
      await place.leave();
    }
  },
);

it("a copy of the vault's folder opens nowhere else, and is left as it is", async () => {
  const elsewhere = path.join(stage.place.folder, 'elsewhere');
  await cp(path.join(stage.place.dataDir, 'vault'), path.join(elsewhere, 'vault'), { recursive: true });
  const before = await readFile(path.join(elsewhere, 'vault', 'vault.json'));
  const there = ['--data-dir', elsewhere, '--run-dir', path.join(elsewhere, 'run')];
  const refusal = {
    status: 1,
    stderr: expect.stringMatching(/another computer or account.*\(28000\)/) as string,
  };
  const query = ['query', '--dsn', 'Harbor', 'SELECT Id FROM PullRequests', ...there];
  expect(await stage.place.drawbridge(query)).toMatchObject(refusal);
  const edit = ['dsn', 'edit', 'Harbor', '--secrets', '-', ...there];
  expect(await stage.place.drawbridge(edit, { input: 'AccessToken=new-token\n' })).toMatchObject(refusal);
  expect(await readFile(path.join(elsewhere, 'vault', 'vault.json'))).toEqual(before);
  expect(await readdir(path.join(elsewhere, 'vault'))).toEqual(['vault.json']);
});

it('a secret in a connection string is used and not kept, whether it is right or wrong', async () => {
  const before = await readFile(path.join(stage.place.dataDir, 'vault', 'vault.json'));
  const wrong = 'marker-of-a-wrong-token';
  const own = stage.sandbox.issueAccessToken(['repository', 'pullrequest', 'account']);
  for (const [token, works] of [
    [own, true],
    [wrong, false],
  ] as const) {
    const client = await stage.connect(`DSN=Harbor;AccessToken=${token}`);
    const asked = client.query('SELECT Id FROM PullRequests LIMIT 1').then(
      () => true,
      () => false,
    );
    expect(await asked).toBe(works);
  }
  expect(await readFile(path.join(stage.place.dataDir, 'vault', 'vault.json'))).toEqual(before);
  expect((await vault().get({ name: 'Harbor', scope: 'user' })).secrets).toEqual({
    AccessToken: stage.sandbox.accessToken,
  });
  for (const name of await readdir(stage.place.folder, { recursive: true })) {
    const text = await readFile(path.join(stage.place.folder, name), 'latin1').catch(() => '');
    for (const token of [own, wrong]) expect(text.includes(token), name).toBe(false);
  }
});

it('a sign-in that is revoked in the middle of a page walk fails the statement, and stays in the vault', async () => {
  await keepEndedSignIn(stage.sandbox, vault(), signed);
  const client = await stage.connect('Signed');
  const hold = stage.sandbox.faults.hold({ path: '/pullrequests', page: 3 });
  const failure = client.query('SELECT Id, Title FROM PullRequests').then(
    ({ rows }) => `all of ${rows.length} rows`,
    (error: unknown) => error,
  );
  await hold.reached;
  const { signIn } = await vault().get(signed);
  stage.sandbox.revokeTokens();
  stage.sandbox.revokeRefreshTokens();
  hold.release();
  expect(await failure).toMatchObject({
    code: '28000',
    message: expect.stringContaining('The sign-in for Signed no longer counts') as string,
    hint: expect.stringContaining('drawbridge login --dsn Signed') as string,
  });
  expect((await vault().get(signed)).signIn).toEqual(signIn);
});

it('a renewal that was cut off is made up for when the engine starts again, without any statement', async () => {
  await stage.host.stop();
  await keepEndedSignIn(stage.sandbox, vault(), signed);
  const later = new Date(Date.now() + 3_600_000).toISOString();
  const cutOff = await vault().update(signed, (entry) => ({
    ...entry,
    signIn: entry.signIn && { ...entry.signIn, expiresAt: later, renewingSince: new Date().toISOString() },
  }));
  await stage.place.start(['host', '--no-admin']);
  const renewing = async () => (await vault().get(signed)).signIn?.renewingSince;
  await expect.poll(renewing, { timeout: 20_000 }).toBeUndefined();
  expect((await vault().get(signed)).signIn?.refreshToken).not.toBe(cutOff.signIn?.refreshToken);
});
