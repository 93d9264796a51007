/** What the window may ask main: its settings, and the choices of the desktop. */
import { choicesRead, keyFileWrite, settingsRead, settingsWrite } from './channels.ts';
import type { DesktopSettings } from './desktop-settings.ts';
import { handleTrusted, type IpcAnswering } from './trusted-ipc.ts';
import { offeredChoices, type UserChoices } from './user-choices.ts';

export interface AnswerParts {
  readonly settings: DesktopSettings;
  readonly choices: () => UserChoices;
  /** The window has written its settings. */
  readonly written: () => void;
}

export function answerWindow<Sender>(
  ipcMain: IpcAnswering<Sender>,
  { settings, choices, written }: AnswerParts,
): void {
  handleTrusted(ipcMain, settingsRead, () => settings.readWindow());
  handleTrusted(ipcMain, settingsWrite, (given) => {
    settings.writeWindow(given);
    written();
  });
  handleTrusted(ipcMain, choicesRead, () => offeredChoices(choices()));
  handleTrusted(ipcMain, keyFileWrite, (given) => choices().keyFile.choose(given === true));
}
