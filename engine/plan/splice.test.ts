import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { splice, utf16Offset, utf16OffsetOfCodePoint } from './splice.ts';

test('inserts and replaces, and finds the way back', () => {
  const spliced = splice('SELECT $1 FROM t WHERE a', [
    { offset: 15, length: 0, text: '"B".' },
    { offset: 7, length: 2, text: 'CAST(1)' },
  ]);
  const { text } = spliced;
  expect(text).toBe('SELECT CAST(1) FROM "B".t WHERE a');
  expect(spliced.originalOffset(text.indexOf('CAST'))).toBe(7);
  expect(spliced.originalOffset(text.indexOf('1)'))).toBe(7);
  expect(spliced.originalOffset(text.indexOf('FROM'))).toBe(10);
  expect(spliced.originalOffset(text.indexOf('"B"'))).toBe(15);
  expect(spliced.originalOffset(text.indexOf('t WHERE'))).toBe(15);
  expect(spliced.originalOffset(text.indexOf('a', 30))).toBe(23);
});

test('counts bytes and code points as DuckDB does', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, after) => {
      expect(utf16Offset(before + after, Buffer.byteLength(before))).toBe(before.length);
      expect(utf16OffsetOfCodePoint(before + after, Array.from(before).length)).toBe(before.length);
    }),
  );
});
