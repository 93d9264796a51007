/**
 * `FROM generate_series(1, 3) AS i`: in PostgreSQL the alias of a function that yields one column names the column, too.
 * In DuckDB `i` would be the row, so that `(1)` came in place of 1. Rows that are written out have names of their own,
 * too. A list of names behind the alias stays as it is.
 */
import { reservedKeywords } from './keywords.ts';
import { closingIndex, inserted, isName, isOperator, keyword, splitAtCommas, type Token } from './token.ts';

const functions: ReadonlySet<string> = new Set(['GENERATE_SERIES', 'GENERATE_SUBSCRIPTS', 'UNNEST']);

/** Not reserved, and yet what follows is no alias. */
const joins: ReadonlySet<string> = new Set(
  'JOIN LEFT RIGHT FULL INNER OUTER CROSS NATURAL ASOF SEMI ANTI POSITIONAL TABLESAMPLE'.split(' '),
);

export function functionAliases(tokens: readonly Token[]): readonly Token[] {
  const lists = new Map<number, readonly string[]>();
  tokens.forEach((token, index) => {
    const series = seriesAlias(tokens, index);
    lists.set(series, [tokens[series]?.text ?? '']);
    if (keyword(token) === 'VALUES') lists.set(rowsAlias(tokens, index), rowNames(tokens, index));
  });
  return tokens.flatMap((token, index) => {
    const names = lists.get(index);
    return names === undefined ? [token] : [token, ...columnList(token, names)];
  });
}

/** `FROM (VALUES (1, 2)) v`: the columns are `column1` and `column2` in PostgreSQL, `col0` and `col1` in DuckDB. */
function rowsAlias(tokens: readonly Token[], index: number): number {
  if (!isOperator(tokens[index - 1], '(') || !isOperator(tokens[index + 1], '(')) return -1;
  if (!isInFrom(tokens, index - 1)) return -1;
  const alias = aliasBehind(tokens, closingIndex(tokens, index - 1));
  return isOperator(tokens[alias + 1], '(') ? -1 : alias;
}

/** Of the rows behind VALUES. */
export const rowNames = (tokens: readonly Token[], index: number): readonly string[] =>
  splitAtCommas(tokens.slice(index + 2, closingIndex(tokens, index + 1))).map(
    (_, place) => `column${place + 1}`,
  );

function seriesAlias(tokens: readonly Token[], index: number): number {
  if (!functions.has(keyword(tokens[index])) || !isOperator(tokens[index + 1], '(')) return -1;
  if (!isInFrom(tokens, index)) return -1;
  const alias = aliasBehind(tokens, closingIndex(tokens, index + 1));
  return isOperator(tokens[alias + 1], '(') ? -1 : alias;
}

/** `(a, b)` behind the alias of a source. */
export function columnList(alias: Token, names: readonly string[]): readonly Token[] {
  const sign = (text: string): Token => inserted('operator', text, alias, '');
  const listed = names.map((name) => inserted(name.startsWith('"') ? 'quoted' : 'word', name, alias, ''));
  return [
    sign('('),
    ...listed.flatMap((name, index) => (index === 0 ? [name] : [sign(','), name])),
    sign(')'),
  ];
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
