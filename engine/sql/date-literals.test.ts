import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DrawbridgeError } from '../error.ts';
import { periodNames } from './date-periods.ts';
import { lex } from './lexer.ts';
import { normalise } from './normalise.ts';

const literal = fc.constantFrom(...periodNames).map((name) => (name.includes('_N_') ? `${name}(3)` : name));
const operator = fc.constantFrom('=', '<>', '!=', '<', '<=', '>', '>=');
const comparison = fc.oneof(
  fc.tuple(operator, literal).map(([sign, name]) => `"🚀" ${sign} ${name}`),
  fc.tuple(literal, literal).map(([from, to]) => `d BETWEEN ${from} AND ${to}`),
  fc.tuple(fc.constantFrom('<', '<=', '>', '>='), literal).map(([sign, name]) => `${name}${sign}d`),
);
const statement = fc
  .array(comparison, { minLength: 1, maxLength: 4 })
  .map((terms) => `SELECT a FROM haystack WHERE ${terms.join(' AND ')} OR needle`);

/** Pieces that make sense in no order. */
const piece = fc.oneof(
  literal,
  operator,
  fc.constantFrom(
    'L_LAST_N_DAYS',
    'L_TODAY(',
    'L_LAST_N_DAYS()',
    '(',
    ')',
    'BETWEEN',
    'AND',
    'UPDATE',
    'SET',
    'SELECT',
    'WHERE',
    'CROSS APPLY',
    'OUTER APPLY',
    'STRING_SPLIT(a, b)',
    'STRING_SPLIT(',
    'CHAR(',
    'NCHAR(65)',
    'AS',
    'CASE WHEN',
    'END',
    "'text'",
    ',',
    '.',
    '?',
    '-',
    "YEAR('2026-01-01')",
    'DATE_TRUNC(',
    'COUNT_BIG(*)',
    'INTO csv://a;b',
    '{fn ',
    '}',
  ),
);

describe('date literals', () => {
  it('lead back to a place in the original, and so do the names beside them', () => {
    fc.assert(
      fc.property(statement, (text) => {
        const normalised = normalise(text);
        const last = Array.from(text).length + 1;
        for (let offset = 0; offset <= normalised.text.length; offset++) {
          const position = normalised.originalPosition(offset);
          expect(position).toBeGreaterThanOrEqual(1);
          expect(position).toBeLessThanOrEqual(last);
        }
        for (const name of ['haystack', 'needle']) {
          const expected = Array.from(text.slice(0, text.indexOf(name))).length + 1;
          expect(normalised.originalPosition(normalised.text.indexOf(name))).toBe(expected);
        }
      }),
    );
  });

  it('leave nothing of themselves, and need no second normalising', () => {
    fc.assert(
      fc.property(statement, (text) => {
        const once = normalise(text).text;
        expect(once).not.toMatch(/\bL_/);
        expect(normalise(once).text).toBe(once);
      }),
    );
  });
});

describe('pieces in any order', () => {
  it('are normalised to something that can be lexed, or refused with a place in the text', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('SELECT ', 'UPDATE t SET a = 1 WHERE ', ''),
        fc.array(piece, { maxLength: 12 }),
        (start, pieces) => {
          const text = start + pieces.join(' ');
          try {
            const normalised = normalise(text);
            lex(normalised.text);
            normalised.originalPosition(normalised.text.length);
          } catch (thrown) {
            expect(thrown).toBeInstanceOf(DrawbridgeError);
            const { position } = thrown as DrawbridgeError;
            if (position !== undefined) expect(position).toBeLessThanOrEqual(text.length + 1);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
