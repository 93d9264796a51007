import type { BrowserWindow, BrowserWindowConstructorOptions, WebContents } from 'electron';
import { expect, test, vi } from 'vitest';
import { createMainWindow } from './main-window.ts';
import { strictFake } from './test-support/strict-fake.ts';

type Listener = (...given: readonly object[]) => void;

function openWindow(goesToTray = false) {
  const listeners = new Map<string, Listener>();
  const listen = (event: string, listener: Listener) => listeners.set(event, listener);
  const toTray = vi.fn();
  const show = vi.fn();
  const loadURL = vi.fn((_address: string) => Promise.resolve());
  const options: BrowserWindowConstructorOptions[] = [];
  const webContents = strictFake<WebContents>('webContents', {
    on: listen,
    setWindowOpenHandler: () => undefined,
  });
  createMainWindow({
    createWindow(given) {
      options.push(given);
      return strictFake<BrowserWindow>('BrowserWindow', {
        webContents,
        once: listen,
        on: listen,
        show,
        loadURL,
      });
    },
    address: 'drawbridge://app/#dsn=Work',
    preload: '/app/preload.cjs',
    openExternally: () => undefined,
    askEngine: () => undefined,
    goesToTray: () => goesToTray,
    toTray,
    mayDiscard: () => false,
    reportFailure: () => undefined,
  });
  const close = () => {
    const preventDefault = vi.fn();
    listeners.get('close')?.({ preventDefault });
    return preventDefault.mock.calls.length > 0;
  };
  const drawn = () => listeners.get('ready-to-show')?.();
  const crash = () => listeners.get('render-process-gone')?.({}, { reason: 'crashed' });
  return { options: options[0], close, drawn, crash, toTray, show, loadURL };
}

test('the page runs isolated and in the sandbox', () => {
  expect(openWindow().options?.webPreferences).toEqual({
    preload: '/app/preload.cjs',
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webviewTag: false,
    spellcheck: false,
  });
});

test('the window loads its own page and shows itself when that is drawn', () => {
  const { loadURL, show, drawn } = openWindow();
  expect(loadURL).toHaveBeenCalledExactlyOnceWith('drawbridge://app/#dsn=Work');
  expect(show).not.toHaveBeenCalled();
  drawn();
  expect(show).toHaveBeenCalledOnce();
});

test('a page that crashed is loaded again without what was to be shown first', () => {
  const { loadURL, crash } = openWindow();
  crash();
  expect(loadURL).toHaveBeenLastCalledWith('drawbridge://app/');
});

test('Electron keeps the place of the window, under its name', () => {
  expect(openWindow().options).toMatchObject({
    name: 'administrator',
    windowStatePersistence: true,
    width: 1100,
    height: 700,
  });
});

test('where Drawbridge goes on in the tray, closing hides the window', () => {
  const closing = openWindow();
  expect(closing.close()).toBe(false);
  expect(closing.toTray).not.toHaveBeenCalled();
  const hiding = openWindow(true);
  expect(hiding.close()).toBe(true);
  expect(hiding.toTray).toHaveBeenCalledOnce();
});
