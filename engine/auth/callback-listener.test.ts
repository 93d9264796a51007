import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, expect, it } from 'vitest';
import { type CallbackListener, listenForCallback } from './callback-listener.ts';

/** A computer without IPv6 has one loopback address only. */
const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
const loopbacks = ['127.0.0.1', '::1'].filter((host) => addresses.some(({ address }) => address === host));

const open: (CallbackListener | Server)[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

function occupy(host: string, port = 0): Promise<number> {
  const server = createServer();
  open.push(server);
  return new Promise((resolve) =>
    server.listen({ host, port }, () => resolve((server.address() as AddressInfo).port)),
  );
}

async function freePort(): Promise<number> {
  const port = await occupy('127.0.0.1');
  await new Promise((resolve) => (open.pop() as Server).close(resolve));
  return port;
}

async function listening(path = ''): Promise<{ listener: CallbackListener; url: string }> {
  const url = `http://localhost:${await freePort()}${path}`;
  const listener = await listenForCallback(url, 'right');
  open.push(listener);
  return { listener, url };
}

/** Sends a request line that no well-meaning client would. */
function raw(port: number, target: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(`GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    });
    let text = '';
    socket.setEncoding('utf8').on('data', (part: string) => (text += part));
    socket.on('error', reject).on('end', () => resolve(text));
  });
}

it.each(loopbacks)('takes the code from a browser that comes to %s', async (host) => {
  const { listener, url } = await listening('/back/here');
  const page = fetch(
    `${url.replace('localhost', host.includes(':') ? `[${host}]` : host)}?state=right&code=c0de`,
  );
  const answer = await listener.answer;
  expect(answer.outcome).toMatchObject({ kind: 'code' });
  if (answer.outcome.kind === 'code') expect(answer.outcome.code.reveal()).toBe('c0de');
  await answer.respond({ status: 200, title: 'Fine <b>', text: 'Close & go.' });
  const text = await (await page).text();
  expect(text).toContain('<h1>Fine &lt;b&gt;</h1>');
  expect(text).not.toContain('<script');
  expect((await page).headers.get('content-security-policy')).toContain("default-src 'none'");
});

it('refuses a foreign state, another path and an answer without code, and goes on waiting', async () => {
  const { listener, url } = await listening('/back');
  const statuses = [];
  for (const address of [
    `${url}?state=wrong&code=evil`,
    `${url}?code=evil`,
    `${url}/favicon.ico?state=right&code=evil`,
    `${url}?state=right`,
  ])
    statuses.push((await fetch(address)).status);
  expect(statuses).toEqual([400, 400, 404, 400]);
  const page = fetch(`${url}?state=right&error=access_denied&error_description=No`);
  const answer = await listener.answer;
  expect(answer.outcome).toEqual({ kind: 'denied', error: 'access_denied', reason: 'No' });
  expect((await fetch(`${url}?state=right&code=late`)).status).toBe(409);
  await answer.respond({ status: 200, title: 'No', text: 'No' });
  expect((await page).status).toBe(200);
});

it.each(['//', '//?state=right&code=evil', 'http://[', '*', '/%'])(
  'answers a request for %s, which is no address, and goes on waiting',
  async (target) => {
    const { listener, url } = await listening();
    const reply = await raw(Number(new URL(url).port), target);
    expect(reply).toMatch(/^HTTP\/1\.1 40\d /);
    const page = fetch(`${url}?state=right&code=c0de`);
    const answer = await listener.answer;
    await answer.respond({ status: 200, title: 'Yes', text: 'Yes' });
    expect((await page).status).toBe(200);
  },
);

it.each(loopbacks)('says so when the port is in use on %s, and keeps no port', async (host) => {
  const port = await occupy(host);
  await expect(listenForCallback(`http://localhost:${port}`, 's')).rejects.toMatchObject({
    sqlState: '55000',
    message: expect.stringMatching(new RegExp(`Port ${port} on IPv. .*${host}.* is in use`)) as string,
  });
  for (const address of loopbacks.filter((one) => one !== host)) await occupy(address, port);
});

it.each(['https://localhost:33333', 'http://tool.example.com/back', 'http://localhost:0'])(
  'refuses to wait for %s, which is not on this computer',
  async (url) => {
    await expect(listenForCallback(url, 's')).rejects.toMatchObject({
      sqlState: '22023',
      hint: expect.stringContaining('--paste') as string,
    });
  },
);

it('frees the port when it is closed, even with a browser still waiting', async () => {
  const { listener, url } = await listening();
  const page = fetch(`${url}?state=right&code=c`).catch(() => 'cut');
  await listener.answer;
  await listener.close();
  expect(await page).toBe('cut');
  await occupy('127.0.0.1', Number(new URL(url).port));
});
