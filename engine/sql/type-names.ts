/**
 * Types that DuckDB has under another name, or means something else by: FLOAT is a double in PostgreSQL, SQL Server and
 * ODBC, and loses digits in DuckDB. NUMERIC without a precision keeps every digit in PostgreSQL and three behind the point
 * in DuckDB, so that `ROUND(x::numeric, 2)` would round twice; here it keeps ten.
 */
import { endsCastSign, inPlaceOf, isOperator, keyword, type Token } from './token.ts';

const names: ReadonlyMap<string, string> = new Map([
  ['FLOAT', 'DOUBLE'],
  ['JSONB', 'JSON'],
  ['NAME', 'VARCHAR'],
  ['NUMERIC', 'DECIMAL(38, 10)'],
  ['DECIMAL', 'DECIMAL(38, 10)'],
  ['DEC', 'DECIMAL(38, 10)'],
]);

export function typeNames(tokens: readonly Token[]): readonly Token[] {
  const casts: boolean[] = [];
  // Times are kept to the microsecond; DuckDB takes a precision for those without a zone only.
  const dropped = precisionsWithZone(tokens);
  return tokens.flatMap((token, index) => {
    if (dropped.has(index)) return [];
    if (isOperator(token, '(')) casts.push(/^(?:TRY_)?CAST$/.test(keyword(tokens[index - 1])));
    else if (isOperator(token, ')')) casts.pop();
    if (token.kind === 'string' && keyword(tokens[index + 3]) === 'BYTEA' && endsCastSign(tokens, index + 2))
      return inPlaceOf(token, bytesText(token.text));
    const name = names.get(keyword(token));
    return name !== undefined && isType(tokens, index, casts.at(-1) === true)
      ? inPlaceOf(token, name)
      : token;
  });
}

/** Where the `(`, the digits and the `)` of `timestamptz(3)` and `timestamp(3) with time zone` stand in a cast. */
function precisionsWithZone(tokens: readonly Token[]): ReadonlySet<number> {
  const found = tokens.flatMap((token, open) => {
    const type = keyword(tokens[open - 1]);
    if (!isOperator(token, '(') || !/^TIME(?:STAMP)?(?:TZ)?$/.test(type)) return [];
    if (tokens[open + 1]?.kind !== 'number' || !isOperator(tokens[open + 2], ')')) return [];
    if (!endsCastSign(tokens, open - 2) && keyword(tokens[open - 2]) !== 'AS') return [];
    const isZoned = keyword(tokens[open + 3]) === 'WITH' && keyword(tokens[open + 4]) === 'TIME';
    return isZoned || type.endsWith('TZ') ? [open, open + 1, open + 2] : [];
  });
  return new Set(found);
}

/** Behind `::`, or between AS and the end of a CAST. A precision, as in FLOAT(24), is left alone. */
function isType(tokens: readonly Token[], index: number, inCast: boolean): boolean {
  const next = tokens[index + 1];
  if (isOperator(next, '(')) return false;
  if (endsCastSign(tokens, index - 1)) return true;
  return inCast && keyword(tokens[index - 1]) === 'AS' && (isOperator(next, ')') || isOperator(next, '['));
}

/** `'\x00ff'`, as PostgreSQL writes bytes, in DuckDB's way, which has `\x` in front of each. */
function bytesText(text: string): string {
  const digits = /^(?:'\\|[eE]'\\\\)x((?:[\da-fA-F]{2})*)'$/.exec(text)?.[1];
  return digits === undefined ? text : `'${digits.replaceAll(/../g, String.raw`\x$&`)}'`;
}
