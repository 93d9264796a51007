import { Buffer } from 'node:buffer';
import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { fakeSessions, idsAndTitles } from './test-support/fake-session.ts';
import { testServer } from './test-support/scripted-server.ts';
import { WireClient, int32, message, refusal, startup, terminate, text } from './test-support/wire-client.ts';

const tcp = { host: '127.0.0.1', port: 0, password: 'geheim' };

/** As far as the server's first answer in the exchange. */
async function begin(clientFirst: string): Promise<WireClient> {
  const server = await testServer(
    fakeSessions(() => idsAndTitles([])),
    { tcp },
  );
  const client = await WireClient.connect({ host: '127.0.0.1', port: server.server.tcp?.port ?? 0 });
  client.send(startup({ user: 'erika' }));
  const offer = await client.next();
  expect(offer?.body.subarray(4).toString()).toBe('SCRAM-SHA-256\0\0');
  const first = Buffer.from(clientFirst);
  client.send(message('p', text('SCRAM-SHA-256'), int32(first.length), first));
  return client;
}

async function answer(password: string): Promise<WireClient> {
  const client = await begin('n,,n=,r=nonce');
  const challenge = await client.next();
  client.send(message('p', Buffer.from(proof(password, challenge?.body.subarray(4).toString() ?? ''))));
  return client;
}

test('is let in with the password, and gets the proof that the server knows it, too', async () => {
  const client = await answer('geheim');
  const final = await client.next();
  expect(final?.body.readInt32BE(0)).toBe(12);
  expect(final?.body.subarray(4).toString()).toMatch(/^v=/);
  expect((await client.untilReady()).at(-1)?.type).toBe('Z');
  client.send(terminate);
  expect(await client.rest()).toEqual([]);
});

test('is refused with a wrong password, which no text repeats', async () => {
  const fields = await refusal(await answer('falsch'));
  expect(fields['C']).toBe('28P01');
  expect(Object.values(fields).join(' ')).not.toMatch(/geheim|falsch/);
});

test('is refused when it speaks before it has proven anything', async () => {
  const server = await testServer(
    fakeSessions(() => idsAndTitles([])),
    { tcp },
  );
  const client = await WireClient.connect({ host: '127.0.0.1', port: server.server.tcp?.port ?? 0 });
  client.send(startup({ user: 'erika' }), message('Q', text('SELECT 1')));
  expect((await client.next())?.type).toBe('R');
  expect(await refusal(client)).toMatchObject({ C: '08P01' });
});

test.each(['n,,n=,r=', 'p=tls-server-end-point,,n=,r=nonce', 'n,,m=x,n=,r=nonce', 'nonsense'])(
  'is refused with a malformed first message: %s',
  async (clientFirst) => {
    expect(await refusal(await begin(clientFirst))).toMatchObject({ C: '08P01' });
  },
);

/** The client's half of the exchange, written anew from RFC 5802. */
function proof(password: string, serverFirst: string): string {
  const [nonce = '', salt = '', iterations = ''] = serverFirst.split(',').map((part) => part.slice(2));
  const salted = pbkdf2Sync(password, Buffer.from(salt, 'base64'), Number(iterations), 32, 'sha256');
  const clientKey = createHmac('sha256', salted).update('Client Key').digest();
  const storedKey = createHash('sha256').update(clientKey).digest();
  const withoutProof = `c=biws,r=${nonce}`;
  const auth = `n=,r=nonce,${serverFirst},${withoutProof}`;
  const signature = createHmac('sha256', storedKey).update(auth).digest();
  const xored = Buffer.from(clientKey.map((byte, index) => byte ^ (signature[index] ?? 0)));
  return `${withoutProof},p=${xored.toString('base64')}`;
}

test('a pipe asks for the password, too', async () => {
  // Elsewhere than on Windows it is a socket, which is all the same to the server.
  const folder = await mkdtemp(join(tmpdir(), 'drawbridge-pipe-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const name =
    process.platform === 'win32' ? `\\\\.\\pipe\\drawbridge-test-${process.pid}` : join(folder, 'pipe');
  await testServer(
    fakeSessions(() => idsAndTitles([])),
    { pipe: { name, password: 'geheim' } },
  );
  const client = await WireClient.connect({ path: name });
  client.send(startup({ user: 'erika' }));
  expect((await client.next())?.body.subarray(4).toString()).toBe('SCRAM-SHA-256\0\0');
  client.close();
});
