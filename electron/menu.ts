/**
 * The menu, which stays hidden until Alt is pressed. The default one would offer to reload the page and to open the
 * developer tools; editing and zooming have to stay, for macOS has their keys from the menu only.
 */
import type { MenuItemConstructorOptions } from 'electron';
import { messages } from '../renderer/messages.ts';

const texts = messages.desktop;

export function menuTemplate(
  platform: NodeJS.Platform,
  options: MenuItemConstructorOptions[],
): MenuItemConstructorOptions[] {
  return [
    ...(platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    { role: 'editMenu' },
    {
      label: texts.view,
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
      ],
    },
    ...(options.length > 0 ? [{ label: texts.options, submenu: options }] : []),
    { role: 'windowMenu' },
  ];
}

export interface Choice {
  readonly isOffered: boolean;
  readonly isOn: boolean;
  readonly choose: (isOn: boolean) => void;
}

/** What the user decides about the desktop itself. */
export function optionItems(closeToTray: Choice, keyFile: Choice): MenuItemConstructorOptions[] {
  const item = (label: string, { isOffered, isOn, choose }: Choice): MenuItemConstructorOptions[] =>
    isOffered ? [{ label, type: 'checkbox', checked: isOn, click: () => choose(!isOn) }] : [];
  return [...item(texts.closeToTray, closeToTray), ...item(texts.keyFile, keyFile)];
}
