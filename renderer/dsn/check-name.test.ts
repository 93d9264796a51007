import { expect, test } from 'vitest';
import { checkName } from './check-name.ts';

const nobody = { scope: 'user', others: [] } as const;

test.each(['Sandbox', 'a', 'Über uns', 'x'.repeat(32), "it's-fine_1.2"])('%j is a name', (name) => {
  expect(checkName(name, nobody)).toBeUndefined();
});

test.each('[]{}(),;?*=!@\\'.split(''))('%s is refused by name', (character) => {
  expect(checkName(`a${character}b`, nobody)).toBe(`The character ${character} can’t be in a name.`);
});

test('every forbidden character is named once', () => {
  expect(checkName('[a[b]', nobody)).toBe('The characters [ ] can’t be in a name.');
});

test('33 characters are too many, and so are 33 bytes', () => {
  expect(checkName('x'.repeat(33), nobody)).toBe('A name has at most 32 characters.');
  expect(checkName('é'.repeat(16), nobody)).toBeUndefined();
  expect(checkName('é'.repeat(17), nobody)).toContain('letters such as é');
});

test('a name is needed, and does not begin or end with a space', () => {
  expect(checkName('  ', nobody)).toBe('Give the data source a name.');
  expect(checkName(' a', nobody)).toBe('A name can’t begin or end with a space.');
});

test('a line break would end the section of an ini file', () => {
  expect(checkName('a\nb', nobody)).toBeDefined();
});

test('a name is taken when it differs in case only, but not by the other scope', () => {
  const others = [{ name: 'Weekly', scope: 'user' }] as const;
  expect(checkName('WEEKLY', { scope: 'user', others })).toBe('There is already a data source “Weekly”.');
  expect(checkName('WEEKLY', { scope: 'system', others })).toBeUndefined();
});
