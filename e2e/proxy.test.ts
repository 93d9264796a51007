/** The way out of a company's network: a proxy that wants a sign-in, named by the data source or by the environment. */
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../engine/sandbox/sandbox.ts';
import { harborProperties } from './support/stage.ts';
import { Workplace, type Outcome } from './support/workplace.ts';

const count = "SELECT Slug FROM Workspaces WHERE Slug = 'lighthouse'";
const signIn = `Basic ${Buffer.from('me:p@ss').toString('base64')}`;

let place: Workplace;
let sandbox: Sandbox;
let proxy: Server;
let address: string;
let asked: string[] = [];

beforeAll(async () => {
  place = await Workplace.enter();
  sandbox = await startSandbox();
  proxy = createServer();
  proxy.on('connect', ({ url = '', headers }, socket) => {
    asked.push(url);
    if (headers['proxy-authorization'] !== signIn) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      return;
    }
    // A name that only the proxy knows.
    const { hostname, port } = new URL(sandbox.url);
    const upstream = connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.pipe(upstream).pipe(socket);
    });
    socket.on('error', () => upstream.destroy());
    upstream.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  address = `127.0.0.1:${(proxy.address() as AddressInfo).port}`;
});

afterAll(async () => {
  await place.leave();
  await sandbox.close();
  proxy.closeAllConnections();
  await new Promise((resolve) => proxy.close(resolve));
});

async function add(name: string, values: readonly string[], secrets: string): Promise<void> {
  const there = [
    'ApiURL=http://bitbucket.test/2.0',
    'OAuthAccessTokenURL=http://bitbucket.test/site/oauth2/access_token',
  ];
  const args = ['dsn', 'add', name, ...harborProperties(sandbox), ...there, ...values, '--secrets', '-'];
  expect(await place.drawbridge(args, { input: secrets })).toMatchObject({ status: 0 });
}

const query = (dsn: string, env: NodeJS.ProcessEnv = {}): Promise<Outcome> => {
  asked = [];
  return place.drawbridge(['query', '--dsn', dsn, '--format', 'csv', count], { env });
};

it('leads through the proxy of the data source, with the password from the vault', async () => {
  const token = `AccessToken=${sandbox.accessToken}\n`;
  await add('Proxied', [`Proxy=http://me@${address}`], `${token}ProxyPassword=p@ss\n`);
  expect(await query('Proxied')).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('lighthouse') as string,
  });
  expect(new Set(asked)).toEqual(new Set(['bitbucket.test:80']));
  await add('Unproved', [`Proxy=http://me@${address}`], `${token}ProxyPassword=wrong\n`);
  const refused = await query('Unproved');
  expect(refused).toMatchObject({ status: 1 });
  expect(refused.stderr).toContain('The proxy wants a user and a password');
});

it('leads through the proxy of the environment, to the token address as well, and not where NO_PROXY says so', async () => {
  const { key, secret } = sandbox.privateConsumer;
  await add('Bare', ['AuthScheme=OAuthClient', `OAuthClientId=${key}`], `OAuthClientSecret=${secret}\n`);
  const environment = { HTTP_PROXY: `http://me:p%40ss@${address}` };
  const found = await query('Bare', environment);
  expect(found).toMatchObject({ status: 0, stdout: expect.stringContaining('lighthouse') as string });
  expect(asked.length).toBeGreaterThan(1);
  const excepted = await query('Bare', { ...environment, NO_PROXY: '.test' });
  expect(excepted.status).toBe(1);
  expect(asked).toEqual([]);
});
