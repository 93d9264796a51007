/**
 * The interval literals of SQL-92 that DuckDB does not read: several fields (`INTERVAL '1-2' YEAR TO MONTH`), a precision
 * (`DAY(3)`), a sign in front of the string. The fields become units in the string, which means the same.
 */
import { plainText } from './quoting.ts';
import { syntaxError } from './syntax-error.ts';
import { fill } from './template.ts';
import { closingIndex, inPlaceOf, isOperator, keyword, type Token } from './token.ts';

const fields: readonly string[] = ['YEAR', 'MONTH', 'DAY', 'HOUR', 'MINUTE', 'SECOND'];

/** How many a field holds when another one leads. */
const most: Readonly<Record<string, number>> = { MONTH: 11, HOUR: 23, MINUTE: 59, SECOND: 59 };

const hint =
  "Write INTERVAL '1-2' YEAR TO MONTH, INTERVAL '3 04:05:06.5' DAY TO SECOND, or a part of either.";

interface Literal {
  readonly sign: string;
  readonly string: Token;
  /** The first field, and the name of the last one. */
  readonly unit: Token;
  readonly last: string;
  /** Behind the whole literal. */
  readonly end: number;
}

/** Throws 42601 for a string that does not have the fields named behind it. */
export function intervalLiterals(tokens: readonly Token[], text: string): readonly Token[] {
  const result: Token[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined) break;
    const literal = keyword(token) === 'INTERVAL' ? literalAt(tokens, index + 1) : null;
    if (literal === null) {
      result.push(token);
    } else {
      result.push(...rewritten(token, literal, text));
      index = literal.end - 1;
    }
  }
  return result;
}

/** Null for one that DuckDB reads as it is. */
function literalAt(tokens: readonly Token[], from: number): Literal | null {
  const signed = isOperator(tokens[from], '-') || isOperator(tokens[from], '+');
  const at = signed ? from + 1 : from;
  const string = tokens[at];
  const unit = tokens[at + 1];
  if (plainText(string) === undefined || !fields.includes(keyword(unit))) return null;
  if (string === undefined || unit === undefined) return null;
  const firstEnd = behindPrecision(tokens, at + 2);
  const ranges = keyword(tokens[firstEnd]) === 'TO' && fields.includes(keyword(tokens[firstEnd + 1]));
  const end = ranges ? behindPrecision(tokens, firstEnd + 2) : firstEnd;
  if (!signed && end === at + 2) return null;
  const sign = isOperator(tokens[from], '-') ? '-' : '';
  return { sign, string, unit, last: keyword(ranges ? tokens[firstEnd + 1] : unit), end };
}

function behindPrecision(tokens: readonly Token[], at: number): number {
  const isPrecision = isOperator(tokens[at], '(') && tokens[at + 1]?.kind === 'number';
  return isPrecision ? closingIndex(tokens, at) + 1 : at;
}

function rewritten(interval: Token, { sign, string, unit, last }: Literal, text: string): readonly Token[] {
  const value = (plainText(string) ?? '').trim();
  const first = keyword(unit);
  if (first === last) return [interval, inPlaceOf(string, `'${negated(value, sign)}'`), unit];
  const named = fields.slice(fields.indexOf(first), fields.indexOf(last) + 1);
  const match = patternOf(named)?.exec(value);
  const numbers = match?.slice(2) ?? [];
  const fits = named.every((field, index) => index === 0 || Number(numbers[index]) < (most[field] ?? 0) + 1);
  if (match === null || match === undefined || !fits) {
    throw syntaxError(`The interval is none of ${first} TO ${last}.`, text, string.start, hint);
  }
  const both = negated(match[1] === '-' ? '-' : '', sign);
  const units = named.map((field, index) => `${both}${numbers[index]} ${field.toLowerCase()}s`);
  // Not INTERVAL '…', whose unit an alias behind it would become.
  return fill('CAST(#1 AS INTERVAL)', [[inPlaceOf(string, `'${units.join(' ')}'`)]], interval);
}

const negated = (value: string, sign: string): string =>
  sign === '' ? value : value.startsWith('-') ? value.slice(1) : `-${value}`;

/** One sign for all, the fields, and between them what SQL-92 puts there. Null where no interval has both fields. */
function patternOf(named: readonly string[]): RegExp | null {
  const months = named[0] === 'YEAR';
  if (named.length < 2 || (months ? named.length > 2 : named[0] === 'MONTH')) return null;
  const parts = named.map((field, index) => {
    const between = index === 0 ? '' : months ? '-' : named[index - 1] === 'DAY' ? ' +' : ':';
    return between + (field === 'SECOND' ? String.raw`(\d+(?:\.\d*)?)` : String.raw`(\d+)`);
  });
  return new RegExp(`^([+-]?)${parts.join('')}$`);
}
