import { expect, test, vi } from 'vitest';
import { desktopSettings } from './desktop-settings.ts';
import { offeredChoices, userChoices } from './user-choices.ts';

function choices(hasTray: boolean, protectsKeys: boolean) {
  const kept = new Map<string, unknown>();
  const settings = desktopSettings({
    get: (key) => kept.get(key),
    set: (key, value) => kept.set(key, value),
  });
  const changed = vi.fn();
  const parts = { settings, hasTray: () => hasTray, protectsKeys: () => protectsKeys, changed };
  return { settings, changed, now: () => userChoices(parts) };
}

test('only what means something here is offered', () => {
  expect(offeredChoices(choices(false, true).now())).toEqual({ tray: false, keyFile: null });
  expect(offeredChoices(choices(true, false).now())).toEqual({ tray: true, keyFile: false });
});

test('a choice is kept, and told', () => {
  const { settings, changed, now } = choices(true, false);
  now().closeToTray.choose(false);
  now().keyFile.choose(true);
  expect([settings.closeToTray, settings.keyFile]).toEqual([false, true]);
  expect(changed).toHaveBeenCalledTimes(2);
  expect(offeredChoices(now()).keyFile).toBe(true);
});
