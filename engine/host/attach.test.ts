/** Unix sockets stand for pipes here: to Node both are an address to listen on. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { createAdminClient } from '../admin/client.ts';
import { createDispatcher, type Handlers } from '../admin/dispatcher.ts';
import { startAdminPipe } from './admin-socket.ts';
import { openAdminSocket, type FoundEngine } from './attach.ts';

let folder: string;
let pipe: string;
const closing: (() => Promise<void>)[] = [];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'drawbridge-attach-'));
  pipe = path.join(folder, 'pipe');
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  await rm(folder, { recursive: true });
});

async function engine(password: string): Promise<void> {
  const handlers = { 'log.list': () => Promise.resolve({ entries: [] }) } as unknown as Handlers;
  const server = await startAdminPipe(pipe, password, createDispatcher(handlers));
  closing.push(() => server.close());
}

const found = (password: string): FoundEngine => ({
  runDir: folder,
  endpoint: {
    format: 1,
    product: '0.1.0',
    protocol: 1,
    pid: 1,
    startedAt: '2026-01-01T00:00:00.000Z',
    port: 54_330,
    socket: null,
    tcp: null,
    pipe: `${pipe}-query`,
    adminPipe: pipe,
    password,
    admin: '',
  },
});

describe('on a pipe', () => {
  it('an engine and who has read its password talk', async () => {
    await engine('harbour-bell');
    const admin = createAdminClient(await openAdminSocket(found('harbour-bell')));
    await expect(admin.call('log.list', {})).resolves.toEqual({ entries: [] });
    admin.close();
  });

  it('an engine answers nobody who has another password', async () => {
    await engine('harbour-bell');
    await expect(openAdminSocket(found('guessed'))).rejects.toMatchObject({ sqlState: '08001' });
  });

  it('an engine answers nobody who shows no password', async () => {
    await engine('harbour-bell');
    const socket = new WebSocket(`ws+unix://${pipe}:/rpc`);
    const outcome = await new Promise((resolve) => {
      socket.once('open', () => resolve('open'));
      socket.once('error', (error) => resolve(error.message));
    });
    expect(outcome).toMatch(/401/);
  });

  it('nothing is told to a program that has taken the place of an engine', async () => {
    const heard: string[] = [];
    const server = createServer();
    const sockets = new WebSocketServer({ server });
    sockets.on('connection', (socket) => socket.on('message', (data: Buffer) => heard.push(data.toString())));
    sockets.on('headers', (_lines, { headers }) => heard.push(JSON.stringify(headers)));
    await new Promise<void>((resolve) => server.listen(pipe, resolve));
    closing.push(() => new Promise((resolve) => server.close(() => resolve())));
    await expect(openAdminSocket(found('harbour-bell'))).rejects.toMatchObject({ sqlState: '08001' });
    expect(heard).toHaveLength(1);
    expect(heard[0]).not.toContain('harbour-bell');
  });
});
