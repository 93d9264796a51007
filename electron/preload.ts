/**
 * Runs in the sandboxed window before the page, and gives it what it gets from the desktop: a function that asks for a
 * port to the engine, its settings, and the choices of the desktop. The port itself can't cross the context bridge, so
 * it follows as a message to the page's own window; that a menu has changed something is told the same way.
 */
import { contextBridge, ipcRenderer } from 'electron';
import {
  adminPortDelivery,
  adminPortRequest,
  choicesRead,
  keyFileWrite,
  settingsChanged,
  settingsRead,
  settingsWrite,
} from './channels.ts';

/** The little of the DOM's window that is used; main and preload are compiled without the DOM. */
const page = globalThis as unknown as {
  readonly location: { readonly origin: string };
  postMessage(message: unknown, targetOrigin: string, transfer: readonly unknown[]): void;
};

for (const channel of [adminPortDelivery, settingsChanged])
  ipcRenderer.on(channel, ({ ports }) => page.postMessage(channel, page.location.origin, ports));

const ask = (channel: string) => (given?: unknown) => ipcRenderer.invoke(channel, given) as Promise<unknown>;

contextBridge.exposeInMainWorld('drawbridge', {
  requestAdminPort: () => void ask(adminPortRequest)(),
  settings: { get: ask(settingsRead), set: ask(settingsWrite) },
  choices: { get: ask(choicesRead), setKeyFile: ask(keyFileWrite) },
});
