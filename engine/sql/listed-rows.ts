/**
 * `VALUES (1, 2)` in the place of a query: its columns are `column1` and `column2` in PostgreSQL, `col0` and `col1` in
 * DuckDB. In FROM they are named with their alias (`function-aliases.ts`); the rows of an INSERT have no names.
 */
import { columnList, rowNames } from './function-aliases.ts';
import { fill } from './template.ts';
import { closingIndex, isOperator, keyword, type Token } from './token.ts';

export function listedRows(tokens: readonly Token[]): readonly Token[] {
  const rewritten: Token[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined) break;
    if (keyword(token) !== 'VALUES' || !isOperator(tokens[index + 1], '(') || !isQuery(tokens, index)) {
      rewritten.push(token);
      continue;
    }
    let last = closingIndex(tokens, index + 1);
    while (isOperator(tokens[last + 1], ',') && isOperator(tokens[last + 2], '('))
      last = closingIndex(tokens, last + 2);
    const names = columnList(token, rowNames(tokens, index));
    const rows = tokens.slice(index, last + 1);
    rewritten.push(...fill('SELECT * FROM (#1) AS "*VALUES*"#2', [rows, names], token));
    index = last;
  }
  return rewritten;
}

/** At the beginning of a statement or of a WITH query, behind EXPLAIN or DECLARE … FOR, and in a COPY. */
function isQuery(tokens: readonly Token[], index: number): boolean {
  if (index === 0 || /^(?:EXPLAIN|ANALYZE|FOR)$/.test(keyword(tokens[index - 1]))) return true;
  if (!isOperator(tokens[index - 1], '(')) return false;
  return index === 1 || /^(?:AS|MATERIALIZED|COPY)$/.test(keyword(tokens[index - 2]));
}
