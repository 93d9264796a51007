/** The whole of preload.ts against an Electron that has exactly the members named here. */
import { expect, test, vi } from 'vitest';

const exposed = vi.hoisted(() => new Map<string, object>());
const channels = vi.hoisted(() => [] as string[]);

vi.mock('electron', async () => {
  const { strictFake } = await import('./test-support/strict-fake.ts');
  return {
    contextBridge: strictFake('contextBridge', {
      exposeInMainWorld: (name: string, api: object) => exposed.set(name, api),
    }),
    ipcRenderer: strictFake('ipcRenderer', { on: (channel: string) => channels.push(channel) }),
  };
});

test('preload listens for ports and changes, and gives the page a port, its settings and choices', async () => {
  await import('./preload.ts');
  expect(channels).toEqual(['drawbridge:admin-port', 'drawbridge:settings-changed']);
  expect([...exposed].map(([name, api]) => [name, Object.keys(api)])).toEqual([
    ['drawbridge', ['requestAdminPort', 'settings', 'choices']],
  ]);
});
