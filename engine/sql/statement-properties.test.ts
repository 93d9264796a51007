import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lex } from './lexer.ts';
import { normalise } from './normalise.ts';
import { splitStatements } from './split.ts';

const word = fc.constantFrom('Id', 'title', 'Größe', '状態', 'x1', '_a', 'value', 'day', 'TOPIC', 'count');
const quotedName = fc
  .string({ unit: 'binary', maxLength: 6 })
  .map((name) => `"${name.replaceAll('\0', '').replaceAll('"', '""') || 'n'}"`);
const literal = fc.oneof(
  fc
    .string({ unit: 'binary', maxLength: 8 })
    .map((text) => `'${text.replaceAll('\0', '').replaceAll("'", "''")}'`),
  fc.constantFrom(
    '1',
    '1e400',
    '9007199254740993',
    '.5',
    "E'a\\'b'",
    '$$a;b?[c]$$',
    '$t${fn x}$t$',
    "'🚀'",
    'NULL',
  ),
);
const operand = fc.oneof(
  word,
  quotedName,
  literal,
  fc.constantFrom('a.b', '"S"."T"."c"', 'lower(x)', '(1 + 2)'),
);
const gap = fc.constantFrom(' ', '\n', '  ', ' /* ? [a] ; */ ', " -- it's {fn} ?\n", '\t');
const operator = fc.constantFrom(
  '+',
  '-',
  '||',
  '=',
  '<>',
  '>=',
  '::',
  ' AND ',
  ' IS NOT DISTINCT FROM ',
  ' GLOB ',
);

const expression = fc
  .tuple(operand, fc.array(fc.tuple(gap, operator, gap, operand), { maxLength: 4 }))
  .map(([first, rest]) => first + rest.flat().join(''));

/** Statements in which there is nothing to rewrite. */
const plain = fc
  .tuple(fc.array(expression, { minLength: 1, maxLength: 4 }), gap, gap, expression, gap)
  .map(([items, a, b, condition, c]) => `SELECT${a}${items.join(',')}${b}FROM t WHERE${c}${condition}${a}`);

const constructs = fc.constantFrom(
  '[My Name]',
  '`x`',
  "N'n'",
  '?',
  "{d '2026-01-01'}",
  '{fn UCASE({fn LTRIM(x)})}',
  '{fn CONCAT(?, [b])}',
  'DATEADD(day, 1, x)',
  '(SELECT TOP 1 y FROM z UNION SELECT TOP (2) q value FROM z ORDER BY 1)',
  'x name',
);

const special = fc
  .tuple(fc.array(fc.oneof(expression, constructs), { minLength: 1, maxLength: 5 }), gap)
  .map(([items, a]) => `SELECT TOP 3 ${items.join(`,${a}`)}${a}FROM t`);

const literalsOf = (sql: string): readonly string[] =>
  lex(sql)
    .filter(({ kind }) => kind === 'string')
    .map((token) => token.text.replace(/^N'/, "'"));

const textsOf = (sql: string): readonly string[] => lex(sql).map(({ text }) => text);

const codePoints = (text: string): number => Array.from(text).length;

describe('a statement without special constructs', () => {
  it('stays as it is, and its positions are those of its characters', () => {
    fc.assert(
      fc.property(plain, (text) => {
        const statement = normalise(text);
        expect(statement.text).toBe(text);
        let offset = 0;
        for (const character of text) {
          expect(statement.originalPosition(offset)).toBe(codePoints(text.slice(0, offset)) + 1);
          offset += character.length;
        }
      }),
    );
  });
});

describe('a statement with special constructs', () => {
  it('needs no second normalising', () => {
    fc.assert(
      fc.property(special, (text) => {
        const once = normalise(text).text;
        expect(normalise(once).text).toBe(once);
      }),
    );
  });

  it('keeps every string literal', () => {
    fc.assert(
      fc.property(special, (text) => {
        expect(literalsOf(normalise(text).text)).toEqual(literalsOf(text));
      }),
    );
  });

  it('leads from every place back to a place in the original', () => {
    fc.assert(
      fc.property(special, (text) => {
        const statement = normalise(text);
        const last = codePoints(text) + 1;
        for (let offset = 0; offset <= statement.text.length; offset++) {
          const position = statement.originalPosition(offset);
          expect(position).toBeGreaterThanOrEqual(1);
          expect(position).toBeLessThanOrEqual(last);
        }
      }),
    );
  });

  it('leads names that were not rewritten back to themselves', () => {
    fc.assert(
      fc.property(fc.array(constructs, { maxLength: 4 }), (items) => {
        const text = `SELECT ${[...items, 'needle'].join(', ')} FROM "🚀" haystack`;
        const statement = normalise(text);
        for (const name of ['needle', '"🚀"', 'haystack']) {
          const expected = codePoints(text.slice(0, text.indexOf(name))) + 1;
          expect(statement.originalPosition(statement.text.indexOf(name))).toBe(expected);
        }
      }),
    );
  });

  it('has positions that never go backwards where nothing is moved', () => {
    const unmoved = fc
      .array(
        fc.constantFrom('[a b]', '`x`', "N'n'", '?', '{fn UCASE(x)}', "{ts '2026-01-01 00:00:00'}", 'x name'),
        {
          minLength: 1,
        },
      )
      .map((items) => `SELECT ${items.join(', ')} FROM t`);
    fc.assert(
      fc.property(unmoved, (text) => {
        const statement = normalise(text);
        let before = 1;
        for (let offset = 0; offset <= statement.text.length; offset++) {
          const position = statement.originalPosition(offset);
          expect(position).toBeGreaterThanOrEqual(before);
          before = position;
        }
      }),
    );
  });
});

describe('any text', () => {
  it('is lexed without loss, or refused', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        let tokens;
        try {
          tokens = lex(text);
        } catch {
          return;
        }
        expect(tokens.map(({ gap: before, text: own }) => before + own).join('')).toBe(text);
      }),
    );
  });

  it('splits into statements that are lexed alike alone', () => {
    fc.assert(
      fc.property(fc.array(plain, { maxLength: 4 }), (statements) => {
        expect(splitStatements(statements.join(';')).map(textsOf)).toEqual(statements.map(textsOf));
      }),
    );
  });
});
