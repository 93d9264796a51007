import { expect, test, vi } from 'vitest';
import type { MenuItemConstructorOptions } from 'electron';
import { optionItems, trayMenu, trayText, windowMenu } from './menus.ts';
import { keptSettings } from './test-support/kept-settings.ts';

const click = (item: MenuItemConstructorOptions | undefined) => (item?.click as (() => void) | undefined)?.();

const actions = { open: vi.fn(), pause: vi.fn(), quit: vi.fn() };
const labels = (state: Parameters<typeof trayMenu>[0]) =>
  trayMenu(state, actions, []).flatMap(({ label }) => label ?? []);
const running = { sessions: 1, isPaused: false, signedOut: [] };

test.each(['linux', 'win32', 'darwin'] as const)(
  'on %s nothing reloads the page or opens its tools',
  (os) => {
    const text = JSON.stringify(windowMenu(os, []));
    expect(text).not.toMatch(/reload|devtools/i);
    expect(text).not.toContain('viewMenu');
    expect(text).toContain('editMenu');
    expect(text).toContain('zoomIn');
  },
);

test('macOS has the menu of the application first', () => {
  expect(windowMenu('darwin', [])[0]).toEqual({ role: 'appMenu' });
});

test('a choice that means nothing here is not offered', () => {
  expect(optionItems({ tray: false, keyFile: null }, keptSettings(), () => undefined)).toEqual([]);
  expect(optionItems({ tray: false, keyFile: false }, keptSettings(), () => undefined)).toHaveLength(1);
});

test('choosing turns a choice round, keeps it and tells it, in both menus', () => {
  const settings = keptSettings();
  const changed = vi.fn();
  const items = optionItems({ tray: true, keyFile: null }, settings, changed);
  expect(items).toMatchObject([{ type: 'checkbox', checked: true }]);
  click(items[0]);
  expect(settings.closeToTray).toBe(false);
  expect(changed).toHaveBeenCalledOnce();
  const menu = { label: 'Options', submenu: items };
  expect(windowMenu('linux', items)).toContainEqual(menu);
  expect(trayMenu(null, actions, items)).toContainEqual(menu);
});

test('the first line of the tray tells what the engine does', () => {
  expect(labels(running)).toEqual(['Engine running, 1 session', 'Open Drawbridge', 'Pause', 'Quit']);
  expect(labels(null)).toEqual(['Engine not running', 'Open Drawbridge', 'Quit']);
  expect(trayText(null)).toBe('Drawbridge: Engine not running');
});

test('an engine that is paused has Resume', () => {
  const paused = { ...running, isPaused: true };
  expect(labels(paused)).toEqual(['Engine paused', 'Open Drawbridge', 'Resume', 'Quit']);
  click(trayMenu(paused, actions, []).find(({ label }) => label === 'Resume'));
  expect(actions.pause).toHaveBeenCalledExactlyOnceWith(false);
});

test('data sources that nobody is signed in to are named, and lead to the window', () => {
  expect(labels({ ...running, signedOut: ['Weekly'] })[1]).toBe('Not signed in: Weekly');
  const state = { ...running, signedOut: ['Weekly', 'Daily'] };
  expect(trayText(state).split('\n')[1]).toBe('Not signed in: 2 data sources');
  click(trayMenu(state, actions, [])[1]);
  expect(actions.open).toHaveBeenCalledOnce();
});
