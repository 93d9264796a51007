import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeCursor, encodeCursor } from './cursor.ts';

test('a cursor leads back to its offset', () => {
  fc.assert(
    fc.property(fc.nat(), (offset) => {
      expect(decodeCursor(encodeCursor(offset))).toBe(offset);
    }),
  );
});

test('most cursors that were not handed out lead nowhere', () => {
  const made = Array.from({ length: 1000 }, (_, index) => decodeCursor(index.toString(36)));
  expect(made.filter((offset) => offset !== undefined).length).toBeLessThan(100);
});

test.each(['', 'x', 'UPPER', '-5', '1.5', '../etc', 'a'.repeat(40)])('%j is no cursor', (cursor) => {
  expect(decodeCursor(cursor)).toBeUndefined();
});
