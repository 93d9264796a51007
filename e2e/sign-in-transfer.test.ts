/** A sign-in that is made on one machine and used on another, which has no browser. */
import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { decide } from './support/browser-stand-in.ts';
import { harborProperties, Stage } from './support/stage.ts';
import { Workplace } from './support/workplace.ts';

const passphrase = 'seven gulls on a quay';
let stage: Stage;
let elsewhere: Workplace;
let values: readonly string[];

beforeAll(async () => {
  stage = await Stage.set();
  elsewhere = await Workplace.enter();
  values = [
    ...harborProperties(stage.sandbox),
    'AuthScheme=OAuth',
    `OAuthClientId=${stage.sandbox.consumer.key}`,
  ];
  const input = `OAuthClientSecret=${stage.sandbox.consumer.secret}\n`;
  await stage.place.drawbridge(['dsn', 'add', 'Here', ...values, '--secrets', '-'], { input });
  await elsewhere.drawbridge(['dsn', 'add', 'There', ...values]);
});
afterAll(async () => {
  await elsewhere.leave();
  await stage.leave();
});

const file = () => path.join(stage.place.folder, 'carried');
const exported = (...more: string[]) =>
  stage.place.drawbridge(['login', '--dsn', 'Here', '--export', ...more], { input: `${passphrase}\n` });
const imported = (words = passphrase, from = file(), dsn = 'There') =>
  elsewhere.drawbridge(['login', '--dsn', dsn, '--import', from], { input: `${words}\n` });

it('without a sign-in there is nothing to export', async () => {
  const { status, stderr } = await exported(file());
  expect(status).toBe(1);
  expect(stderr).toContain('Nobody is signed in for Here');
  await expect(stat(file())).rejects.toThrow();
});

it('is exported to a file that only its owner reads, and that tells nothing', async () => {
  const client = await stage.connect('Here');
  const { rows } = await client.query<{ URL: string }>('CALL GetOAuthAuthorizationURL()');
  const back = await decide(rows[0]?.URL ?? '', 'accept');
  await client.query(`CALL GetOAuthAccessToken('WEB', Verifier => '${back}')`);
  expect(await exported(file())).toMatchObject({ status: 0, stdout: '' });
  expect((await stat(file())).mode & 0o777).toBe(0o600);
  expect(await readFile(file(), 'utf8')).not.toContain(stage.sandbox.consumer.secret);
});

it('a wrong passphrase, half a file and another consumer each get a sentence', async () => {
  expect(await imported('eight gulls')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('The passphrase does not open the bundle') as string,
  });
  const half = path.join(elsewhere.folder, 'half');
  const whole = await readFile(file(), 'utf8');
  await writeFile(half, whole.slice(0, whole.length / 2));
  const cut = await imported(passphrase, half);
  expect(cut).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('The bundle is cut off') as string,
  });
  await elsewhere.drawbridge(['dsn', 'add', 'Other', ...values, 'OAuthClientId=somebody-else']);
  expect(await imported(passphrase, file(), 'Other')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('belongs to OAuthClientId=sandbox-consumer') as string,
  });
});

it('is imported with the secret of its consumer, and renewed there', async () => {
  const done = await imported();
  expect(done).toMatchObject({ status: 0, stdout: expect.stringContaining('Signed in') as string });
  expect(done.stdout + done.stderr).not.toContain(passphrase);
  stage.sandbox.expireAccessTokens();
  const count = 'SELECT count(*) AS n FROM PullRequests WHERE Id <= 5';
  const query = await elsewhere.drawbridge(['query', '--dsn', 'There', '--format', 'csv', count]);
  expect(query).toMatchObject({ status: 0, stdout: expect.stringContaining('5') as string });
});

it('goes through pipes as well', async () => {
  const { stdout } = await exported();
  const args = ['login', '--dsn', 'There', '--import'];
  const { status } = await elsewhere.drawbridge(args, { input: `${passphrase}\n${stdout}` });
  expect(status).toBe(0);
  const silent = await elsewhere.drawbridge(args, { input: '' });
  expect(silent).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('No passphrase came') as string,
  });
});
