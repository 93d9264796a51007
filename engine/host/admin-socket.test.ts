import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createDispatcher, type Handlers } from '../admin/dispatcher.ts';
import { startAdminSocket, type AdminSocketServer } from './admin-socket.ts';

let folder: string;
let file: string;
let server: AdminSocketServer;

const start = (): Promise<AdminSocketServer> =>
  startAdminSocket(file, createDispatcher({} as unknown as Handlers));

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'drawbridge-admin-'));
  file = path.join(folder, 'admin.sock');
  server = await start();
});

afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

async function open(): Promise<WebSocket> {
  const socket = new WebSocket(`ws+unix://${file}:/rpc`);
  await once(socket, 'open');
  return socket;
}

it('keeps those who are connected when it listens no more, until it closes', async () => {
  const socket = await open();
  server.stopListening();
  expect(existsSync(file)).toBe(false);
  const pong = once(socket, 'pong');
  socket.ping();
  await pong;
  const ended = once(socket, 'close');
  await server.close();
  await ended;
});

it('leaves the place to an engine that starts while this one still stops', async () => {
  const socket = await open();
  server.stopListening();
  const next = await start();
  await server.close();
  expect(existsSync(file)).toBe(true);
  socket.terminate();
  await next.close();
});
