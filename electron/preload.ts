/** Runs in the sandboxed window before the page; see `expose-bridge.ts` for what it does. */
import { contextBridge, ipcRenderer } from 'electron';
import { exposeBridge, type PageWindow } from './expose-bridge.ts';

exposeBridge({ contextBridge, ipcRenderer, page: globalThis as unknown as PageWindow });
