import type { App, BrowserWindow } from 'electron';
import { expect, test, vi } from 'vitest';
import { bringToFront, runSingleInstance, type Leaving, type OpenedApp } from './single-instance.ts';
import { strictFake } from './test-support/strict-fake.ts';

function life(hasLock: boolean, opening?: () => OpenedApp) {
  const listeners = new Map<string, (event: object, ...more: readonly unknown[]) => void>();
  const quit = vi.fn();
  const exit = vi.fn();
  const release = vi.fn();
  const failed = vi.fn();
  const lock = vi.fn(() => hasLock);
  const app = strictFake<App>('app', {
    requestSingleInstanceLock: lock,
    whenReady: () => Promise.resolve(),
    quit,
    exit,
    releaseSingleInstanceLock: release,
    on: (event: string, listener: (event: object, ...more: readonly unknown[]) => void) =>
      listeners.set(event, listener),
  });
  let engineStops: (() => void) | undefined;
  const stopped = new Promise<void>((resolve) => {
    engineStops = resolve;
  });
  const toFront = vi.fn();
  const grant = vi.fn();
  const stop = vi.fn(() => stopped);
  const open = vi.fn((_leaving: Leaving) => opening?.() ?? { toFront, grant, engine: { stop } });
  runSingleInstance(app, { dsn: 'Work' }, open, failed);
  const emit = (event: string, ...more: readonly unknown[]) => {
    const preventDefault = vi.fn();
    listeners.get(event)?.({ preventDefault }, ...more);
    return preventDefault.mock.calls.length > 0;
  };
  const stops = () => engineStops?.();
  return { emit, open, quit, exit, release, failed, stop, lock, toFront, grant, engineStops: stops };
}

test('a second instance hands over what it was asked for, ends at once and opens nothing', () => {
  const { open, quit, lock } = life(false);
  expect(lock).toHaveBeenCalledExactlyOnceWith({ dsn: 'Work' });
  expect(quit).toHaveBeenCalledOnce();
  expect(open).not.toHaveBeenCalled();
});

test('a second start brings the window of the first to the front, and is granted what it was asked for', async () => {
  const { emit, open, toFront, grant } = life(true);
  await vi.waitFor(() => expect(open).toHaveBeenCalledOnce(), 20_000);
  emit('second-instance', ['--dsn', 'as', 'Chromium', 'has', 'it'], '/', { newDsn: true });
  expect(toFront).toHaveBeenCalledOnce();
  expect(grant).toHaveBeenLastCalledWith({ newDsn: true });
  emit('second-instance', [], '/', null);
  expect(grant).toHaveBeenLastCalledWith({});
});

test('a window comes to the front from wherever it is, and one that is gone stays so', () => {
  const steps: string[] = [];
  const window = (isDestroyed: boolean) =>
    strictFake<BrowserWindow>('window', {
      isDestroyed: () => isDestroyed,
      isMinimized: () => true,
      restore: () => steps.push('restore'),
      show: () => steps.push('show'),
      focus: () => steps.push('focus'),
    });
  bringToFront(window(true));
  expect(steps).toEqual([]);
  bringToFront(window(false));
  expect(steps).toEqual(['restore', 'show', 'focus']);
});

test('whoever opens the window learns when the user wants to leave', async () => {
  const { emit, open } = life(true);
  await vi.waitFor(() => expect(open).toHaveBeenCalledOnce(), 20_000);
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
  await vi.waitFor(() => expect(open).toHaveBeenCalledOnce(), 20_000);
  expect(emit('will-quit')).toBe(true);
  expect(emit('will-quit')).toBe(true);
  expect(stop).toHaveBeenCalledOnce();
  expect(quit).not.toHaveBeenCalled();
  // A start in these seconds opens a window instead of ending without a word.
  expect(release).toHaveBeenCalledOnce();
  engineStops();
  await vi.waitFor(() => expect(quit).toHaveBeenCalledOnce(), 20_000);
  expect(emit('will-quit')).toBe(false);
});

test('what cannot be opened is told, and the app ends', async () => {
  const error = new Error('no display');
  const { exit, failed } = life(true, () => {
    throw error;
  });
  await vi.waitFor(() => expect(exit).toHaveBeenCalledExactlyOnceWith(1), 20_000);
  expect(failed).toHaveBeenCalledExactlyOnceWith(error);
});
