import { expect, test, vi } from 'vitest';
import type { ServerMessage } from '../../engine/admin/contract.ts';
import { adminSocketAddress, openWebSocketTransport } from './websocket-transport.ts';

class FakeSocket extends EventTarget {
  readonly sent: string[] = [];
  send(text: string): void {
    this.sent.push(text);
  }
  close(): void {
    this.dispatchEvent(new Event('close'));
  }
}

function opening() {
  const socket = new FakeSocket();
  const transport = openWebSocketTransport('ws://127.0.0.1:1/rpc', () => socket as unknown as WebSocket);
  return { socket, transport };
}

test('messages travel as one JSON text each', async () => {
  const { socket, transport } = opening();
  socket.dispatchEvent(new Event('open'));
  const open = await transport;
  const heard: ServerMessage[] = [];
  open.onMessage((message) => heard.push(message));
  const event: ServerMessage = { kind: 'event', event: 'dsn.changed', payload: {} };
  socket.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(event) }));
  open.send({ kind: 'cancel', id: 7 });
  expect(heard).toEqual([event]);
  expect(socket.sent).toEqual(['{"kind":"cancel","id":7}']);
});

test('everyone who listens learns of the end', async () => {
  const { socket, transport } = opening();
  socket.dispatchEvent(new Event('open'));
  const open = await transport;
  const listeners = [vi.fn(), vi.fn()];
  for (const listener of listeners) open.onClose(listener);
  open.close();
  for (const listener of listeners) expect(listener).toHaveBeenCalledOnce();
});

test('a socket that closes before it opens is an error', async () => {
  const { socket, transport } = opening();
  socket.dispatchEvent(new Event('close'));
  await expect(transport).rejects.toThrow('does not answer');
});

test('the socket belongs to the host that served the page', () => {
  expect(adminSocketAddress({ protocol: 'http:', host: '127.0.0.1:4711' })).toBe('ws://127.0.0.1:4711/rpc');
  expect(adminSocketAddress({ protocol: 'https:', host: 'localhost' })).toBe('wss://localhost/rpc');
});
