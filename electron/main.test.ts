/** The whole of main.ts against an Electron that has exactly the members named here. */
import { expect, test, vi } from 'vitest';
import { strictFake } from './test-support/strict-fake.ts';

type Listener = (...given: unknown[]) => unknown;

const desktop = vi.hoisted(() => ({
  steps: [] as string[],
  appListeners: new Map<string, Listener>(),
  contentsListeners: new Map<string, Listener>(),
  ipcListeners: new Map<string, Listener>(),
  engineReceived: [] as unknown[],
  pageReceived: [] as unknown[],
  answer: 0,
  kept: new Map<string, unknown>(),
  theme: { themeSource: 'system' },
}));

vi.mock('electron', async () => {
  const { strictFake: fake } = await import('./test-support/strict-fake.ts');
  const step = (name: string) => desktop.steps.push(name);
  const contents = fake('webContents', {
    on: (event: string, listener: Listener) => desktop.contentsListeners.set(event, listener),
    setWindowOpenHandler: () => undefined,
    isDestroyed: () => false,
    postMessage: (...given: unknown[]) => desktop.pageReceived.push(given),
  });
  // Called with `new`, these give what they return.
  const browserWindow = vi.fn(function openWindow(options: { show: boolean }) {
    step(`window, ${options.show ? 'shown' : 'hidden'}`);
    return fake('window', {
      webContents: contents,
      once: () => undefined,
      on: () => undefined,
      isDestroyed: () => false,
      isMinimized: () => false,
      show: () => undefined,
      focus: () => undefined,
      loadURL: (address: string) => {
        step(`load ${address}`);
        return Promise.resolve();
      },
    });
  });
  const channel = vi.fn(function openChannel() {
    return fake('channel', { port1: 'engine end', port2: 'window end' });
  });
  return {
    app: fake('app', {
      enableSandbox: () => step('sandbox'),
      requestSingleInstanceLock: () => true,
      on: (event: string, listener: Listener) => desktop.appListeners.set(event, listener),
      whenReady: () => Promise.resolve(),
    }),
    BrowserWindow: fake('BrowserWindow', browserWindow),
    dialog: fake('dialog', { showMessageBoxSync: () => desktop.answer, showMessageBox: () => undefined }),
    ipcMain: fake('ipcMain', {
      handle: (channel: string, listener: Listener) => desktop.ipcListeners.set(channel, listener),
    }),
    nativeTheme: desktop.theme,
    safeStorage: fake('safeStorage', { getSelectedStorageBackend: () => 'gnome_libsecret' }),
    Tray: fake('Tray', {}),
    Menu: fake('Menu', {
      buildFromTemplate: (template: unknown) => template,
      setApplicationMenu: () => step('menu'),
    }),
    MessageChannelMain: fake('MessageChannelMain', channel),
    protocol: fake('protocol', {
      registerSchemesAsPrivileged: (schemes: { scheme: string }[]) =>
        step(`privileged ${schemes.map(({ scheme }) => scheme).join()}`),
      handle: (scheme: string) => step(`handle ${scheme}`),
    }),
    session: fake('session', {
      defaultSession: fake('defaultSession', {
        on: (event: string) => step(`watch ${event}`),
        setPermissionRequestHandler: () => step('deny permissions'),
        setPermissionCheckHandler: () => undefined,
        setDevicePermissionHandler: () => undefined,
      }),
    }),
    shell: fake('shell', {}),
    utilityProcess: fake('utilityProcess', {
      fork: (file: string) => {
        step(`engine ${file.split('/').at(-1)}`);
        return fake('engine', {
          on: () => undefined,
          postMessage: (...given: unknown[]) => desktop.engineReceived.push(given),
        });
      },
    }),
  };
});

// The session bus of whoever runs the tests is not asked.
vi.mock('./tray-presence.ts', () => ({ hasTray: () => Promise.resolve(false) }));

vi.mock('electron-store', async () => {
  const { strictFake: fake } = await import('./test-support/strict-fake.ts');
  return {
    default: vi.fn(function openStore({ clearInvalidConfig }: { clearInvalidConfig: boolean }) {
      if (!clearInvalidConfig) throw new SyntaxError('Unexpected end of JSON input');
      return fake('store', {
        get: (key: string) =>
          key === 'settings.appearance'
            ? Reflect.get(desktop.kept.get('settings') ?? {}, 'appearance')
            : desktop.kept.get(key),
        set: (key: string, value: unknown) => desktop.kept.set(key, value),
      });
    }),
  };
});

test('main sets the locks first, then starts the engine, then shows the page', async () => {
  await import('./main.ts');
  expect(desktop.steps.slice(0, 2)).toEqual(['sandbox', 'privileged drawbridge']);
  await vi.waitFor(() => expect(desktop.steps).toContain('menu'), 20_000);
  expect(desktop.steps.slice(2, -1)).toEqual([
    'deny permissions',
    'watch will-download',
    'handle drawbridge',
    'engine electron-engine.js',
    'window, hidden',
    'load drawbridge://app/',
  ]);
});

test('a page of our own gets a port to the engine, another one nothing', async () => {
  await import('./main.ts');
  const request = desktop.ipcListeners.get('drawbridge:request-admin-port');
  const sender = strictFake('sender', {
    isDestroyed: () => false,
    postMessage: (...given: unknown[]) => desktop.pageReceived.push(given),
  });
  expect(() => request?.({ sender, senderFrame: { url: 'https://bitbucket.org/', parent: null } })).toThrow();
  expect(desktop.pageReceived).toEqual([]);
  request?.({ sender, senderFrame: { url: 'drawbridge://app/', parent: null } });
  expect(desktop.pageReceived).toEqual([['drawbridge:admin-port', null, ['window end']]]);
  expect(desktop.engineReceived).toEqual([[{ kind: 'attach' }, ['engine end']]]);
});

test('a second start shows what it was asked for in the same page, and nothing where it asks nothing', async () => {
  await import('./main.ts');
  const before = desktop.steps.length;
  desktop.appListeners.get('second-instance')?.({}, [], '/', { newDsn: false });
  expect(desktop.steps.slice(before)).toEqual([]);
  desktop.appListeners.get('second-instance')?.({}, [], '/', { dsn: 'Sales & more' });
  expect(desktop.steps.slice(before)).toEqual(['load drawbridge://app/#dsn=Sales%20%26%20more']);
});

test('unsaved work is given up only on the second button', async () => {
  await import('./main.ts');
  const preventDefault = vi.fn();
  const leave = () => desktop.contentsListeners.get('will-prevent-unload')?.({ preventDefault });
  leave();
  expect(preventDefault).not.toHaveBeenCalled();
  desktop.answer = 1;
  leave();
  expect(preventDefault).toHaveBeenCalledOnce();
});

test('a page of our own keeps its settings, and the appearance among them is that of the desktop', async () => {
  await import('./main.ts');
  const write = desktop.ipcListeners.get('drawbridge:write-settings');
  const ours = { senderFrame: { url: 'drawbridge://app/', parent: null } };
  const other = { senderFrame: { url: 'https://bitbucket.org/', parent: null } };
  expect(() => write?.(other, { appearance: 'dark' })).toThrow('may not ask');
  expect(desktop.theme.themeSource).toBe('system');
  write?.(ours, { appearance: 'dark' });
  expect(desktop.theme.themeSource).toBe('dark');
  expect(desktop.ipcListeners.get('drawbridge:read-settings')?.(ours)).toEqual({ appearance: 'dark' });
});
