import { expect, test } from 'vitest';
import { followWishes, type Wish } from './wish.ts';

function pageAt(hash: string) {
  const page = {
    location: { hash, pathname: '/', search: '' },
    history: {
      replaceState: (_state: unknown, _title: string, address: string) => {
        page.location.hash = address.slice(1);
      },
    },
    changed: () => undefined as void,
    addEventListener: (_event: 'hashchange', listener: () => void) => {
      page.changed = listener;
    },
  };
  const wishes: Wish[] = [];
  return { page, wishes, follow: () => followWishes(page, (wish) => wishes.push(wish)) };
}

test('a wish is taken out of the address, and the one-time code stays for whoever reads it', () => {
  const { page, wishes, follow } = pageAt('#code=a-1&dsn=Sales%20%26%20more');
  follow();
  expect(wishes).toEqual([{ open: 'sheet', name: 'Sales & more' }]);
  expect(page.location.hash).toBe('#code=a-1');
});

test('a wish that comes later is heard, each time', () => {
  const { page, wishes, follow } = pageAt('');
  follow();
  expect(wishes).toEqual([]);
  page.location.hash = '#new-dsn';
  page.changed();
  page.location.hash = '#dsn=Work';
  page.changed();
  page.changed();
  expect(wishes).toEqual([{ open: 'wizard' }, { open: 'sheet', name: 'Work' }]);
  expect(page.location.hash).toBe('');
});
