/** The desktop shell: puts its parts together. What each does, and why, is in its own file. */
import path from 'node:path';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
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
import { menuTemplate } from './menu.ts';
import { denyPermissions } from './permissions.ts';
import { runSingleInstance } from './single-instance.ts';
import { onTrusted } from './trusted-ipc.ts';

const dist = path.join(__dirname, '..');

app.enableSandbox();
protocol.registerSchemesAsPrivileged([appScheme]);

const reportFailure = (message: string, hint: string) => dialog.showErrorBox(message, hint);

function mayDiscard(window: BrowserWindow): boolean {
  const [keep, discard] = [0, 1];
  const answer = dialog.showMessageBoxSync(window, {
    type: 'question',
    message: 'Discard changes?',
    detail: 'What you changed in this data source has not been saved.',
    buttons: ['Keep editing', 'Discard'],
    defaultId: keep,
    cancelId: keep,
    noLink: true,
  });
  return answer === discard;
}

function open() {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform)));
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
    reportFailure,
  });
  onTrusted(ipcMain, adminPortRequest, (window) => engine.connect(window));
  const window = createMainWindow({
    createWindow: (options) => new BrowserWindow(options),
    openExternally: (address) => shell.openExternal(address),
    preload: path.join(dist, 'electron', 'preload.cjs'),
    mayDiscard,
    reportFailure,
    // A file that was cut short must not keep the window from opening.
    settings: new Store({ clearInvalidConfig: true }),
    displays: screen.getAllDisplays().map(({ workArea }) => workArea),
  });
  return { window, engine };
}

runSingleInstance(app, open, (error) =>
  reportFailure(
    'Drawbridge could not open its window.',
    error instanceof Error ? error.message : String(error),
  ),
);
