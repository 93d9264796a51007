/** The desktop shell: puts its parts together. What each does, and why, is in its own file. */
import path from 'node:path';
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
import { answerWindow } from './answer-window.ts';
import { adminPortRequest, settingsChanged } from './channels.ts';
import { desktopSettings } from './desktop-settings.ts';
import { guardDownloads } from './downloads.ts';
import { takeEngineEnvironment } from './engine-environment.ts';
import { linkEngine } from './engine-link.ts';
import { superviseEngine } from './engine-supervisor.ts';
import { createKeyStore, protectsKeys } from './key-store.ts';
import { createMainWindow } from './main-window.ts';
import { denyPermissions } from './permissions.ts';
import { bringToFront, runSingleInstance, type Leaving } from './single-instance.ts';
import { showMenus } from './shell-menus.ts';
import { whenTrayIsSeen } from './tray-presence.ts';
import { onTrusted } from './trusted-ipc.ts';
import { userChoices } from './user-choices.ts';

const dist = path.join(__dirname, '..');
const { platform, env } = process;
const engineEnvironment = takeEngineEnvironment(env);

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
        env: engineEnvironment,
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
  const goesToTray = () => tray !== undefined && !leaving.now && settings.closeToTray;
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

  const choices = () =>
    userChoices({
      settings,
      hasTray: () => tray !== undefined,
      protectsKeys: () => protectsKeys({ safeStorage, platform }),
      changed,
    });
  const actions = {
    open: () => bringToFront(window),
    pause: (isPaused: boolean) => link.pause(isPaused),
    quit: () => app.quit(),
  };
  function render() {
    showMenus({ menu: Menu, platform, tray }, { engine: link.state, choices: choices() }, actions);
  }
  /** Tells the window, too. */
  function changed() {
    render();
    if (!window.isDestroyed()) window.webContents.postMessage(settingsChanged, null);
  }
  render();

  void whenTrayIsSeen(platform, env, () => {
    tray = new Tray(path.join(dist, 'electron', platform === 'darwin' ? 'trayTemplate.png' : 'tray.png'));
    tray.on('click', actions.open);
    changed();
  }).catch(() => undefined);

  onTrusted(ipcMain, adminPortRequest, (contents) => engine.connect(contents));
  answerWindow(ipcMain, {
    settings,
    choices,
    written() {
      nativeTheme.themeSource = settings.appearance;
      render();
    },
  });
  return { window, engine };
}

runSingleInstance(app, open, (error) =>
  reportFailure(messages.desktop.notOpened, error instanceof Error ? error.message : String(error)),
);
