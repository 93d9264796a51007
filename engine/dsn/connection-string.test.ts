import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldKeyword, formatConnectionString, parseConnectionString } from './connection-string.ts';

const parsed = (text: string) => [...parseConnectionString(text)];

describe('parseConnectionString', () => {
  it('reads plain and braced values', () => {
    expect(parsed('DSN=Sales;PWD={a;b}}c};Max Rows = 10')).toEqual([
      ['DSN', 'Sales'],
      ['PWD', 'a;b}c'],
      ['Max Rows', '10'],
    ]);
  });

  it('keeps the first of two pairs whose keys differ in case and spaces only', () => {
    expect(parsed('MaxRows=1;max rows=2')).toEqual([['MaxRows', '1']]);
  });

  it('skips empty parts and keeps empty values', () => {
    expect(parsed(';; UID=;PWD={} ;')).toEqual([
      ['UID', ''],
      ['PWD', ''],
    ]);
  });

  it('trims plain values and leaves braced ones as they are', () => {
    expect(parsed('A= x ;B= { y } ')).toEqual([
      ['A', 'x'],
      ['B', ' y '],
    ]);
  });

  it('takes an equals sign and a brace inside a plain value', () => {
    expect(parsed('Proxy=http://h/?a=b;PWD=a{b')).toEqual([
      ['Proxy', 'http://h/?a=b'],
      ['PWD', 'a{b'],
    ]);
  });

  it.each([
    ['DSN=a;rubbish', 'Part 2 of the connection string has no equals sign.'],
    ['=a', 'Part 1 of the connection string has no keyword before its equals sign.'],
    ['PWD={hidden', 'Part 1 of the connection string opens a brace that is never closed.'],
    ['PWD={hidden}rest', 'Part 1 of the connection string goes on after its closing brace.'],
  ])('refuses %j without repeating it', (text, message) => {
    expect(() => parseConnectionString(text)).toThrow(
      expect.objectContaining({ sqlState: '22023', message }),
    );
  });
});

describe('formatConnectionString', () => {
  it('refuses a key that could not be read back', () => {
    expect(() => formatConnectionString([['a=b', 'c']])).toThrow(/cannot be a keyword/);
  });

  it('gives back any pairs when it is parsed again', () => {
    const key = fc.stringMatching(/^[A-Za-z][A-Za-z0-9 _-]{0,10}[A-Za-z0-9]$/);
    const value = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom('{', '}', ';', '=', ' ', 'a', '\n') }),
    );
    const pairs = fc.uniqueArray(fc.tuple(key, value), { selector: ([name]) => foldKeyword(name) });
    fc.assert(
      fc.property(pairs, (expected) => {
        expect(parsed(formatConnectionString(expected))).toEqual(expected);
      }),
    );
  });
});
