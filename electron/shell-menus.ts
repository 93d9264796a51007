/** The menu of the window and the icon in the tray, made anew whenever what they show has changed. */
import type { Menu as ElectronMenu, MenuItemConstructorOptions } from 'electron';
import { messages } from '../renderer/messages.ts';
import type { EngineState } from './engine-link.ts';
import { menuTemplate, optionItems } from './menu.ts';
import { statusText, trayTemplate, type TrayActions } from './tray.ts';
import type { UserChoices } from './user-choices.ts';

export interface MenuMaker {
  buildFromTemplate(template: MenuItemConstructorOptions[]): ElectronMenu;
  setApplicationMenu(menu: ElectronMenu): void;
}

export interface TrayIcon {
  setToolTip(text: string): void;
  setContextMenu(menu: ElectronMenu): void;
}

export interface ShownState {
  readonly engine: EngineState;
  readonly choices: UserChoices;
}

export function showMenus(
  { menu, platform, tray }: { menu: MenuMaker; platform: NodeJS.Platform; tray: TrayIcon | undefined },
  { engine, choices }: ShownState,
  actions: TrayActions,
): void {
  const options = optionItems(choices.closeToTray, choices.keyFile);
  menu.setApplicationMenu(menu.buildFromTemplate(menuTemplate(platform, options)));
  const { signedOut } = engine;
  const warning = signedOut.length === 0 ? [] : [messages.desktop.signedOut(signedOut)];
  tray?.setToolTip([`${messages.product}: ${statusText(engine)}`, ...warning].join('\n'));
  tray?.setContextMenu(menu.buildFromTemplate(trayTemplate(engine, actions, options)));
}
