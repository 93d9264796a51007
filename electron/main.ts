/** The desktop shell: puts its parts together. What each does, and why, is in its own file. */
import path from 'node:path';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  MessageChannelMain,
  protocol,
  screen,
  session,
  shell,
  utilityProcess,
  type MessagePortMain,
} from 'electron';
import Store from 'electron-store';
import { appScheme, createAppHandler } from './app-protocol.ts';
import { adminPortRequest } from './channels.ts';
import { superviseEngine } from './engine-supervisor.ts';
import { createMainWindow } from './main-window.ts';
import { denyPermissions } from './permissions.ts';
import { runSingleInstance } from './single-instance.ts';
import { onTrusted } from './trusted-ipc.ts';

const dist = path.join(__dirname, '..');

protocol.registerSchemesAsPrivileged([appScheme]);

function open() {
  denyPermissions(session.defaultSession);
  protocol.handle(appScheme.scheme, createAppHandler(path.join(dist, 'renderer')));
  const engine = superviseEngine<MessagePortMain>({
    fork: () =>
      utilityProcess.fork(path.join(dist, 'engine', 'electron-engine.js'), [], {
        serviceName: 'Drawbridge engine',
        // See bin/drawbridge.cjs: each running statement occupies a thread.
        env: { ...process.env, UV_THREADPOOL_SIZE: '32' },
      }),
    createChannel: () => new MessageChannelMain(),
    reportFailure: (message, hint) => dialog.showErrorBox(message, hint),
  });
  onTrusted(ipcMain, adminPortRequest, (window) => engine.connect(window));
  const window = createMainWindow({
    createWindow: (options) => new BrowserWindow(options),
    openExternally: (address) => shell.openExternal(address),
    preload: path.join(dist, 'electron', 'preload.cjs'),
    settings: new Store(),
    displays: screen.getAllDisplays().map(({ workArea }) => workArea),
  });
  return { window, engine };
}

runSingleInstance(app, open);
