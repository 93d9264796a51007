import { expect, it } from 'vitest';
import { formsOf, Markers } from './markers.ts';

const secret = `odd; }"'\\ %41+/=&<ü€`;

it.each([
  ['as it is', secret],
  ['in JSON', JSON.stringify({ a: secret })],
  ['in an address', `https://h/?q=${encodeURIComponent(secret)}`],
  ['in a form', new URLSearchParams({ code: secret }).toString()],
  ['in base64', Buffer.from(secret).toString('base64')],
  ['in Basic', Buffer.from(`me:${secret}`).toString('base64')],
  ['in Basic of another user', Buffer.from(`you2:${secret}`).toString('base64url')],
  ['in hex', Buffer.from(secret).toString('hex')],
  ['in a literal', `SELECT '${secret.replaceAll("'", "''")}'`],
])('a secret is found %s', (_, text) => {
  const markers = new Markers();
  markers.add(secret, 'the secret');
  markers.hear('here', Buffer.from(text.slice(0, 9)));
  markers.hear('here', Buffer.from(text.slice(9)));
  expect(markers.found().join()).toContain('here: the secret');
});

it('a secret is found in UTF-16, and nothing is found elsewhere', () => {
  const markers = new Markers();
  markers.add(secret, 'the secret');
  markers.hear('there', Buffer.from('nothing of the kind'));
  expect(markers.found()).toEqual([]);
  markers.hear('wide', Buffer.from(`x${secret}`, 'utf16le'));
  expect(markers.found()).toHaveLength(1);
  expect(formsOf(secret).every(({ bytes }) => bytes.length > 10)).toBe(true);
});
