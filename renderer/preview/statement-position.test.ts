import { expect, test } from 'vitest';
import { lineAndColumn, offsetOfPosition, wordAt } from './statement-position.ts';

test('a position counts code points, so an emoji before it shifts the editor’s offset by two', () => {
  expect(offsetOfPosition("SELECT 'a' FORM x", 12)).toBe(11);
  expect(offsetOfPosition("SELECT '😀' FORM x", 12)).toBe(12);
});

test('a position beyond the text is its end', () => {
  expect(offsetOfPosition('SELECT', 99)).toBe(6);
});

test('lines and columns count from one', () => {
  expect(lineAndColumn('SELECT 1\nFORM x', 1)).toEqual({ line: 1, column: 1 });
  expect(lineAndColumn('SELECT 1\nFORM x', 10)).toEqual({ line: 2, column: 1 });
  expect(lineAndColumn("SELECT '😀'\n  FORM x", 14)).toEqual({ line: 2, column: 3 });
});

test('the mark covers the word at the place, or one character', () => {
  expect(wordAt('SELECT FORM x', 7)).toEqual({ from: 7, to: 11 });
  expect(wordAt('SELECT (x', 7)).toEqual({ from: 7, to: 8 });
});

test('an error at the end marks the last character', () => {
  expect(wordAt('SELECT', 6)).toEqual({ from: 5, to: 6 });
  expect(wordAt('', 0)).toEqual({ from: 0, to: 0 });
});
