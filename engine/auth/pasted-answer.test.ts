import { expect, it } from 'vitest';
import { readPasted } from './pasted-answer.ts';

const state = 'right';
const codeIn = (text: string): string | null => {
  const outcome = readPasted(text, state);
  return outcome.kind === 'code' ? outcome.code.reveal() : null;
};

it.each([
  'http://localhost:33333/?state=right&code=c0de',
  'http://localhost:33333/?code=c0de&state=right#_=_',
  '  localhost:33333/?code=c0de&state=right\n',
  '127.0.0.1:33333/?code=c0de&state=right',
  '?code=c0de&state=right',
  'state=right&code=c0de',
  'c0de',
])('finds the code in %j', (text) => {
  expect(codeIn(text)).toBe('c0de');
});

it('decodes a code that was cut out of an address', () => {
  expect(codeIn('aGk%3D')).toBe('aGk=');
  expect(codeIn('http://localhost:33333/?state=right&code=aGk%3D')).toBe('aGk=');
});

it.each([
  ['', /neither/],
  ['two words', /neither/],
  ['100%', /neither/],
  ['http://localhost:33333/', /no answer/],
  ['http://localhost:33333/?state=other&code=c', /another sign-in/],
  ['?code=c', /no answer/],
])('refuses %j', (text, message) => {
  expect(() => readPasted(text, state)).toThrow(message);
});

it('tells a refusal from a code', () => {
  expect(readPasted('?error=access_denied&error_description=Not+today&state=right', state)).toEqual({
    kind: 'denied',
    error: 'access_denied',
    reason: 'Not today',
  });
});
