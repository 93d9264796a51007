import { spawnSync } from 'node:child_process';
import { runInNewContext } from 'node:vm';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseConnectionString } from '../dsn/connection-string.ts';
import { connectionText } from './connection-text.ts';
import { jdbcAddress } from './jdbc-address.ts';
import { bracketed, doubleQuoted, fileName, libpqValue, mText, shellWord, sqlName } from './quoting.ts';
import { dsnNames, sampleFacts } from './test-support/sample-facts.ts';

const anyText = fc.oneof(
  dsnNames,
  fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0')),
);
const many = (texts: fc.Arbitrary<string>): string[] => fc.sample(texts, 300);

describe('a text survives', () => {
  it('as a word of the shell', () => {
    const words = many(anyText);
    const { stdout } = spawnSync('sh', ['-c', `printf '%s\\0' ${words.map(shellWord).join(' ')}`], {
      encoding: 'utf8',
    });
    expect(stdout.split('\0').slice(0, -1)).toEqual(words);
  });

  it('as a literal of Python', () => {
    const texts = many(anyText);
    const program = `import json\nprint(json.dumps([${texts.map(doubleQuoted).join(',\n')}]))\n`;
    const { stdout, stderr } = spawnSync('/usr/bin/python3', ['-'], { input: program, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual(texts);
  });

  it('as a literal of JavaScript', () => {
    fc.assert(fc.property(anyText, (text) => runInNewContext(doubleQuoted(text)) === text));
  });

  it('as a text of M', () => {
    const read = (literal: string): string =>
      literal.slice(1, -1).replaceAll('""', '"').replaceAll('#(#)', '#');
    fc.assert(
      fc.property(
        fc.oneof(anyText, fc.string({ unit: fc.constantFrom('#', '(', ')', '"', 'l', 'f') })),
        (text) => {
          const literal = mText(text);
          expect(/^"(?:[^"]|"")*"$/.test(literal)).toBe(true);
          expect(read(literal)).toBe(text);
        },
      ),
    );
  });

  it('as a name in quotes and in brackets', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.string({ unit: fc.constantFrom('"', ']', '[', 'x') })), (text) => {
        expect(sqlName(text).slice(1, -1).replaceAll('""', '"')).toBe(text);
        expect(bracketed(text).slice(1, -1).replaceAll(']]', ']')).toBe(text);
        expect(bracketed(text)).toMatch(/^\[(?:[^\]]|\]\])*\]$/s);
      }),
    );
  });
});

it('the name of a data source survives in a connection string and in an address', () => {
  fc.assert(
    fc.property(dsnNames, (name) => {
      const facts = sampleFacts({ name });
      expect([...parseConnectionString(connectionText(facts))]).toEqual([['DSN', name]]);
      const [, database = ''] = /^jdbc:postgresql:\/\/[^/]+\/([^/?#]*)$/.exec(jdbcAddress(facts)) ?? [];
      expect(decodeURIComponent(database)).toBe(name);
    }),
  );
});

it('a value of libpq has its quotes and backslashes marked', () => {
  expect(libpqValue(String.raw`O'Neil\x`)).toBe(String.raw`'O\'Neil\\x'`);
});

describe('the name of a file', () => {
  it('keeps what every system takes', () => {
    expect(fileName('Söhne & Co', 'PullRequests')).toBe('Söhne & Co PullRequests');
  });

  it('replaces what one of them refuses', () => {
    expect(fileName('a/b:c"<d>|?*', 'x. ')).toBe('a_b_c__d____ x');
    expect(fileName('nul')).toBe('nul_');
    expect(fileName('..')).toBe('_');
  });
});
