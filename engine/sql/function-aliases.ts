/**
 * `FROM generate_series(1, 3) AS i`: in PostgreSQL the alias of a function that yields one column names the column, too.
 * In DuckDB `i` would be the row, so that `(1)` came in place of 1. A list of names behind the alias stays as it is.
 */
import { reservedKeywords } from './keywords.ts';
import { closingIndex, inserted, isName, isOperator, keyword, type Token } from './token.ts';

const functions: ReadonlySet<string> = new Set(['GENERATE_SERIES', 'GENERATE_SUBSCRIPTS', 'UNNEST']);

/** Not reserved, and yet what follows is no alias. */
const joins: ReadonlySet<string> = new Set(
  'JOIN LEFT RIGHT FULL INNER OUTER CROSS NATURAL ASOF SEMI ANTI POSITIONAL TABLESAMPLE'.split(' '),
);

export function functionAliases(tokens: readonly Token[]): readonly Token[] {
  const aliases = new Set(tokens.map((_, index) => seriesAlias(tokens, index)));
  return tokens.flatMap((token, index) => (aliases.has(index) ? [token, ...columnList(token)] : [token]));
}

function seriesAlias(tokens: readonly Token[], index: number): number {
  if (!functions.has(keyword(tokens[index])) || !isOperator(tokens[index + 1], '(')) return -1;
  if (!isInFrom(tokens, index)) return -1;
  const alias = aliasBehind(tokens, closingIndex(tokens, index + 1));
  return isOperator(tokens[alias + 1], '(') ? -1 : alias;
}

function columnList(alias: Token): readonly Token[] {
  const sign = (text: string): Token => inserted('operator', text, alias, '');
  return [sign('('), inserted(alias.kind, alias.text, alias, ''), sign(')')];
}

/** Where the alias of a source stands that ends at `end`; -1 where it has none. */
export function aliasBehind(tokens: readonly Token[], end: number): number {
  const hasAs = keyword(tokens[end + 1]) === 'AS';
  const at = hasAs ? end + 2 : end + 1;
  const word = keyword(tokens[at]);
  const goesOn = !hasAs && (reservedKeywords.has(word) || joins.has(word));
  return isName(tokens[at]) && !goesOn ? at : -1;
}

/** Not the FROM of `IS DISTINCT FROM` and `EXTRACT(… FROM …)`, which has no SELECT in front of it. */
export function isInFrom(tokens: readonly Token[], index: number): boolean {
  let found = false;
  for (let depth = 0, at = index - 1; at >= 0; at--) {
    if (isOperator(tokens[at], ')')) depth += 1;
    else if (isOperator(tokens[at], '(')) depth -= 1;
    if (depth < 0) return false;
    if (depth > 0) continue;
    if (keyword(tokens[at]) === 'FROM') found ||= keyword(tokens[at - 1]) !== 'DISTINCT';
    else if (keyword(tokens[at]) === 'SELECT') return found;
  }
  return false;
}
