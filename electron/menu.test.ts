import { expect, test, vi } from 'vitest';
import { menuTemplate, optionItems } from './menu.ts';

test.each(['linux', 'win32', 'darwin'] as const)(
  'on %s nothing reloads the page or opens its tools',
  (os) => {
    const text = JSON.stringify(menuTemplate(os, []));
    expect(text).not.toMatch(/reload|devtools/i);
    expect(text).not.toContain('viewMenu');
    expect(text).toContain('editMenu');
    expect(text).toContain('zoomIn');
  },
);

test('macOS has the menu of the application first', () => {
  expect(menuTemplate('darwin', [])[0]).toEqual({ role: 'appMenu' });
});

test('a choice that means nothing here is not offered, and choosing turns it round', () => {
  const choose = vi.fn();
  const items = optionItems(
    { isOffered: true, isOn: true, choose },
    { isOffered: false, isOn: false, choose },
  );
  expect(items).toMatchObject([{ type: 'checkbox', checked: true }]);
  (items[0]?.click as (() => void) | undefined)?.();
  expect(choose).toHaveBeenCalledExactlyOnceWith(false);
  expect(menuTemplate('linux', items)).toContainEqual({ label: 'Options', submenu: items });
});
