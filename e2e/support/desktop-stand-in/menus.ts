/** Menu and Tray: nothing is drawn; a test reads the items and clicks them. */
import { existsSync } from 'node:fs';
import { checkOptions, Events, isBoolean, isFunction, isText, only, strict } from './strict.ts';

export interface MenuItem {
  readonly label?: string;
  readonly role?: string;
  readonly type?: string;
  readonly enabled?: boolean;
  readonly checked?: boolean;
  readonly click?: () => void;
  readonly submenu?: readonly MenuItem[];
}

const templates = new WeakMap<object, readonly MenuItem[]>();

function checkItems(items: readonly MenuItem[]): void {
  for (const item of items) {
    checkOptions('a menu item', item, {
      label: isText,
      role: only(
        'appMenu',
        'editMenu',
        'windowMenu',
        'resetZoom',
        'zoomIn',
        'zoomOut',
        'togglefullscreen',
        'quit',
      ),
      type: only('separator', 'checkbox', 'normal'),
      enabled: isBoolean,
      checked: isBoolean,
      click: isFunction,
      submenu: Array.isArray,
    });
    checkItems(item.submenu ?? []);
  }
}

/** The item with these labels, from the outermost menu inwards. */
export function findItem(items: readonly MenuItem[], ...labels: readonly string[]): MenuItem {
  const item = items.find(({ label }) => label === labels[0]);
  if (item === undefined)
    throw new Error(`No ${labels[0]} among: ${items.map(({ label }) => label).join(', ')}`);
  return labels.length === 1 ? item : findItem(item.submenu ?? [], ...labels.slice(1));
}

export class Menus {
  /** The menu of the windows. */
  items: readonly MenuItem[] = [];

  get module(): object {
    return strict('Menu', {
      buildFromTemplate: (template: readonly MenuItem[]) => {
        checkItems(template);
        const menu = strict('Menu', {});
        templates.set(menu, template);
        return menu;
      },
      setApplicationMenu: (menu: object) => {
        this.items = templates.get(menu) ?? [];
      },
    });
  }
}

/** What the user sees of the tray icon. */
export class TrayIcon {
  readonly events = new Events('Tray', ['click']);
  toolTip = '';
  items: readonly MenuItem[] = [];

  click(...labels: readonly string[]): void {
    const item = findItem(this.items, ...labels);
    if (item.enabled === false || item.click === undefined)
      throw new Error(`${labels.join(' > ')} can't be clicked.`);
    item.click();
  }
}

/** A constructor for the shell that hands each new icon to the test. */
export function trayClass(made: (icon: TrayIcon) => void): object {
  return function Tray(image: string) {
    if (!existsSync(image)) throw new Error(`Failed to load image from path '${image}'`);
    const icon = new TrayIcon();
    made(icon);
    return strict('Tray', {
      on: (event: string, listener: (...given: never[]) => void) => icon.events.on(event, listener),
      setToolTip: (text: string) => {
        icon.toolTip = text;
      },
      setContextMenu: (menu: object) => {
        icon.items = templates.get(menu) ?? [];
      },
    });
  };
}
