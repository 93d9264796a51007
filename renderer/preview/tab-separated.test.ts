import { expect, test } from 'vitest';
import { tabSeparated } from './tab-separated.ts';

const rows = [
  ['1', 'plain', null],
  ['2', 'with\ttab', 'x'],
  ['3', 'two\nlines', 'said "so"'],
];

test('a rectangle of cells becomes lines of tab-separated text', () => {
  expect(tabSeparated(rows, { top: 0, bottom: 0, left: 0, right: 1 })).toBe('1\tplain');
  expect(tabSeparated(rows, { top: 0, bottom: 1, left: 0, right: 0 })).toBe('1\n2');
});

test('NULL is an empty cell', () => {
  expect(tabSeparated(rows, { top: 0, bottom: 0, left: 1, right: 2 })).toBe('plain\t');
});

test('tabs, line breaks and quotation marks are quoted as spreadsheets expect', () => {
  expect(tabSeparated(rows, { top: 1, bottom: 2, left: 1, right: 2 })).toBe(
    '"with\ttab"\tx\n"two\nlines"\t"said ""so"""',
  );
});
