import { expect, test } from 'vitest';
import type { Property } from '../../engine/admin/contract.ts';
import { checkValue } from './check-value.ts';

const of = (type: Property['type']): Property => ({
  name: 'X',
  label: 'X',
  help: '',
  type,
  default: '',
  category: 'Basic',
  sensitivity: 'none',
});
const integer = of({ kind: 'integer', minimum: 1, maximum: 600 });
const url = of({ kind: 'url' });

test.each(['', '1', '600', '007'])('%j is within 1 to 600, or the default', (text) => {
  expect(checkValue(integer, text)).toBeUndefined();
});

test.each(['x', '-1', '1.5', '1e3', ' 1', '0x10'])('%j is no whole number', (text) => {
  expect(checkValue(integer, text)).toBe('Type a whole number.');
});

test.each(['0', '601'])('%s is out of range, and the range is named', (text) => {
  expect(checkValue(integer, text)).toBe('Type a number from 1 to 600.');
});

test.each(['https://api.example.com/2.0', 'http://localhost:33333', 'sandbox:'])(
  '%s is an address',
  (text) => {
    expect(checkValue(url, text)).toBeUndefined();
  },
);

test.each(['api.example.com', 'ftp://example.com', 'javascript:alert(1)', 'http://'])(
  '%s is none',
  (text) => {
    expect(checkValue(url, text)).toBeDefined();
  },
);

test('a text with a line break could not be written into an ini file', () => {
  expect(checkValue(of({ kind: 'text' }), 'a\nb')).toBeDefined();
  expect(checkValue(of({ kind: 'path', of: 'file' }), '/var/log/x.log')).toBeUndefined();
});
