/** What the user decides about the desktop itself. Menus and window show the same, whoever has changed it. */
import type { DesktopSettings } from './desktop-settings.ts';
import type { Choice } from './menu.ts';

export interface UserChoices {
  readonly closeToTray: Choice;
  readonly keyFile: Choice;
}

/** For the window, which keeps the choice about the tray among its own settings. */
export interface OfferedChoices {
  readonly tray: boolean;
  /** null: the key store of this desktop protects, so there is nothing to choose. */
  readonly keyFile: boolean | null;
}

export interface ChoiceParts {
  readonly settings: DesktopSettings;
  readonly hasTray: () => boolean;
  readonly protectsKeys: () => boolean;
  readonly changed: () => void;
}

export function userChoices({ settings, hasTray, protectsKeys, changed }: ChoiceParts): UserChoices {
  return {
    closeToTray: {
      isOffered: hasTray(),
      isOn: settings.closeToTray,
      choose(isOn) {
        settings.setCloseToTray(isOn);
        changed();
      },
    },
    keyFile: {
      isOffered: !protectsKeys(),
      isOn: settings.keyFile,
      choose(isOn) {
        settings.set('keyFile', isOn);
        changed();
      },
    },
  };
}

export function offeredChoices({ closeToTray, keyFile }: UserChoices): OfferedChoices {
  return { tray: closeToTray.isOffered, keyFile: keyFile.isOffered ? keyFile.isOn : null };
}
