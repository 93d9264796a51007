/** The questions that the shell asks outside of the page. */
import { messages } from '../renderer/messages.ts';
import type { DesktopSettings } from './desktop-settings.ts';

interface Box {
  type: 'question' | 'info';
  message: string;
  detail: string;
  buttons: string[];
  defaultId: number;
  cancelId: number;
  noLink: boolean;
}

export interface Dialogs<Window> {
  showMessageBoxSync(window: Window, box: Box): number;
  showMessageBox(window: Window, box: Box): Promise<{ readonly response: number }>;
}

const texts = messages.desktop;
const [stay, go] = [0, 1];

function box(type: Box['type'], message: string, detail: string, buttons: string[]): Box {
  return { type, message, detail, buttons, defaultId: stay, cancelId: stay, noLink: true };
}

/** Whether the user gives up what is unsaved in the window. */
export function askDiscard<Window>(dialogs: Dialogs<Window>, window: Window): boolean {
  const { discardTitle, discardText, keepEditing, discard } = texts;
  const question = box('question', discardTitle, discardText, [keepEditing, discard]);
  return dialogs.showMessageBoxSync(window, question) === go;
}

/** Hides the window; the first time only once the user has read that Drawbridge goes on, and wants it so. */
export function explainTray<Window extends { hide(): void }>(
  dialogs: Dialogs<Window>,
  window: Window,
  settings: DesktopSettings,
  quit: () => void,
): void {
  if (settings.trayExplained) return window.hide();
  const notice = box('info', texts.trayTitle, texts.trayText, [texts.trayKeep, texts.quit]);
  dialogs
    .showMessageBox(window, notice)
    .then(({ response }) => {
      if (response === go) return quit();
      settings.set('trayExplained', true);
      return window.hide();
    })
    .catch(() => window.hide());
  return undefined;
}
