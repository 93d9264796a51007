import { expect, test } from 'vitest';
import { cellText } from './cell-text.ts';

test('line breaks and tabs become visible signs in one line', () => {
  expect(cellText('a\r\nb\rc\nd\te')).toBe('a ↵ b ↵ c ↵ d ⇥ e');
});

test('a very long value shows its beginning and that it goes on', () => {
  const shown = cellText('x'.repeat(100_000));
  expect(shown).toHaveLength(401);
  expect(shown.endsWith('…')).toBe(true);
});
