/** The whole of preload.ts against an Electron that has exactly the members named here. */
import { beforeAll, expect, test, vi } from 'vitest';

interface Bridge {
  requestAdminPort(): void;
  readonly settings: { get(): Promise<unknown>; set(value: unknown): Promise<unknown> };
  readonly choices: { get(): Promise<unknown>; setKeyFile(isOn: boolean): Promise<unknown> };
}

const { exposed, heard, invoke } = vi.hoisted(() => ({
  exposed: new Map<string, object>(),
  heard: new Map<string, (event: { ports: readonly unknown[] }) => void>(),
  invoke: vi.fn(() => Promise.resolve<unknown>({ kept: true })),
}));

vi.mock('electron', async () => {
  const { strictFake } = await import('./test-support/strict-fake.ts');
  return {
    contextBridge: strictFake('contextBridge', {
      exposeInMainWorld: (name: string, api: object) => exposed.set(name, api),
    }),
    ipcRenderer: strictFake('ipcRenderer', {
      invoke,
      on: (channel: string, listener: (event: { ports: readonly unknown[] }) => void) =>
        heard.set(channel, listener),
    }),
  };
});

const postMessage = vi.fn();
const bridge = () => exposed.get('drawbridge') as Bridge;

beforeAll(async () => {
  vi.stubGlobal('postMessage', postMessage);
  vi.stubGlobal('location', { origin: 'drawbridge://app' });
  await import('./preload.ts');
  return () => vi.unstubAllGlobals();
});

test('the page gets a port, its settings and choices, and nothing else', () => {
  expect([...exposed.keys()]).toEqual(['drawbridge']);
  expect(Object.keys(bridge())).toEqual(['requestAdminPort', 'settings', 'choices']);
  bridge().requestAdminPort();
  expect(invoke).toHaveBeenLastCalledWith('drawbridge:request-admin-port', undefined);
});

test('a port, and that a menu has changed something, is passed on to the page of our own origin only', () => {
  heard.get('drawbridge:admin-port')?.({ ports: ['port'] });
  expect(postMessage).toHaveBeenLastCalledWith('drawbridge:admin-port', 'drawbridge://app', ['port']);
  heard.get('drawbridge:settings-changed')?.({ ports: [] });
  expect(postMessage).toHaveBeenLastCalledWith('drawbridge:settings-changed', 'drawbridge://app', []);
});

test('settings and choices are read and written by questions to main', async () => {
  expect(await bridge().settings.get()).toEqual({ kept: true });
  await bridge().settings.set({ appearance: 'dark' });
  expect(invoke).toHaveBeenLastCalledWith('drawbridge:write-settings', { appearance: 'dark' });
  await bridge().choices.setKeyFile(true);
  expect(invoke).toHaveBeenLastCalledWith('drawbridge:write-key-file', true);
});
