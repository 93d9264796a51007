import { expect, test, vi } from 'vitest';
import { createChoicesStore } from './choices-store.ts';

test('a browser offers nothing', () => {
  const store = createChoicesStore(undefined, () => expect.unreachable());
  expect(store.getState()).toEqual({ tray: false, keyFile: null });
});

test('what a menu of the desktop has changed is read again', async () => {
  let kept: unknown = { tray: true, keyFile: false };
  let changed = () => undefined as void;
  const setKeyFile = vi.fn(() => Promise.resolve());
  const desktop = { get: () => Promise.resolve(kept), setKeyFile };
  const store = createChoicesStore(desktop, (listener) => (changed = listener));
  await vi.waitFor(() => expect(store.getState()).toEqual({ tray: true, keyFile: false }), 20_000);
  store.setKeyFile(true);
  expect(setKeyFile).toHaveBeenCalledExactlyOnceWith(true);
  kept = { tray: true, keyFile: true };
  changed();
  await vi.waitFor(() => expect(store.getState().keyFile).toBe(true), 20_000);
  kept = 'nonsense';
  changed();
  await vi.waitFor(() => expect(store.getState()).toEqual({ tray: false, keyFile: null }), 20_000);
});
