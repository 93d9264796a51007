/**
 * The literals of SQL-92 for bytes and bits, X'0aff' and B'101', which DuckDB takes for the texts `x0aff` and `b101`.
 */
import { syntaxError } from './syntax-error.ts';
import { fill } from './template.ts';
import { inPlaceOf, type Token } from './token.ts';

/** Throws 42601 for digits that are none, and for half a byte. */
export function digitLiterals(tokens: readonly Token[], text: string): readonly Token[] {
  return tokens.flatMap((token) => {
    if (token.kind !== 'string') return [token];
    switch (token.text[0]) {
      case 'x':
      case 'X':
        return bytes(token, text);
      case 'b':
      case 'B':
        return bits(token, text);
      default:
        return [token];
    }
  });
}

function bytes(token: Token, text: string): readonly Token[] {
  const digits = token.text.slice(2, -1);
  if (!/^(?:[\da-fA-F]{2})*$/.test(digits)) {
    const hint = 'Write two digits from 0 to F for each byte.';
    throw syntaxError("X'…' does not hold bytes.", text, token.start, hint);
  }
  return cast(token, digits.replaceAll(/../g, String.raw`\x$&`), 'BLOB');
}

function bits(token: Token, text: string): readonly Token[] {
  const digits = token.text.slice(2, -1);
  if (!/^[01]+$/.test(digits)) {
    throw syntaxError("B'…' does not hold bits.", text, token.start, 'Write the digits 0 and 1.');
  }
  return cast(token, digits, 'BIT');
}

const cast = (token: Token, value: string, type: string): readonly Token[] =>
  fill(`CAST(#1 AS ${type})`, [[inPlaceOf(token, `'${value}'`)]], token);
