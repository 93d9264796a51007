import { expect, test, vi } from 'vitest';
import { hasTray } from './tray-presence.ts';
import { trayTemplate } from './tray.ts';

const actions = { open: vi.fn(), pause: vi.fn(), quit: vi.fn() };
const labels = (state: Parameters<typeof trayTemplate>[0]) =>
  trayTemplate(state, actions, []).flatMap(({ label }) => label ?? []);

test('the first line tells what the engine does', () => {
  expect(labels({ isRunning: true, sessions: 1, isPaused: undefined, signedOut: [] })).toEqual([
    'Engine running, 1 session',
    'Open Drawbridge',
    'Quit',
  ]);
  expect(labels({ isRunning: false, sessions: 0, isPaused: undefined, signedOut: [] })[0]).toBe(
    'Engine not running',
  );
});

test('an engine that can be paused has Pause, or Resume', () => {
  const running = { isRunning: true, sessions: 0, isPaused: false, signedOut: [] };
  expect(labels(running)).toContain('Pause');
  const paused = { ...running, isPaused: true };
  expect(labels(paused)).toEqual(['Engine paused', 'Open Drawbridge', 'Resume', 'Quit']);
  const resume = trayTemplate(paused, actions, []).find(({ label }) => label === 'Resume');
  (resume?.click as (() => void) | undefined)?.();
  expect(actions.pause).toHaveBeenCalledExactlyOnceWith(false);
});

test('data sources that nobody is signed in to are named, and lead to the window', () => {
  const running = { isRunning: true, sessions: 0, isPaused: undefined };
  expect(labels({ ...running, signedOut: ['Weekly'] })[1]).toBe('Not signed in: Weekly');
  const items = trayTemplate({ ...running, signedOut: ['Weekly', 'Daily'] }, actions, []);
  expect(items[1]?.label).toBe('Not signed in: 2 data sources');
  (items[1]?.click as (() => void) | undefined)?.();
  expect(actions.open).toHaveBeenCalledOnce();
});

test('on Linux the session bus says whether icons are shown', async () => {
  expect(await hasTray('linux', () => Promise.resolve('(true,)\n'))).toBe(true);
  expect(await hasTray('linux', () => Promise.resolve('(false,)\n'))).toBe(false);
  expect(await hasTray('linux', () => Promise.reject(new Error('ENOENT')))).toBe(false);
  expect(await hasTray('win32', () => Promise.reject(new Error('not asked')))).toBe(true);
});
