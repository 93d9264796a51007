import fc from 'fast-check';
import { expect, it } from 'vitest';
import { escapedBytesText, hexBytesText } from './bytes-text.ts';

it('writes bytes as hexadecimal digits', () => {
  expect(hexBytesText(new Uint8Array([0, 255, 65]))).toBe(String.raw`\x00ff41`);
});

// As a PostgreSQL 15 writes '\x00095c417e7fff'::bytea.
it('writes bytes as letters and octal digits', () => {
  const bytes = new Uint8Array([0x00, 0x09, 0x5c, 0x41, 0x7e, 0x7f, 0xff]);
  expect(escapedBytesText(bytes)).toBe(String.raw`\000\011\\A~\177\377`);
});

it('can be read back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 50 }), (bytes) => {
      const back = escapedBytesText(bytes).replaceAll(/\\(?:\\|(\d{3}))/g, (_, octal?: string) =>
        octal === undefined ? '\\' : String.fromCharCode(Number.parseInt(octal, 8)),
      );
      expect(Uint8Array.from(back, (character) => character.charCodeAt(0))).toEqual(bytes);
    }),
  );
});
