/**
 * The menu of the window and that of the icon in the tray. The window's stays hidden until Alt is pressed. Electron's
 * default one would offer to reload the page and to open the developer tools; editing and zooming have to stay, for
 * macOS has their keys from the menu only.
 */
import type { MenuItemConstructorOptions } from 'electron';
import type { EngineState } from '../engine/host/desktop-messages.ts';
import { messages } from '../renderer/messages.ts';
import type { DesktopSettings } from './desktop-settings.ts';

type Items = MenuItemConstructorOptions[];

const texts = messages.desktop;

/** What the desktop offers to choose; the window shows it, too. */
export interface Offered {
  /** There is a tray that the window can close to. */
  readonly tray: boolean;
  /** Whether a key file keeps the secrets; null where the key store of the desktop protects them. */
  readonly keyFile: boolean | null;
}

/** Choosing changes the settings, and is told. */
export function optionItems(offered: Offered, settings: DesktopSettings, changed: () => void): Items {
  const item = (label: string, name: 'closeToTray' | 'keyFile'): MenuItemConstructorOptions => ({
    label,
    type: 'checkbox',
    checked: settings[name],
    click() {
      settings[name] = !settings[name];
      changed();
    },
  });
  return [
    ...(offered.tray ? [item(texts.closeToTray, 'closeToTray')] : []),
    ...(offered.keyFile === null ? [] : [item(texts.keyFile, 'keyFile')]),
  ];
}

const optionMenu = (options: Items): Items =>
  options.length > 0 ? [{ label: texts.options, submenu: options }] : [];

export function windowMenu(platform: NodeJS.Platform, options: Items): Items {
  const zoom: Items = [{ role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, { type: 'separator' }];
  return [
    ...(platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    { role: 'editMenu' },
    { label: texts.view, submenu: [...zoom, { role: 'togglefullscreen' }] },
    ...optionMenu(options),
    { role: 'windowMenu' },
  ];
}

const statusText = (engine: EngineState | null): string => {
  if (engine === null) return texts.notRunning;
  return engine.isPaused ? texts.paused : texts.running(engine.sessions);
};

const warnings = (engine: EngineState | null): readonly string[] =>
  engine === null || engine.signedOut.length === 0 ? [] : [texts.signedOut(engine.signedOut)];

export const trayText = (engine: EngineState | null): string =>
  [`${messages.product}: ${statusText(engine)}`, ...warnings(engine)].join('\n');

export interface TrayActions {
  readonly open: () => void;
  readonly pause: (isPaused: boolean) => void;
  readonly quit: () => void;
}

/** `engine`: null while none runs. */
export function trayMenu(
  engine: EngineState | null,
  { open, pause, quit }: TrayActions,
  options: Items,
): Items {
  const isPaused = engine?.isPaused === true;
  return [
    { label: statusText(engine), enabled: false },
    ...warnings(engine).map((label) => ({ label, click: open })),
    { type: 'separator' },
    { label: texts.open, click: open },
    ...(engine === null
      ? []
      : [{ label: isPaused ? texts.resume : texts.pause, click: () => pause(!isPaused) }]),
    ...optionMenu(options),
    { type: 'separator' },
    { label: texts.quit, click: quit },
  ];
}
