/** Signing in from the command line, through the sandbox's consent page, and living with the tokens afterwards. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { request, type IncomingMessage } from 'node:http';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { decide } from './support/browser-stand-in.ts';
import { freePort } from './support/free-port.ts';
import { harborProperties, Stage } from './support/stage.ts';
import { program, type Outcome } from './support/workplace.ts';

let stage: Stage;
let callbackUrl: string;

beforeAll(async () => {
  callbackUrl = `http://localhost:${await freePort()}`;
  stage = await Stage.set({ sandbox: { callbackUrl } });
  const { key, secret } = stage.sandbox.consumer;
  const properties = [
    ...harborProperties(stage.sandbox),
    'AuthScheme=OAuth',
    `OAuthClientId=${key}`,
    `CallbackURL=${callbackUrl}`,
  ];
  const added = await stage.place.drawbridge(['dsn', 'add', 'Signed', ...properties, '--secrets', '-'], {
    input: `OAuthClientSecret=${secret}\n`,
  });
  expect(added).toMatchObject({ status: 0 });
});

afterEach(() => stage.calm());

afterAll(() => stage.leave());

interface Login {
  /** The address of the consent page. */
  readonly address: string;
  /** Types a line, or with null ends the input without any. */
  readonly type: (line: string | null, end?: string) => void;
  readonly kill: () => void;
  readonly outcome: Promise<Outcome>;
}

async function login(...args: string[]): Promise<Login> {
  const child = spawn(process.execPath, [program, 'login', '--dsn', 'Signed', ...args], {
    env: stage.place.env,
  });
  let stdout = '';
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => (stdout += `${line}\n`));
  const outcome = once(child, 'close').then(([status]) => ({ status: status as number, stdout, stderr }));
  const first = await Promise.race([once(lines, 'line'), outcome]);
  if (!Array.isArray(first)) throw new Error(first.stderr);
  const type = (line: string | null, end = '\n') => child.stdin.end(line === null ? '' : `${line}${end}`);
  return { address: String(first[0]), type, kill: () => child.kill('SIGKILL'), outcome };
}

async function count(): Promise<unknown> {
  const client = await stage.connect('Signed');
  const { rows } = await client.query('SELECT count(*) AS n FROM PullRequests WHERE Id <= 5');
  return (rows[0] as { n: unknown }).n;
}

it('before a sign-in a query is 28000 and says what to do', async () => {
  const { status, stderr } = await stage.place.drawbridge([
    'query',
    '--dsn',
    'Signed',
    'SELECT Slug FROM Workspaces',
  ]);
  expect(status).toBe(1);
  expect(stderr).toContain('28000');
  expect(stderr).toMatch(/sign in|login/i);
});

it('--no-browser prints the address and waits for the callback', async () => {
  const { address, outcome } = await login('--no-browser');
  const asked = new URL(address).searchParams;
  expect(asked.get('state')).toMatch(/.{16,}/);
  expect(asked.get('client_id')).toBe('sandbox-consumer');
  expect(address).not.toContain(stage.sandbox.consumer.secret);
  const back = await decide(address, 'accept');
  expect(back.startsWith(callbackUrl)).toBe(true);
  const landed = await fetch(back);
  expect(landed.status).toBe(200);
  const { status, stdout } = await outcome;
  expect(status).toBe(0);
  expect(stdout).toContain('Signed in');
  expect(await count()).toBe('5');
});

it('an access token that ran out is renewed, and the rotated refresh token is kept', async () => {
  for (let round = 0; round < 2; round += 1) {
    stage.sandbox.expireAccessTokens();
    expect(await count()).toBe('5');
  }
});

it('a foreign state is refused, and the right answer is still taken', async () => {
  const { address, outcome } = await login('--no-browser');
  const back = new URL(await decide(address, 'accept'));
  const forged = new URL(back);
  forged.searchParams.set('state', 'another');
  expect((await fetch(forged)).status).toBeGreaterThanOrEqual(400);
  await fetch(back);
  expect((await outcome).status).toBe(0);
});

it('a refusal in the browser ends with 1, and the old sign-in stays', async () => {
  const { address, outcome } = await login('--no-browser');
  await fetch(await decide(address, 'deny'));
  const { status, stderr } = await outcome;
  expect(status).toBe(1);
  expect(stderr.trim().split('\n').at(-1)).toMatch(/^drawbridge: /);
  expect(await count()).toBe('5');
});

it('logout forgets the sign-in', async () => {
  expect(await stage.place.drawbridge(['logout', '--dsn', 'Signed'])).toMatchObject({ status: 0 });
  const shown = await stage.place.drawbridge(['dsn', 'show', 'Signed', '--json']);
  expect(JSON.parse(shown.stdout)).toMatchObject({ signedIn: false, secrets: ['OAuthClientSecret'] });
  await expect(count()).rejects.toMatchObject({ code: '28000' });
});

