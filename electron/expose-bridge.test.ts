import { expect, test, vi } from 'vitest';
import { exposeBridge, type PageWindow, type PreloadParts } from './expose-bridge.ts';
import { strictFake } from './test-support/strict-fake.ts';

function preload() {
  const exposed = new Map<string, object>();
  const send = vi.fn();
  const postMessage = vi.fn();
  let deliver: ((event: { ports: readonly unknown[] }) => void) | undefined;
  exposeBridge({
    contextBridge: strictFake<PreloadParts['contextBridge']>('contextBridge', {
      exposeInMainWorld: (name, api) => void exposed.set(name, api),
    }),
    ipcRenderer: strictFake<PreloadParts['ipcRenderer']>('ipcRenderer', {
      send,
      on: (channel, listener) => {
        expect(channel).toBe('drawbridge:admin-port');
        deliver = listener;
      },
    }),
    page: strictFake<PageWindow>('window', { postMessage, location: { origin: 'drawbridge://app' } }),
  });
  return { exposed, send, postMessage, deliver: (port: unknown) => deliver?.({ ports: [port] }) };
}

test('the page gets one function and nothing else', () => {
  const { exposed } = preload();
  expect([...exposed.keys()]).toEqual(['drawbridge']);
  expect(Object.keys(exposed.get('drawbridge') ?? {})).toEqual(['requestAdminPort']);
});

test('asking for a port sends a message without arguments', () => {
  const { exposed, send } = preload();
  (exposed.get('drawbridge') as { requestAdminPort(): void }).requestAdminPort();
  expect(send).toHaveBeenCalledExactlyOnceWith('drawbridge:request-admin-port');
});

test('a port is passed on to the page of our own origin only', () => {
  const { deliver, postMessage } = preload();
  deliver('port');
  expect(postMessage).toHaveBeenCalledExactlyOnceWith('drawbridge:admin-port', 'drawbridge://app', ['port']);
});
