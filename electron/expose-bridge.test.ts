import { expect, test, vi } from 'vitest';
import { exposeBridge, type PageWindow, type PreloadParts } from './expose-bridge.ts';
import { strictFake } from './test-support/strict-fake.ts';

function preload() {
  const exposed = new Map<string, object>();
  const send = vi.fn();
  const invoke = vi.fn((_channel: string, _given?: unknown) => Promise.resolve<unknown>({ kept: true }));
  const postMessage = vi.fn();
  const heard = new Map<string, (event: { ports: readonly unknown[] }) => void>();
  exposeBridge({
    contextBridge: strictFake<PreloadParts['contextBridge']>('contextBridge', {
      exposeInMainWorld: (name, api) => void exposed.set(name, api),
    }),
    ipcRenderer: strictFake<PreloadParts['ipcRenderer']>('ipcRenderer', {
      send,
      invoke,
      on: (channel, listener) => heard.set(channel, listener),
    }),
    page: strictFake<PageWindow>('window', { postMessage, location: { origin: 'drawbridge://app' } }),
  });
  const hear = (channel: string, ...ports: unknown[]) => heard.get(channel)?.({ ports });
  return { exposed, send, invoke, postMessage, hear };
}

test('the page gets a port, its settings and choices, and nothing else', () => {
  const { exposed } = preload();
  expect([...exposed.keys()]).toEqual(['drawbridge']);
  expect(Object.keys(exposed.get('drawbridge') ?? {})).toEqual(['requestAdminPort', 'settings', 'choices']);
});

test('asking for a port sends a message without arguments', () => {
  const { exposed, send } = preload();
  (exposed.get('drawbridge') as { requestAdminPort(): void }).requestAdminPort();
  expect(send).toHaveBeenCalledExactlyOnceWith('drawbridge:request-admin-port');
});

test('a port is passed on to the page of our own origin only', () => {
  const { hear, postMessage } = preload();
  hear('drawbridge:admin-port', 'port');
  expect(postMessage).toHaveBeenCalledExactlyOnceWith('drawbridge:admin-port', 'drawbridge://app', ['port']);
});

test('what a menu has changed is told to the page as a message without anything in it', () => {
  const { hear, postMessage } = preload();
  hear('drawbridge:settings-changed');
  expect(postMessage).toHaveBeenCalledExactlyOnceWith('drawbridge:settings-changed', 'drawbridge://app', []);
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
