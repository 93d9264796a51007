import { expect, test, vi } from 'vitest';
import type { ServerMessage } from '../../engine/admin/contract.ts';
import { openMessagePortTransport } from './message-port-transport.ts';

class FakePort extends EventTarget {
  readonly posted: unknown[] = [];
  readonly start = vi.fn();
  postMessage(message: unknown): void {
    this.posted.push(message);
  }
  close(): void {
    this.dispatchEvent(new Event('close'));
  }
}

function page() {
  const listeners = new Set<(event: MessageEvent) => void>();
  const location = { origin: 'drawbridge://app' } as Location;
  return {
    location,
    addEventListener: (_type: string, listener: unknown) => void listeners.add(listener as () => void),
    removeEventListener: (_type: string, listener: unknown) => void listeners.delete(listener as () => void),
    receive(data: unknown, origin: string, port?: FakePort) {
      const event = { data, origin, ports: port === undefined ? [] : [port] } as unknown as MessageEvent;
      for (const listener of listeners) listener(event);
    },
    listeners,
  };
}

test('the port that preload passes on carries the admin API', async () => {
  const requestAdminPort = vi.fn();
  const fake = page();
  const port = new FakePort();
  const opening = openMessagePortTransport({ requestAdminPort }, fake);
  expect(requestAdminPort).toHaveBeenCalledOnce();
  fake.receive('drawbridge:admin-port', 'drawbridge://app', port);
  const transport = await opening;
  expect(fake.listeners.size).toBe(0);

  const heard: ServerMessage[] = [];
  const closed = vi.fn();
  transport.onMessage((message) => heard.push(message));
  transport.onClose(closed);
  expect(port.start).toHaveBeenCalled();
  const event: ServerMessage = { kind: 'event', event: 'dsn.changed', payload: {} };
  port.dispatchEvent(new MessageEvent('message', { data: event }));
  transport.send({ kind: 'cancel', id: 3 });
  transport.close();
  expect(heard).toEqual([event]);
  expect(port.posted).toEqual([{ kind: 'cancel', id: 3 }]);
  expect(closed).toHaveBeenCalledOnce();
});

test('messages of other origins, of other kinds and without a port are no connection', async () => {
  const fake = page();
  const port = new FakePort();
  const opened = vi.fn();
  void openMessagePortTransport({ requestAdminPort: () => {} }, fake).then(opened);
  fake.receive('drawbridge:admin-port', 'https://evil.example', new FakePort());
  fake.receive('something else', 'drawbridge://app', new FakePort());
  fake.receive('drawbridge:admin-port', 'drawbridge://app');
  await Promise.resolve();
  expect(opened).not.toHaveBeenCalled();
  fake.receive('drawbridge:admin-port', 'drawbridge://app', port);
  await vi.waitFor(() => expect(opened).toHaveBeenCalledOnce(), 20_000);
});
