import { expect, it } from 'vitest';
import { checkDsnName } from './dsn-name.ts';

it.each(['Sandbox', 'a', 'Sales – North', 'x'.repeat(32), 'é'.repeat(16)])('accepts %s', (name) => {
  expect(() => checkDsnName(name)).not.toThrow();
});

it.each([
  ['', 'it is empty'],
  [' a', 'it begins or ends with a space'],
  ['x'.repeat(33), 'it is longer than 32 characters'],
  ['é'.repeat(17), 'it is longer than 32 bytes'],
  ['a]b', 'it contains ]'],
  ['a\\b', 'it contains \\'],
  ['a\nb', 'it contains a control character'],
  ['ODBC Data Sources', 'ODBC uses that name itself'],
])('refuses %j and says why', (name, reason) => {
  expect(() => checkDsnName(name)).toThrow(
    expect.objectContaining({ sqlState: '22023', message: expect.stringContaining(reason) as string }),
  );
});
