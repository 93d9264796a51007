import { expect, it } from 'vitest';
import { formatRegistry, parseRegistry } from './reg-file.ts';

const key = String.raw`HKEY_CURRENT_USER\SOFTWARE\ODBC\ODBC.INI\Harbor`;

it('reads the texts of an exported file, and steps over what is no text', () => {
  const text = [
    'Windows Registry Editor Version 5.00',
    '',
    `[${key}]`,
    String.raw`"Driver"="C:\\Program Files\\Drawbridge\\drawbridgeodbc.dll"`,
    String.raw`"De\"scription"="says \"hello\""`,
    '"Count"=dword:00000005',
    String.raw`"Bytes"=hex:01,02,\ `.trimEnd(),
    '  03',
    '@="the default"',
    '"Empty"=""',
    '"Expands"=hex(2):25,00,57,00,25,00,\\',
    '  5c,00,78,00,00,00',
    '',
    `[${key}\\Below]`,
    '',
  ].join('\r\n');
  expect(parseRegistry(`\uFEFF${text}`)).toEqual([
    {
      path: key,
      values: [
        ['Driver', String.raw`C:\Program Files\Drawbridge\drawbridgeodbc.dll`],
        ['De"scription', 'says "hello"'],
        ['Empty', ''],
        ['Expands', String.raw`%W%\x`],
      ],
    },
    { path: `${key}\\Below`, values: [] },
  ]);
});

it('writes what it reads, whatever the texts hold', () => {
  const values = [
    ['Path', 'C:\\a\\'],
    ['Quote', '"[x]"="y"'],
    ['Grün', 'Kai 🌱 \\"'],
  ] as const;
  const text = formatRegistry([{ path: key, set: values }]);
  expect(parseRegistry(text)).toEqual([{ path: key, values }]);
});

it('says what is to be removed', () => {
  expect(
    formatRegistry([
      { path: key, remove: true },
      { path: 'HKEY_CURRENT_USER\\A', set: [['x', null]] },
    ]),
  ).toBe(`Windows Registry Editor Version 5.00\r\n\r\n[-${key}]\r\n\r\n[HKEY_CURRENT_USER\\A]\r\n"x"=-\r\n`);
});
