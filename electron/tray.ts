/** The icon that stays when the window is closed: what the engine does, and Open, Pause, Quit. */
import type { MenuItemConstructorOptions } from 'electron';
import { messages } from '../renderer/messages.ts';
import type { EngineState } from './engine-link.ts';

export interface TrayActions {
  readonly open: () => void;
  readonly pause: (isPaused: boolean) => void;
  readonly quit: () => void;
}

const texts = messages.desktop;

export function statusText({ isRunning, isPaused, sessions }: EngineState): string {
  if (!isRunning) return texts.notRunning;
  return isPaused === true ? texts.paused : texts.running(sessions);
}

/** `options`: the user's choices, which the menu of the window has, too. */
export function trayTemplate(
  state: EngineState,
  actions: TrayActions,
  options: MenuItemConstructorOptions[],
): MenuItemConstructorOptions[] {
  const { isRunning, isPaused, signedOut } = state;
  const pause = {
    label: isPaused === true ? texts.resume : texts.pause,
    click: () => actions.pause(isPaused !== true),
  };
  return [
    { label: statusText(state), enabled: false },
    ...(signedOut.length > 0 ? [{ label: texts.signedOut(signedOut), click: actions.open }] : []),
    { type: 'separator' },
    { label: texts.open, click: actions.open },
    ...(isRunning && isPaused !== undefined ? [pause] : []),
    ...(options.length > 0 ? [{ label: texts.options, submenu: options }] : []),
    { type: 'separator' },
    { label: texts.quit, click: actions.quit },
  ];
}
