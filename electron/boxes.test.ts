import { expect, test, vi } from 'vitest';
import { askDiscard, explainTray, type Dialogs } from './boxes.ts';
import { desktopSettings } from './desktop-settings.ts';

function dialogs(response: number): Dialogs<object> & { showMessageBox: ReturnType<typeof vi.fn> } {
  return {
    showMessageBoxSync: () => response,
    showMessageBox: vi.fn(() => Promise.resolve({ response })),
  };
}

function desktop() {
  const kept = new Map<string, unknown>();
  return desktopSettings({ get: (key) => kept.get(key), set: (key, value) => void kept.set(key, value) });
}

test('unsaved work is given up only on the second button', () => {
  expect(askDiscard(dialogs(0), {})).toBe(false);
  expect(askDiscard(dialogs(1), {})).toBe(true);
});

test('the first time the tray is explained before the window goes there, later not', async () => {
  const settings = desktop();
  const hide = vi.fn();
  const shown = dialogs(0);
  explainTray(shown, { hide }, settings, () => undefined);
  expect(hide).not.toHaveBeenCalled();
  await vi.waitFor(() => expect(hide).toHaveBeenCalledOnce());
  explainTray(shown, { hide }, settings, () => undefined);
  expect(hide).toHaveBeenCalledTimes(2);
  expect(shown.showMessageBox).toHaveBeenCalledOnce();
});

test('who would rather end Drawbridge does, and is asked again next time', async () => {
  const settings = desktop();
  const quit = vi.fn();
  explainTray(dialogs(1), { hide: () => undefined }, settings, quit);
  await vi.waitFor(() => expect(quit).toHaveBeenCalledOnce());
  expect(settings.trayExplained).toBe(false);
});
