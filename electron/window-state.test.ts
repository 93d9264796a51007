import { expect, test } from 'vitest';
import { keepBounds, restoredBounds, type KeyValueStore } from './window-state.ts';

const display = { x: 0, y: 0, width: 1920, height: 1080 };

function storeOf(value: unknown): KeyValueStore {
  const values = new Map([['window', value]]);
  return { get: (key) => values.get(key), set: (key, kept) => void values.set(key, kept) };
}

test('what was kept is restored, without what else the rectangle carried', () => {
  const store = storeOf(undefined);
  const bounds = { x: 10, y: 20, width: 800, height: 600 };
  keepBounds(store, { ...bounds, extra: true } as typeof bounds);
  expect(restoredBounds(store, [display])).toEqual(bounds);
});

test('a window on a display that is gone starts where the system puts it', () => {
  const store = storeOf({ x: 4000, y: 20, width: 800, height: 600 });
  expect(restoredBounds(store, [display])).toBeUndefined();
  expect(restoredBounds(store, [display, { ...display, x: 3840 }])).toBeDefined();
});

test('a window of which only a sliver would be seen is not restored there', () => {
  expect(restoredBounds(storeOf({ x: 1900, y: 0, width: 800, height: 600 }), [display])).toBeUndefined();
});

test.each([
  undefined,
  null,
  'x',
  {},
  { x: '1', y: 2, width: 3, height: 4 },
  { x: 1.5, y: 2, width: 3, height: 4 },
])('settings that hold %j mean nothing', (value) => {
  expect(restoredBounds(storeOf(value), [display])).toBeUndefined();
});
