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
  session,
  shell,
  Tray,
  utilityProcess,
} from 'electron';
import Store from 'electron-store';
import type { EngineState } from '../engine/host/desktop-messages.ts';
import { wishOf, withWish } from '../engine/host/window-wish.ts';
import { messages } from '../renderer/messages.ts';
import { appAddress, appScheme, createAppHandler } from './app-protocol.ts';
import { askDiscard, explainTray } from './boxes.ts';
import * as channels from './channels.ts';
import { desktopSettings } from './desktop-settings.ts';
import { guardDownloads } from './downloads.ts';
import { takeEngineEnvironment } from './engine-environment.ts';
import { superviseEngine } from './engine-supervisor.ts';
import { createKeyStore, protectsKeys } from './key-store.ts';
import { createMainWindow } from './main-window.ts';
import { optionItems, trayMenu, trayText, windowMenu, type Offered } from './menus.ts';
import { denyPermissions } from './permissions.ts';
import { bringToFront, runSingleInstance, type Leaving, type OpenedApp } from './single-instance.ts';
import { hasTray } from './tray-presence.ts';
import { answerTrusted } from './trusted-ipc.ts';

const dist = path.join(__dirname, '..');
const { platform, env } = process;
const engineEnvironment = takeEngineEnvironment(env);
const wish = wishOf(process.argv.slice(1));

app.enableSandbox();
protocol.registerSchemesAsPrivileged([appScheme]);

const reportFailure = (message: string, hint: string) => dialog.showErrorBox(message, hint);
// Without a browser there is nothing to open; the page shows the address for copying.
const openExternally = (address: string) => void shell.openExternal(address).catch(() => undefined);

function open(leaving: Leaving): OpenedApp {
  // A file that was cut short must not keep the window from opening.
  const settings = desktopSettings(new Store({ clearInvalidConfig: true }));
  denyPermissions(session.defaultSession);
  guardDownloads(session.defaultSession);
  protocol.handle(appScheme.scheme, createAppHandler(path.join(dist, 'renderer')));
  nativeTheme.themeSource = settings.appearance;

  const keyStore = createKeyStore({ safeStorage, platform }, () => settings.keyFile);
  let state: EngineState | null = null;
  let tray: Tray | undefined;
  const engine = superviseEngine({
    fork: () =>
      utilityProcess.fork(path.join(dist, 'engine', 'electron-engine.js'), [], {
        serviceName: 'Drawbridge engine',
        env: engineEnvironment,
      }),
    createChannel: () => new MessageChannelMain(),
    reportFailure,
    told(message, answer) {
      if (message.kind === 'open') return openExternally(message.address);
      if (message.kind === 'state') return become(message.state);
      const { kind, id, operation, text } = message;
      void keyStore.ask(operation, text).then((given) => answer({ kind, id, answer: given }));
    },
    gone: () => become(null),
  });
  const window = createMainWindow({
    createWindow: (options) => new BrowserWindow(options),
    address: withWish(appAddress, wish),
    preload: path.join(dist, 'electron', 'preload.cjs'),
    openExternally,
    askEngine: (address) => engine.send({ kind: 'open', address }),
    goesToTray: () => tray !== undefined && !leaving.now && settings.closeToTray,
    toTray: (hidden) => void explainTray(dialog, hidden, settings, () => app.quit()),
    mayDiscard(asking) {
      bringToFront(asking);
      const isGivenUp = askDiscard(dialog, asking);
      if (!isGivenUp) leaving.now = false;
      return isGivenUp;
    },
    reportFailure,
  });
  const toFront = () => bringToFront(window);

  const offered = (): Offered => ({
    tray: tray !== undefined,
    keyFile: protectsKeys({ safeStorage, platform }) ? null : settings.keyFile,
  });
  const actions = {
    open: toFront,
    pause: (isPaused: boolean) => engine.send({ kind: 'pause', isPaused }),
    quit: () => app.quit(),
  };
  function render() {
    const options = optionItems(offered(), settings, changed);
    Menu.setApplicationMenu(Menu.buildFromTemplate(windowMenu(platform, options)));
    tray?.setToolTip(trayText(state));
    tray?.setContextMenu(Menu.buildFromTemplate(trayMenu(state, actions, options)));
  }
  /** Tells the window, too. */
  function changed() {
    render();
    if (!window.isDestroyed()) window.webContents.postMessage(channels.settingsChanged, null);
  }
  function become(next: EngineState | null) {
    state = next;
    render();
  }
  render();
  void hasTray(platform, env).then((isSeen) => {
    if (!isSeen) return;
    tray = new Tray(path.join(dist, 'electron', platform === 'darwin' ? 'trayTemplate.png' : 'tray.png'));
    tray.on('click', toFront);
    changed();
  });

  answerTrusted(ipcMain, {
    [channels.adminPortRequest]: (_given, sender) => engine.connect(sender),
    [channels.settingsRead]: () => settings.readWindow(),
    [channels.settingsWrite](given) {
      settings.writeWindow(given);
      nativeTheme.themeSource = settings.appearance;
      render();
    },
    [channels.choicesRead]: offered,
    [channels.keyFileWrite](given) {
      settings.keyFile = given === true;
      changed();
    },
  });
  return {
    toFront,
    grant(asked) {
      const address = withWish(appAddress, asked);
      // Nothing but the fragment differs, so the page stays as it is and reads that.
      if (address !== appAddress && !window.isDestroyed())
        void window.loadURL(address).catch(() => undefined);
    },
    engine,
  };
}

runSingleInstance(app, wish, open, (error) =>
  reportFailure(messages.desktop.notOpened, error instanceof Error ? error.message : String(error)),
);
