import { expect, test, vi } from 'vitest';
import type { BrowserWindow, Dialog } from 'electron';
import { askDiscard, explainTray } from './boxes.ts';
import { keptSettings } from './test-support/kept-settings.ts';
import { strictFake } from './test-support/strict-fake.ts';

const dialogs = (response: number, asked: () => void = () => undefined) =>
  strictFake<Dialog>('dialog', {
    showMessageBoxSync: () => response,
    showMessageBox() {
      asked();
      return Promise.resolve({ response });
    },
  });

const windowThat = (hide: () => void) => strictFake<BrowserWindow>('window', { hide });

test('unsaved work is given up only on the second button', () => {
  expect(
    askDiscard(
      dialogs(0),
      windowThat(() => undefined),
    ),
  ).toBe(false);
  expect(
    askDiscard(
      dialogs(1),
      windowThat(() => undefined),
    ),
  ).toBe(true);
});

test('the first time the tray is explained before the window goes there, later not', async () => {
  const settings = keptSettings();
  const hide = vi.fn();
  const asked = vi.fn();
  const shown = dialogs(0, asked);
  void explainTray(shown, windowThat(hide), settings, () => undefined);
  expect(hide).not.toHaveBeenCalled();
  await vi.waitFor(() => expect(hide).toHaveBeenCalledOnce(), 20_000);
  void explainTray(shown, windowThat(hide), settings, () => undefined);
  expect(hide).toHaveBeenCalledTimes(2);
  expect(asked).toHaveBeenCalledOnce();
});

test('who would rather end Drawbridge does, and is asked again next time', async () => {
  const settings = keptSettings();
  const quit = vi.fn();
  void explainTray(
    dialogs(1),
    windowThat(() => undefined),
    settings,
    quit,
  );
  await vi.waitFor(() => expect(quit).toHaveBeenCalledOnce(), 20_000);
  expect(settings.trayExplained).toBe(false);
});
