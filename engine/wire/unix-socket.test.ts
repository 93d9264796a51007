import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startWireServer } from './server.ts';
import type { WireServer } from './server.ts';
import { fakeSessions, idsAndTitles } from './test-support/fake-session.ts';
import { WireClient } from './test-support/wire-client.ts';

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'drawbridge-socket-'));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}

async function start(path: string): Promise<WireServer> {
  const server = await startWireServer({
    sessions: fakeSessions(() => idsAndTitles([])),
    unixSocket: { path },
    protocolVersion: 1,
    productVersion: '0.1.0',
    log: () => undefined,
  });
  onTestFinished(() => server.stop(0));
  return server;
}

test('the socket is for its owner alone, in a folder that is made for its owner alone', async () => {
  const path = join(await folder(), 'run', 'deeper', '.s.PGSQL.54330');
  const server = await start(path);
  expect(server.socketPath).toBe(path);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700);
});

test('a socket that a crashed engine left behind is replaced', async () => {
  const path = join(await folder(), '.s.PGSQL.54330');
  await leaveStale(path);
  await start(path);
  (await WireClient.open(path)).close();
});

test('of two engines that start at once over a dead socket, one runs and can be reached', async () => {
  const path = join(await folder(), '.s.PGSQL.54330');
  await leaveStale(path);
  const outcomes = await Promise.allSettled([start(path), start(path)]);
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { sqlState: '08001' },
  });
  (await WireClient.open(path)).close();
});

test('of two engines that start at once where no other was, the second says that one listens', async () => {
  const path = join(await folder(), '.s.PGSQL.54330');
  const outcomes = await Promise.allSettled([start(path), start(path)]);
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: {
      sqlState: '08001',
      message: expect.stringMatching(/^An engine .*listens on .* already$/) as string,
    },
  });
});

test('a second engine says who runs already, and leaves the first alone', async () => {
  const made = await folder();
  const path = join(made, '.s.PGSQL.54330');
  await start(path);
  await expect(start(path)).rejects.toMatchObject({
    sqlState: '08001',
    message: `An engine listens on ${path} already`,
  });
  await writeFile(join(made, 'endpoint.json'), '{"format":1,"pid":4711}');
  await expect(start(path)).rejects.toMatchObject({
    message: `An engine (process 4711) listens on ${path} already`,
  });
  (await WireClient.open(path)).close();
});

test('whatever else is in the way stays as it is', async () => {
  const made = await folder();
  const path = join(made, '.s.PGSQL.54330');
  await writeFile(path, 'precious');
  await expect(start(path)).rejects.toMatchObject({ sqlState: '08001' });
  expect(existsSync(path)).toBe(true);
  const link = join(made, '.s.PGSQL.54331');
  await symlink(path, link);
  await expect(start(link)).rejects.toMatchObject({ sqlState: '08001' });
});

test('a path that no socket can have is refused with a hint', async () => {
  const path = join(await folder(), 'x'.repeat(100), '.s.PGSQL.54330');
  await expect(start(path)).rejects.toMatchObject({
    sqlState: '54000',
    message: expect.stringContaining(`${Buffer.byteLength(path)} bytes long`) as string,
    hint: expect.stringContaining('--run-dir') as string,
  });
  expect(existsSync(join(path, '..'))).toBe(false);
});

test('a folder that cannot be made is an error that names the path', async () => {
  const file = join(await folder(), 'file');
  await writeFile(file, '');
  await expect(start(join(file, 'run', '.s.PGSQL.54330'))).rejects.toMatchObject({ sqlState: '58030' });
});

test('a TCP port that is taken is an error, and the socket is given up again', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => {
    taken.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => closed(taken));
  const address = taken.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const path = join(await folder(), '.s.PGSQL.54330');
  const starting = startWireServer({
    sessions: fakeSessions(() => idsAndTitles([])),
    unixSocket: { path },
    tcp: { host: '127.0.0.1', port, password: 'geheim' },
    protocolVersion: 1,
    productVersion: '0.1.0',
    log: () => undefined,
  });
  await expect(starting).rejects.toMatchObject({ sqlState: '08001' });
  expect(existsSync(path)).toBe(false);
});

/** Listens in a process of its own that is killed, so that nobody tidies up. */
async function leaveStale(path: string): Promise<void> {
  const script = `require('net').createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 'SIGKILL'))`;
  const child = spawn(process.execPath, ['-e', script], { stdio: 'ignore' });
  await new Promise((resolve) => {
    child.on('close', resolve);
  });
  expect(statSync(path).isSocket()).toBe(true);
}

async function closed(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
}
