/** The questions that the shell asks outside of the page. */
import type { BrowserWindow, Dialog } from 'electron';
import { messages } from '../renderer/messages.ts';
import type { DesktopSettings } from './desktop-settings.ts';

const texts = messages.desktop;
const [stay, go] = [0, 1];
const common = { defaultId: stay, cancelId: stay, noLink: true };

/** Whether the user gives up what is unsaved in the window. */
export function askDiscard(dialog: Pick<Dialog, 'showMessageBoxSync'>, window: BrowserWindow): boolean {
  const buttons = [texts.keepEditing, texts.discard];
  const question = { message: texts.discardTitle, detail: texts.discardText, buttons, ...common };
  return dialog.showMessageBoxSync(window, { type: 'question', ...question }) === go;
}

/** Hides the window; the first time only once the user has read that Drawbridge goes on, and wants it so. */
export async function explainTray(
  dialog: Pick<Dialog, 'showMessageBox'>,
  window: BrowserWindow,
  settings: DesktopSettings,
  quit: () => void,
): Promise<void> {
  if (!settings.trayExplained) {
    const buttons = [texts.trayKeep, texts.quit];
    const notice = { message: texts.trayTitle, detail: texts.trayText, buttons, ...common };
    const { response } = await dialog.showMessageBox(window, { type: 'info', ...notice });
    if (response === go) return quit();
    settings.trayExplained = true;
  }
  window.hide();
}
