/**
 * `FROM generate_series(1, 3) AS i`: in PostgreSQL the alias of a function that yields one column names the column, too.
 * In DuckDB `i` would be the row, so that `(1)` came in place of 1. A list of names behind the alias stays as it is.
 */
import { otherKeywords, reservedKeywords } from './keywords.ts';
import { closingIndex, inserted, isName, isOperator, keyword, type Token } from './token.ts';

const functions: ReadonlySet<string> = new Set(['GENERATE_SERIES', 'UNNEST']);
const openers: ReadonlySet<string> = new Set(['FROM', 'JOIN', 'LATERAL']);

export function functionAliases(tokens: readonly Token[]): readonly Token[] {
  const named: Token[] = [];
  const columns = new Map<number, Token>();
  tokens.forEach((token, index) => {
    const alias = openers.has(keyword(tokens[index - 1])) ? aliasIndex(tokens, index) : -1;
    const name = tokens[alias];
    if (name !== undefined) columns.set(alias, name);
    named.push(token);
    const column = columns.get(index);
    if (column === undefined) return;
    named.push(inserted('operator', '(', column, ''), inserted(column.kind, column.text, column, ''));
    named.push(inserted('operator', ')', column, ''));
  });
  return named;
}

/** Where the alias of the call at `index` stands; -1 where there is none, or it has names of columns. */
function aliasIndex(tokens: readonly Token[], index: number): number {
  if (!functions.has(keyword(tokens[index])) || !isOperator(tokens[index + 1], '(')) return -1;
  const behind = closingIndex(tokens, index + 1) + 1;
  const hasAs = keyword(tokens[behind]) === 'AS';
  const alias = hasAs ? behind + 1 : behind;
  const token = tokens[alias];
  if (!isName(token) || isOperator(tokens[alias + 1], '(')) return -1;
  const word = keyword(token);
  // Without AS a keyword goes on with the statement.
  return hasAs || !(reservedKeywords.has(word) || otherKeywords.has(word)) ? alias : -1;
}
