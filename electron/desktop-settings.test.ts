import { expect, test } from 'vitest';
import { keptSettings as settings } from './test-support/kept-settings.ts';

test('the window gets back what it wrote, and null before that', () => {
  const desktop = settings();
  expect(desktop.readWindow()).toBeNull();
  desktop.writeWindow({ appearance: 'dark', recentFolders: ['/dsn'] });
  expect(desktop.readWindow()).toEqual({ appearance: 'dark', recentFolders: ['/dsn'] });
  expect(desktop.appearance).toBe('dark');
});

test('what a change does not name stays as it was', () => {
  const desktop = settings();
  desktop.writeWindow({ appearance: 'dark', closeToTray: false });
  desktop.writeWindow({ recentFolders: ['/dsn'] });
  expect(desktop.readWindow()).toEqual({
    appearance: 'dark',
    closeToTray: false,
    recentFolders: ['/dsn'],
  });
  expect(desktop.closeToTray).toBe(false);
});

test.each([null, 'dark', 3, ['dark'], { text: 'x'.repeat(70_000) }])(
  'what is no small object is refused, and what was there stays',
  (wrong) => {
    const desktop = settings();
    desktop.writeWindow({ appearance: 'light' });
    expect(() => desktop.writeWindow(wrong)).toThrow(/Settings are an object|too large/);
    expect(desktop.readWindow()).toEqual({ appearance: 'light' });
  },
);

test('an appearance that is unknown is that of the system', () => {
  const desktop = settings();
  desktop.writeWindow({ appearance: 'sepia' });
  expect(desktop.appearance).toBe('system');
});

test('what window and menus both change is one value; the rest is kept apart from the window', () => {
  const desktop = settings();
  expect([desktop.closeToTray, desktop.keyFile, desktop.trayExplained]).toEqual([true, false, false]);
  desktop.keyFile = true;
  expect(desktop.keyFile).toBe(true);
  expect(desktop.readWindow()).toBeNull();
  desktop.writeWindow({ appearance: 'dark', closeToTray: false });
  expect(desktop.closeToTray).toBe(false);
  desktop.closeToTray = true;
  expect(desktop.readWindow()).toEqual({ appearance: 'dark', closeToTray: true });
});

test('settings that are no object mean nothing, and are replaced', () => {
  const desktop = settings({ settings: 3, desktop: 'x' });
  expect([desktop.appearance, desktop.closeToTray, desktop.keyFile]).toEqual(['system', true, false]);
  desktop.writeWindow({ appearance: 'dark' });
  expect(desktop.readWindow()).toEqual({ appearance: 'dark' });
});
