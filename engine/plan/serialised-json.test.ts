import { expect, test } from 'vitest';
import { parseSerialised } from './serialised-json.ts';

test('keeps numbers that JavaScript cannot hold as text, and everything else as it is', () => {
  const text =
    '{"a":9007199254740993,"b":-18446744073709551615,"c":42,"d":1234567890123456.5,"e":0.1234567890123456,' +
    '"f":1e400,"g":"9007199254740993","h":"say \\"9007199254740993\\"","i":[9007199254740993,1]}';
  expect(parseSerialised(text)).toEqual({
    a: '9007199254740993',
    b: '-18446744073709551615',
    c: 42,
    d: 1234567890123456.5,
    e: 0.1234567890123456,
    f: Number.POSITIVE_INFINITY,
    g: '9007199254740993',
    h: 'say "9007199254740993"',
    i: ['9007199254740993', 1],
  });
});
