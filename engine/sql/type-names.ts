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
    const name = names.get(keyword(token));
    return name !== undefined && isType(tokens, index) ? inPlaceOf(token, name) : token;
  });
}

/** Behind `::`, or between AS and the end of a CAST. A precision, as in FLOAT(24), is left alone. */
function isType(tokens: readonly Token[], index: number): boolean {
  const next = tokens[index + 1];
  if (isOperator(next, '(')) return false;
  if (isOperator(tokens[index - 1], ':') && isOperator(tokens[index - 2], ':')) return true;
  return (
    keyword(tokens[index - 1]) === 'AS' &&
    (isOperator(next, ')') || isOperator(next, '[')) &&
    isInCast(tokens, index)
  );
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
