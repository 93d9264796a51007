/** The desktop shell: puts its parts together. What each does, and why, is in its own file. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  nativeTheme,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
  utilityProcess,
  type MessagePortMain,
} from 'electron';
import Store from 'electron-store';
import { messages } from '../renderer/messages.ts';
import { appScheme, createAppHandler } from './app-protocol.ts';
import { askDiscard, explainTray, type Dialogs } from './boxes.ts';
import { adminPortRequest, settingsRead, settingsWrite } from './channels.ts';
import { desktopSettings } from './desktop-settings.ts';
import { guardDownloads } from './downloads.ts';
import { linkEngine } from './engine-link.ts';
import { superviseEngine } from './engine-supervisor.ts';
import { createKeyStore, protectsKeys } from './key-store.ts';
import { createMainWindow } from './main-window.ts';
import { menuTemplate, optionItems } from './menu.ts';
import { denyPermissions } from './permissions.ts';
import { bringToFront, runSingleInstance, type Leaving } from './single-instance.ts';
import { hasTray } from './tray-presence.ts';
import { statusText, trayTemplate } from './tray.ts';
import { handleTrusted, onTrusted } from './trusted-ipc.ts';

const dist = path.join(__dirname, '..');
const { platform, env } = process;

app.enableSandbox();
protocol.registerSchemesAsPrivileged([appScheme]);

const reportFailure = (message: string, hint: string) => dialog.showErrorBox(message, hint);
const boxes: Dialogs<BrowserWindow> = {
  showMessageBoxSync: (window, box) => dialog.showMessageBoxSync(window, box),
  showMessageBox: (window, box) => dialog.showMessageBox(window, box),
};

function open(leaving: Leaving) {
  // A file that was cut short must not keep the window from opening.
  const store = new Store({ clearInvalidConfig: true });
  const settings = desktopSettings(store);
  denyPermissions(session.defaultSession);
  guardDownloads(session.defaultSession, messages.desktop.saveTitle);
  protocol.handle(appScheme.scheme, createAppHandler(path.join(dist, 'renderer')));
  nativeTheme.themeSource = settings.appearance;

  const engine = superviseEngine<MessagePortMain>({
    fork: () =>
      utilityProcess.fork(path.join(dist, 'engine', 'electron-engine.js'), [], {
        serviceName: 'Drawbridge engine',
        // See bin/drawbridge.cjs: each running statement occupies a thread.
        env: { ...env, UV_THREADPOOL_SIZE: '32' },
      }),
    createChannel: () => new MessageChannelMain(),
    reportFailure,
    keyStore: createKeyStore({ safeStorage, platform, mayUseKeyFile: () => settings.keyFile }),
  });
  let tray: Tray | undefined;
  const link = linkEngine({
    connect: (adopt) =>
      engine.connect({
        isDestroyed: () => false,
        postMessage: (_channel, _message, ports) => ports.forEach((port) => adopt(port)),
      }),
    changed: () => render(),
  });
  const goesToTray = () => tray !== undefined && !leaving.now && (settings.closeToTray ?? true);
  const window = createMainWindow({
    createWindow: (options) => new BrowserWindow(options),
    openExternally: (address) => shell.openExternal(address),
    isAnnounced: (address) => link.isAnnounced(address),
    preload: path.join(dist, 'electron', 'preload.cjs'),
    goesToTray,
    toTray: (hidden) => explainTray(boxes, hidden, settings, () => app.quit()),
    mayDiscard(asking) {
      bringToFront(asking);
      const isGivenUp = askDiscard(boxes, asking);
      if (!isGivenUp) leaving.now = false;
      return isGivenUp;
    },
    reportFailure,
    settings: store,
    displays: screen.getAllDisplays().map(({ workArea }) => workArea),
  });

  function render() {
    const choose = (name: 'closeToTray' | 'keyFile') => (isOn: boolean) => {
      settings.set(name, isOn);
      render();
    };
    const closeToTray = {
      isOffered: tray !== undefined,
      isOn: settings.closeToTray ?? true,
      choose: choose('closeToTray'),
    };
    const keyFile = {
      isOffered: !protectsKeys({ safeStorage, platform }),
      isOn: settings.keyFile,
      choose: choose('keyFile'),
    };
    const options = optionItems(closeToTray, keyFile);
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(platform, options)));
    if (tray === undefined) return;
    const actions = {
      open: () => bringToFront(window),
      pause: (isPaused: boolean) => link.pause(isPaused),
      quit: () => app.quit(),
    };
    tray.setToolTip(`${messages.product}: ${statusText(link.state)}`);
    tray.setContextMenu(Menu.buildFromTemplate(trayTemplate(link.state, actions, options)));
  }
  render();

  const run = promisify(execFile);
  void hasTray(platform, async (program, args) => (await run(program, args, { env, timeout: 2_000 })).stdout)
    .then((isThere) => {
      if (!isThere) return;
      const icon = platform === 'darwin' ? 'trayTemplate.png' : 'tray.png';
      tray = new Tray(path.join(dist, 'electron', icon));
      tray.on('click', () => bringToFront(window));
      render();
    })
    .catch(() => undefined);

  onTrusted(ipcMain, adminPortRequest, (contents) => engine.connect(contents));
  handleTrusted(ipcMain, settingsRead, () => settings.readWindow());
  handleTrusted(ipcMain, settingsWrite, (given) => {
    settings.writeWindow(given);
    nativeTheme.themeSource = settings.appearance;
  });
  return { window, engine };
}

runSingleInstance(app, open, (error) =>
  reportFailure(messages.desktop.notOpened, error instanceof Error ? error.message : String(error)),
);
