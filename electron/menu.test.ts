import { expect, test } from 'vitest';
import { menuTemplate } from './menu.ts';

test.each(['linux', 'win32', 'darwin'] as const)(
  'on %s nothing reloads the page or opens its tools',
  (os) => {
    const text = JSON.stringify(menuTemplate(os));
    expect(text).not.toMatch(/reload|devtools/i);
    expect(text).not.toContain('viewMenu');
    expect(text).toContain('editMenu');
    expect(text).toContain('zoomIn');
  },
);

test('macOS has the menu of the application first', () => {
  expect(menuTemplate('darwin')[0]).toEqual({ role: 'appMenu' });
});
