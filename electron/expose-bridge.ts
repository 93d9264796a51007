/**
 * What the page gets from the desktop: a function that asks for a port to the engine, its settings, and the choices of
 * the desktop. The port itself can't cross the context bridge, so it follows as a message to the page's own window; that
 * a menu has changed something is told the same way.
 */
import {
  adminPortDelivery,
  adminPortRequest,
  choicesRead,
  keyFileWrite,
  settingsChanged,
  settingsRead,
  settingsWrite,
} from './channels.ts';

export interface PreloadParts {
  readonly contextBridge: { exposeInMainWorld(name: string, api: object): void };
  readonly ipcRenderer: {
    send(channel: string): void;
    invoke(channel: string, given?: unknown): Promise<unknown>;
    on(channel: string, listener: (event: { readonly ports: readonly unknown[] }) => void): unknown;
  };
  readonly page: PageWindow;
}

/** The little of the DOM's window that is used; main and preload are compiled without the DOM. */
export interface PageWindow {
  readonly location: { readonly origin: string };
  postMessage(message: unknown, targetOrigin: string, transfer: readonly unknown[]): void;
}

export function exposeBridge({ contextBridge, ipcRenderer, page }: PreloadParts): void {
  ipcRenderer.on(adminPortDelivery, ({ ports }) => {
    page.postMessage(adminPortDelivery, page.location.origin, ports);
  });
  ipcRenderer.on(settingsChanged, () => page.postMessage(settingsChanged, page.location.origin, []));
  contextBridge.exposeInMainWorld('drawbridge', {
    requestAdminPort() {
      ipcRenderer.send(adminPortRequest);
    },
    settings: {
      get: () => ipcRenderer.invoke(settingsRead),
      set: async (settings: unknown) => void (await ipcRenderer.invoke(settingsWrite, settings)),
    },
    choices: {
      get: () => ipcRenderer.invoke(choicesRead),
      setKeyFile: async (isOn: unknown) => void (await ipcRenderer.invoke(keyFileWrite, isOn)),
    },
  });
}
