/**
 * What the page gets from the desktop: a function that asks for a port to the engine, and its settings. The port itself
 * can't cross the context bridge, so it follows as a message to the page's own window.
 */
import { adminPortDelivery, adminPortRequest, settingsRead, settingsWrite } from './channels.ts';

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
  contextBridge.exposeInMainWorld('drawbridge', {
    requestAdminPort() {
      ipcRenderer.send(adminPortRequest);
    },
    settings: {
      get: () => ipcRenderer.invoke(settingsRead),
      set: async (settings: unknown) => void (await ipcRenderer.invoke(settingsWrite, settings)),
    },
  });
}
