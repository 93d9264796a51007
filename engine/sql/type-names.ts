/**
 * Types that DuckDB has under another name, or means something else by: FLOAT is a double in PostgreSQL, SQL Server and
 * ODBC, and loses digits in DuckDB.
 */
import { inPlaceOf, isOperator, keyword, type Token } from './token.ts';

const names: ReadonlyMap<string, string> = new Map([
  ['FLOAT', 'DOUBLE'],
  ['JSONB', 'JSON'],
]);

export function typeNames(tokens: readonly Token[]): readonly Token[] {
  return tokens.map((token, index) => {
    if (token.kind === 'string' && keyword(tokens[index + 3]) === 'BYTEA' && isCast(tokens, index + 3))
      return inPlaceOf(token, bytesText(token.text));
    const name = names.get(keyword(token));
    return name !== undefined && isType(tokens, index) ? inPlaceOf(token, name) : token;
  });
}

/** Behind `::`, or between AS and the end of a CAST. A precision, as in FLOAT(24), is left alone. */
function isType(tokens: readonly Token[], index: number): boolean {
  const next = tokens[index + 1];
  if (isOperator(next, '(')) return false;
  if (isCast(tokens, index)) return true;
  return (
    keyword(tokens[index - 1]) === 'AS' &&
    (isOperator(next, ')') || isOperator(next, '[')) &&
    isInCast(tokens, index)
  );
}

const isCast = (tokens: readonly Token[], index: number): boolean =>
  isOperator(tokens[index - 1], ':') && isOperator(tokens[index - 2], ':');

/** `'\x00ff'`, as PostgreSQL writes bytes, in DuckDB's way, which has `\x` in front of each. */
function bytesText(text: string): string {
  const digits = /^(?:'\\|[eE]'\\\\)x((?:[\da-fA-F]{2})*)'$/.exec(text)?.[1];
  return digits === undefined ? text : `'${digits.replaceAll(/../g, String.raw`\x$&`)}'`;
}

function isInCast(tokens: readonly Token[], index: number): boolean {
  for (let depth = 0, at = index - 1; at >= 0; at--) {
    if (isOperator(tokens[at], ')')) depth += 1;
    if (!isOperator(tokens[at], '(')) continue;
    if (depth === 0) return /^(?:TRY_)?CAST$/.test(keyword(tokens[at - 1]));
    depth -= 1;
  }
  return false;
}
