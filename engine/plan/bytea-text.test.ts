import { expect, test } from 'vitest';
import { blobText } from './bytea-text.ts';

test.each([
  [String.raw`\x00fF`, String.raw`\x00\xff`],
  [String.raw`\x`, ''],
  [String.raw`\x00 ff`, String.raw`\x00\xff`],
  ['', ''],
  ['ab', String.raw`\x61\x62`],
  ['é', String.raw`\xc3\xa9`],
  [String.raw`a\\b\377`, String.raw`\x61\x5c\x62\xff`],
])('%j is the blob %j', (value, blob) => {
  expect(blobText(value, 1)).toBe(blob);
});

test.each([String.raw`\x0`, String.raw`\xgg`, String.raw`\9`, '\\'])('refuses %j', (value) => {
  expect(() => blobText(value, 2)).toThrow(
    expect.objectContaining({ sqlState: '22P02', message: expect.stringContaining('$2') as string }),
  );
});
