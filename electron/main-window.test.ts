import { expect, test, vi } from 'vitest';
import { createMainWindow, type AppWindow, type WindowOptions } from './main-window.ts';
import { strictFake } from './test-support/strict-fake.ts';
import type { KeyValueStore } from './window-state.ts';

function openWindow(kept: unknown, goesToTray = false) {
  const listeners = new Map<string, (event: { preventDefault(): void }) => void>();
  const toTray = vi.fn();
  const settings = new Map<string, unknown>([['window', kept]]);
  const show = vi.fn();
  const loadURL = vi.fn((_address: string) => Promise.resolve());
  const options: WindowOptions[] = [];
  const window = strictFake<AppWindow>('BrowserWindow', {
    webContents: strictFake<AppWindow['webContents']>('webContents', {
      on: () => undefined,
      setWindowOpenHandler: () => undefined,
    }),
    once: (event, listener) => listeners.set(event, listener),
    on: (event: string, listener: (given: { preventDefault(): void }) => void) =>
      listeners.set(event, listener),
    getNormalBounds: () => ({ x: 5, y: 6, width: 700, height: 500 }),
    show,
    loadURL,
  });
  createMainWindow({
    createWindow: (given) => {
      options.push(given);
      return window;
    },
    openExternally: () => Promise.resolve(),
    isAnnounced: () => Promise.resolve(false),
    goesToTray: () => goesToTray,
    toTray,
    preload: '/app/preload.cjs',
    mayDiscard: () => false,
    reportFailure: () => undefined,
    settings: strictFake<KeyValueStore>('store', {
      get: (key) => settings.get(key),
      set: (key, value) => void settings.set(key, value),
    }),
    displays: [{ x: 0, y: 0, width: 1920, height: 1080 }],
  });
  const close = () => {
    const preventDefault = vi.fn();
    listeners.get('close')?.({ preventDefault });
    return preventDefault.mock.calls.length > 0;
  };
  const drawn = () => listeners.get('ready-to-show')?.({ preventDefault: () => undefined });
  return { options: options[0], close, drawn, toTray, settings, show, loadURL };
}

test('the page runs isolated and in the sandbox', () => {
  expect(openWindow(undefined).options?.webPreferences).toEqual({
    preload: '/app/preload.cjs',
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webviewTag: false,
    spellcheck: false,
  });
});

test('the window loads its own page and shows itself when that is drawn', () => {
  const { loadURL, show, drawn } = openWindow(undefined);
  expect(loadURL).toHaveBeenCalledExactlyOnceWith('drawbridge://app/');
  expect(show).not.toHaveBeenCalled();
  drawn();
  expect(show).toHaveBeenCalledOnce();
});

test('the window opens where it was closed', () => {
  const bounds = { x: 50, y: 60, width: 900, height: 640 };
  expect(openWindow(bounds).options).toMatchObject(bounds);
  expect(openWindow(undefined).options).toMatchObject({ width: 1100, height: 700 });
});

test('closing keeps the place', () => {
  const { close, settings, toTray } = openWindow(undefined);
  expect(close()).toBe(false);
  expect(toTray).not.toHaveBeenCalled();
  expect(settings.get('window')).toEqual({ x: 5, y: 6, width: 700, height: 500 });
});

test('where Drawbridge goes on in the tray, closing hides the window, and keeps the place', () => {
  const { close, settings, toTray } = openWindow(undefined, true);
  expect(close()).toBe(true);
  expect(toTray).toHaveBeenCalledOnce();
  expect(settings.get('window')).toEqual({ x: 5, y: 6, width: 700, height: 500 });
});
