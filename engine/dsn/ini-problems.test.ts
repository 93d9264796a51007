import { expect, it } from 'vitest';
import { iniProblems } from './ini-problems.ts';

const told = (text: string): readonly string[] =>
  iniProblems(Buffer.from(text, 'latin1')).map(({ line, message }) => `${line} ${message}`);

it.each([
  ['comments, blank lines and the end of the file', '# a\n; b\n\n[A]\n key = value\n\n[B]\nkey='],
  ['Windows line ends', '[A]\r\nkey=value\r\n'],
  ['Latin-1', '[Caf\xE9]\nDescription=\xFCber\n'],
])('finds nothing wrong with %s', (_what, text) => {
  expect(told(text)).toEqual([]);
});

it.each([
  ['[A\nx=1\n', '1 begins the section A without its ]'],
  ['[A]\nx=1\nB]\nx=1\n', '3 ends with ] but has no [, so that it begins no section'],
  ['[A]\n[B]\n[a]\n', '3 begins the section a again, after line 1: ODBC reads only the first'],
  ['[\xC3\xA9]\n[\xC3\xA9]\n', '2 begins the section é again, after line 1: ODBC reads only the first'],
  [
    `[${'\xC3\xA9'.repeat(17)}]\n`,
    `1 gives a data source the name ${'é'.repeat(17)}, which is too long for ODBC`,
  ],
  ['[]\nx=1\n', '1 begins a section without a name'],
  ['x=1\n[A]\n', '1 stands before the first section, where nobody reads it'],
  ['[A]\nDriver\n', '2 is neither a section, nor a key with a value, nor a comment'],
  ['[A]\n=1\n', '2 is neither a section, nor a key with a value, nor a comment'],
])('names the line that ODBC reads otherwise than it was meant: %j', (text, problem) => {
  expect(told(text)).toEqual([problem]);
});