it('--paste takes the whole address that the browser ended on', async () => {
  const { address, type, outcome } = await login('--paste');
  type(await decide(address, 'accept'));
  expect((await outcome).status).toBe(0);
  expect(await count()).toBe('5');
});

it('--paste takes a line that has no end', async () => {
  const { address, type, outcome } = await login('--paste');
  type(await decide(address, 'accept'), '');
  expect(await outcome).toMatchObject({ status: 0, stdout: expect.stringContaining('Signed in') as string });
});

it('a login that was killed leaves the port to the next, and a stray request ends nothing', async () => {
  const killed = await login('--no-browser');
  const { hostname, port } = new URL(callbackUrl);
  const reply = await new Promise<IncomingMessage>((resolve, reject) => {
    request({ hostname, port, path: '//' }, resolve).on('error', reject).end();
  });
  reply.resume();
  expect(reply.statusCode).toBe(404);
  killed.kill();
  await killed.outcome;
  await expect.poll(() => fetch(callbackUrl).then(String, () => 'free')).toBe('free');
  const { address, outcome } = await login('--no-browser');
  await fetch(await decide(address, 'accept'));
  expect((await outcome).status).toBe(0);
});

it('--paste takes the code alone', async () => {
  const { address, type, outcome } = await login('--paste');
  type(new URL(await decide(address, 'accept')).searchParams.get('code') ?? '');
  expect((await outcome).status).toBe(0);
});

it('--paste asks again after the answer to another sign-in', async () => {
  const { address, type, outcome } = await login('--paste');
  const right = await decide(address, 'accept');
  const wrong = new URL(right);
  wrong.searchParams.set('state', 'another');
  type(`\n${wrong.href}\n${right}`);
  const { status, stderr } = await outcome;
  expect(status).toBe(0);
  expect(stderr).toContain('answer to another sign-in');
});

it('--paste of nonsense, or of nothing, ends with 1', async () => {
  const nonsense = await login('--paste');
  nonsense.type('nonsense');
  expect((await nonsense.outcome).status).toBe(1);
  const nothing = await login('--paste');
  nothing.type('');
  expect((await nothing.outcome).status).toBe(1);
  const closed = await login('--paste');
  closed.type(null);
  const { status, stderr } = await closed.outcome;
  expect(status).toBe(1);
  expect(stderr).toContain('Nothing was pasted');
  expect(await count()).toBe('5');
});

it('a refresh token that was revoked is 28000, which asks for a new sign-in', async () => {
  stage.sandbox.expireAccessTokens();
  stage.sandbox.revokeRefreshTokens();
  await expect(count()).rejects.toMatchObject({ code: '28000' });
});

it('client credentials need no sign-in', async () => {
  const { key, secret } = stage.sandbox.privateConsumer;
  const properties = [...harborProperties(stage.sandbox), 'AuthScheme=OAuthClient', `OAuthClientId=${key}`];
  const args = ['dsn', 'add', 'Service', ...properties, '--secrets', '-'];
  expect(await stage.place.drawbridge(args, { input: `OAuthClientSecret=${secret}\n` })).toMatchObject({
    status: 0,
  });
  const client = await stage.connect('Service');
  expect((await client.query('SELECT Id FROM PullRequests LIMIT 3')).rows).toHaveLength(3);
});

it('an API token is sent with its e-mail address', async () => {
  const { email, token } = stage.sandbox.apiToken;
  const properties = [...harborProperties(stage.sandbox), 'AuthScheme=APIToken', `Email=${email}`];
  const args = ['dsn', 'add', 'Token', ...properties, '--secrets', '-'];
  expect(await stage.place.drawbridge(args, { input: `APIToken=${token}\n` })).toMatchObject({ status: 0 });
  const client = await stage.connect('Token');
  expect((await client.query('SELECT Id FROM PullRequests LIMIT 3')).rows).toHaveLength(3);
  expect(stage.sandbox.requests.at(-1)).toMatchObject({ authorization: 'basic' });
});

it('no secret and no token lies in any file in the clear', async () => {
  const { consumer, privateConsumer, apiToken } = stage.sandbox;
  const secrets = [
    consumer.secret,
    privateConsumer.secret,
    apiToken.token,
    '"access_token"',
    '"refresh_token"',
  ];
  const entries = await readdir(stage.place.folder, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((one) => one.isFile() && !one.name.endsWith('.so'))) {
    // The engine's locks and half-written files come and go.
    const bytes = await readFile(path.join(entry.parentPath, entry.name)).catch(goneMeanwhile);
    for (const secret of secrets) expect(bytes.includes(secret), entry.name).toBe(false);
  }
});

function goneMeanwhile(error: NodeJS.ErrnoException): Buffer {
  if (error.code !== 'ENOENT') throw error;
  return Buffer.alloc(0);
}
