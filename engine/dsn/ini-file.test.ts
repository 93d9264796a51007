import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type IniPair, readSection, removeSection, sectionNames, writeSection } from './ini-file.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');
const written = (text: string, name: string, pairs: readonly IniPair[], newName?: string) =>
  writeSection(bytes(text), name, pairs, newName).toString('latin1');

describe('reading', () => {
  const text = [
    '# top',
    '[ A b ]\r',
    'k1 = v 1 ; c \r',
    ';k2=x',
    'k3=a=b#c',
    'K1=later',
    'no pair',
    '[a B]',
    'k5=5',
    '\t[Tab',
    ' k = 1',
  ].join('\n');

  it('sees sections and pairs as unixODBC does', () => {
    expect(sectionNames(bytes(text))).toEqual(['A b', 'Tab']);
    expect(readSection(bytes(text), 'a b')).toEqual([
      ['k1', 'v 1 ; c'],
      ['k3', 'a=b#c'],
    ]);
    expect(readSection(bytes(text), 'Tab')).toEqual([['k', '1']]);
    expect(readSection(bytes(text), 'none')).toBeNull();
  });

  it('takes UTF-8 where it is valid and Latin-1 otherwise', () => {
    const mixed = Buffer.concat([Buffer.from('[a]\nu=voilà\n'), bytes('l=voil\u00E0\n')]);
    expect(readSection(mixed, 'a')).toEqual([
      ['u', 'voilà'],
      ['l', 'voilà'],
    ]);
  });
});

describe('writing', () => {
  it('changes only the lines of the section that differ', () => {
    const text = '[a]\n; why\n Key = old\nSame=1\nGone=2\n\n# about b\n[b]\nKey=b\n';
    expect(
      written(text, 'A', [
        ['key', 'new'],
        ['Same', '1'],
        ['More', 'é'],
      ]),
    ).toBe('[a]\n; why\n Key = new\nSame=1\nMore=\u00C3\u00A9\n\n# about b\n[b]\nKey=b\n');
  });

  it('adds a section after a file that lacks its last line end, with the line ends of the file', () => {
    expect(written('[a]\r\nk=1', 'b', [['k', '2']])).toBe('[a]\r\nk=1\r\n\r\n[b]\r\nk=2\r\n');
    expect(written('', 'b', [['k', '2']])).toBe('[b]\nk=2\n');
    expect(written('[b]', 'b', [['k', '2']])).toBe('[b]\nk=2\n');
    expect(
      written('[b]\nj=1', 'b', [
        ['j', '1'],
        ['k', '2'],
      ]),
    ).toBe('[b]\nj=1\nk=2\n');
  });

  it('renames in place', () => {
    expect(written('[a]\nk=1\n[b]\n', 'a', [['k', '1']], 'c')).toBe('[c]\nk=1\n[b]\n');
  });

  it('edits the first of two sections with one name, the one that unixODBC reads', () => {
    expect(written('[a]\nk=1\n[a]\nk=2\n', 'a', [['k', '3']])).toBe('[a]\nk=3\n[a]\nk=2\n');
  });
});

describe('removing', () => {
  it('takes every section of the name and leaves the comment of the next one', () => {
    const text = '[x]\n[a]\nk=1\n; inside\nj=1\n\n# about b\n[b]\n[A]\nk=2\n';
    expect(removeSection(bytes(text), 'a').toString()).toBe('[x]\n# about b\n[b]\n');
  });

  it('does nothing where the name is not', () => {
    expect(removeSection(bytes('[x]\nk=1'), 'a').toString()).toBe('[x]\nk=1');
  });
});

/** The lines outside the DSN's sections, found without the code under test; blank ones and line ends don't count. */
function outside(text: string): string[] {
  let inside = false;
  const lines = text.split('\n').filter((part) => {
    const header = /^[ \t\r]*\[([^\]\r]*)/.exec(part)?.[1];
    if (header !== undefined) inside = header.replaceAll(/^[ \t]+|[ \t]+$/g, '').toLowerCase() === 'dsn';
    return !inside && /[^ \t\r]/.test(part);
  });
  return lines.map((line) => line.replace(/\r+$/, ''));
}

describe('any file', () => {
  const character = fc.constantFrom(...Array.from('abk =;#[]\t\r\u00E0\u00A0\u00C3\u00FF'));
  const line = fc.oneof(
    fc.string({ unit: character, maxLength: 8 }),
    fc.constantFrom('[DSN]', '[dsn]', '[other]', '[ a ]', '[open', 'k=1', 'key = v', '; c', ''),
  );
  const file = fc.array(fc.tuple(line, fc.constantFrom('\n', '\r\n')), { maxLength: 14 }).chain((lines) =>
    fc.boolean().map((cut) => {
      const text = lines.map((parts) => parts.join('')).join('');
      return cut ? text.replace(/\r?\n$/, '') : text;
    }),
  );
  const pairs = fc.uniqueArray(
    fc.tuple(fc.constantFrom('k', 'key', 'Driver'), fc.constantFrom('', '1', 'v', 'é à', 'a=b;c')),
    { selector: ([key]) => key },
  );
  it('reads back what was written, and every other line stays', () => {
    fc.assert(
      fc.property(file, pairs, (text, values) => {
        const after = written(text, 'DSN', values);
        const read = new Map(readSection(bytes(after), 'DSN') ?? []);
        expect(new Map([...read].map(([key, value]) => [key.toLowerCase(), value]))).toEqual(
          new Map(values.map(([key, value]) => [key.toLowerCase(), value])),
        );
        expect(outside(after)).toEqual(outside(text));
        expect(written(after, 'DSN', values)).toBe(after);
      }),
    );
  });

  it('keeps every byte before and behind the edited section', () => {
    fc.assert(
      fc.property(file, file, pairs, (before, behind, values) => {
        const head = `${before.replaceAll(/dsn/gi, 'x')}\n`;
        const tail = `[tail]\n${behind}`;
        const after = written(`${head}[DSN]\nk=0\n${tail}`, 'DSN', values);
        expect(after.startsWith(`${head}[DSN]\n`)).toBe(true);
        expect(after.endsWith(tail)).toBe(true);
      }),
    );
  });

  it('loses no line of others when a section goes', () => {
    fc.assert(
      fc.property(file, (text) => {
        const after = removeSection(bytes(text), 'DSN').toString('latin1');
        expect(readSection(bytes(after), 'DSN')).toBeNull();
        const kept = after.split('\n').map((line) => line.replace(/\r+$/, ''));
        for (const part of outside(text)) expect(kept).toContain(part);
      }),
    );
  });
});

it.each(['', '\n', '; notes\n', '[A]\nx=1\n', '[A]\nx=1\n\n', '[A]\nx=1\n\n\n', '[A]\r\nx=1\r\n; end\r\n'])(
  'a section that is added to %j and taken away again leaves no trace',
  (text) => {
    const before = Buffer.from(text);
    const added = writeSection(before, 'Ours', [['Driver', '/lib/ours.so']]);
    expect(removeSection(added, 'Ours').toString()).toBe(text);
  },
);
