import { expect, test, vi } from 'vitest';
import { runSingleInstance, type AppLife, type Leaving, type OpenedApp } from './single-instance.ts';
import { strictFake } from './test-support/strict-fake.ts';

function life(hasLock: boolean, opening?: () => OpenedApp) {
  const listeners = new Map<string, (event: { preventDefault(): void }) => void>();
  const quit = vi.fn();
  const exit = vi.fn();
  const release = vi.fn();
  const failed = vi.fn();
  const app = strictFake<AppLife>('app', {
    requestSingleInstanceLock: () => hasLock,
    whenReady: () => Promise.resolve(),
    quit,
    exit,
    releaseSingleInstanceLock: release,
    on: (event: string, listener: (event: { preventDefault(): void }) => void) =>
      listeners.set(event, listener),
  });
  let engineStops: (() => void) | undefined;
  const stopped = new Promise<void>((resolve) => {
    engineStops = resolve;
  });
  const window = {
    isDestroyed: () => false,
    isMinimized: () => true,
    restore: vi.fn(),
    show: vi.fn(),
    focus: vi.fn(),
  };
  const stop = vi.fn(() => stopped);
  const open = vi.fn((_leaving: Leaving) => opening?.() ?? { window, engine: { stop } });
  runSingleInstance(app, open, failed);
  const emit = (event: string) => {
    const preventDefault = vi.fn();
    listeners.get(event)?.({ preventDefault });
    return preventDefault.mock.calls.length > 0;
  };
  const stops = () => engineStops?.();
  return { emit, open, quit, exit, release, failed, stop, window, engineStops: stops };
}

test('a second instance ends at once and opens nothing', () => {
  const { open, quit } = life(false);
  expect(quit).toHaveBeenCalledOnce();
  expect(open).not.toHaveBeenCalled();
});

test('a second start brings the window of the first to the front', async () => {
  const { emit, open, window } = life(true);
  await vi.waitFor(() => expect(open).toHaveBeenCalledOnce());
  emit('second-instance');
  expect(window.restore).toHaveBeenCalledOnce();
  expect(window.show).toHaveBeenCalledOnce();
  expect(window.focus).toHaveBeenCalledOnce();
});

test('whoever opens the window learns when the user wants to leave', async () => {
  const { emit, open } = life(true);
  await vi.waitFor(() => expect(open).toHaveBeenCalledOnce());
  const leaving = open.mock.calls[0]?.[0];
  expect(leaving).toEqual({ now: false });
  emit('before-quit');
  expect(leaving).toEqual({ now: true });
});

test('the app ends when its window is closed', () => {
  const { emit, quit } = life(true);
  emit('window-all-closed');
  expect(quit).toHaveBeenCalledOnce();
});

test('quitting waits until the engine has stopped, and asks it only once', async () => {
  const { emit, open, quit, release, stop, engineStops } = life(true);
  await vi.waitFor(() => expect(open).toHaveBeenCalledOnce());
  expect(emit('will-quit')).toBe(true);
  expect(emit('will-quit')).toBe(true);
  expect(stop).toHaveBeenCalledOnce();
  expect(quit).not.toHaveBeenCalled();
  // A start in these seconds opens a window instead of ending without a word.
  expect(release).toHaveBeenCalledOnce();
  engineStops();
  await vi.waitFor(() => expect(quit).toHaveBeenCalledOnce());
  expect(emit('will-quit')).toBe(false);
});

test('what cannot be opened is told, and the app ends', async () => {
  const error = new Error('no display');
  const { exit, failed } = life(true, () => {
    throw error;
  });
  await vi.waitFor(() => expect(exit).toHaveBeenCalledExactlyOnceWith(1));
  expect(failed).toHaveBeenCalledExactlyOnceWith(error);
});
