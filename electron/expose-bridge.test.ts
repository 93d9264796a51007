import { expect, test, vi } from 'vitest';
import { exposeBridge, type PageWindow, type PreloadParts } from './expose-bridge.ts';
import { strictFake } from './test-support/strict-fake.ts';

function preload() {
  const exposed = new Map<string, object>();
  const send = vi.fn();
  const invoke = vi.fn((_channel: string, _given?: unknown) => Promise.resolve<unknown>({ kept: true }));
  const postMessage = vi.fn();
  let deliver: ((event: { ports: readonly unknown[] }) => void) | undefined;
  exposeBridge({
    contextBridge: strictFake<PreloadParts['contextBridge']>('contextBridge', {
      exposeInMainWorld: (name, api) => void exposed.set(name, api),
    }),
    ipcRenderer: strictFake<PreloadParts['ipcRenderer']>('ipcRenderer', {
      send,
      invoke,
      on: (channel, listener) => {
        expect(channel).toBe('drawbridge:admin-port');
        deliver = listener;
      },
    }),
    page: strictFake<PageWindow>('window', { postMessage, location: { origin: 'drawbridge://app' } }),
  });
  return { exposed, send, invoke, postMessage, deliver: (port: unknown) => deliver?.({ ports: [port] }) };
}

test('the page gets a port and its settings, and nothing else', () => {
  const { exposed } = preload();
  expect([...exposed.keys()]).toEqual(['drawbridge']);
  expect(Object.keys(exposed.get('drawbridge') ?? {})).toEqual(['requestAdminPort', 'settings']);
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

test('settings are read and written by questions to main', async () => {
  const { exposed, invoke } = preload();
  const { settings } = exposed.get('drawbridge') as {
    settings: { get(): Promise<unknown>; set(value: unknown): Promise<void> };
  };
  expect(await settings.get()).toEqual({ kept: true });
  expect(await settings.set({ appearance: 'dark' })).toBeUndefined();
  expect(invoke.mock.calls).toEqual([
    ['drawbridge:read-settings'],
    ['drawbridge:write-settings', { appearance: 'dark' }],
  ]);
});
