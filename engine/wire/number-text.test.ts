import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeDecimal, writeInteger } from './digits.ts';
import { decimalText, doubleText, singleText } from './number-text.ts';
import { numericBytes, numericText } from './numeric-binary.ts';

const notation = /^-?(\d+(\.\d*[1-9])?|\d(\.\d*[1-9])?e[+-]\d{2,3})$/;

test('a double is printed in digits that read back as the same double', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const text = doubleText(value);
      expect(text).toMatch(notation);
      expect(Number(text)).toBe(value);
    }),
    { numRuns: 500 },
  );
});

test('a single-precision number is printed in digits that read back as the same number', () => {
  fc.assert(
    fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const text = singleText(value);
      expect(text).toMatch(notation);
      expect(Math.fround(Number(text))).toBe(value);
      expect(text.replace(/e.*|[-.]/g, '').replace(/^0+/, '').length).toBeLessThanOrEqual(9);
    }),
    { numRuns: 500 },
  );
});

/** From PostgreSQL 15. */
test.each([
  [999_999_999_999_999, '999999999999999'],
  [1e15, '1e+15'],
  [0.0001, '0.0001'],
  [0.00001, '1e-05'],
  [-1.5e-7, '-1.5e-07'],
  [1e20, '1e+20'],
  [5e-324, '5e-324'],
  [-0, '-0'],
])('the double %d is printed as %s', (value, text) => {
  expect(doubleText(value)).toBe(text);
});

/** From PostgreSQL 15. */
test.each([
  [100_000, '100000'],
  [1_000_000, '1e+06'],
  [16_777_216, '1.6777216e+07'],
  [9_007_199_254_740_992, '9.007199e+15'],
  [1.17549435e-38, '1.1754944e-38'],
  [1e-5, '1e-05'],
])('the single-precision number %d is printed as %s', (value, text) => {
  expect(singleText(Math.fround(value))).toBe(text);
});

test('decimals are the same from bytes, by way of text and through the binary format', () => {
  const unscaled = fc.bigInt(-(2n ** 53n) + 1n, 2n ** 53n - 1n);
  fc.assert(
    fc.property(unscaled, fc.nat(18), (value, scale) => {
      const text = decimalText(value, scale);
      const bytes = new Uint8Array(64);
      expect(Buffer.from(bytes.subarray(0, writeDecimal(bytes, 0, Number(value), scale))).toString()).toBe(
        text,
      );
      expect(numericText(numericBytes(text))).toBe(text);
      const [whole = '', fraction = ''] = text.split('.');
      expect(fraction).toHaveLength(scale);
      expect(BigInt(whole + fraction)).toBe(value);
    }),
    { numRuns: 500 },
  );
});

test('whole numbers are written digit by digit', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (value) => {
      const bytes = new Uint8Array(32);
      expect(Buffer.from(bytes.subarray(0, writeInteger(bytes, 0, value))).toString()).toBe(String(value));
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['NaN', '00000000c0000000'],
  ['Infinity', '00000000d0000020'],
  ['-Infinity', '00000000f0000020'],
])('reads the numeric %s', (text, bytes) => {
  expect(numericText(Buffer.from(bytes, 'hex'))).toBe(text);
});
