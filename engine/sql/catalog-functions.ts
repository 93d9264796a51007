/**
 * `pg_catalog.version()` becomes `version()`: PostgreSQL's clients name its own functions with their schema, in which
 * DuckDB has only a few of them.
 */
import { isOperator, keyword, type Token } from './token.ts';

export function catalogFunctions(tokens: readonly Token[]): readonly Token[] {
  const rewritten: Token[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined) break;
    const name = tokens[index + 2];
    if (name !== undefined && isQualifiedCall(tokens, index)) {
      rewritten.push({ ...name, gap: token.gap });
      index += 2;
    } else {
      rewritten.push(token);
    }
  }
  return rewritten;
}

/** Behind INTO the name is a table's, and the bracket begins its columns. */
function isQualifiedCall(tokens: readonly Token[], index: number): boolean {
  return (
    keyword(tokens[index]) === 'PG_CATALOG' &&
    isOperator(tokens[index + 1], '.') &&
    tokens[index + 2]?.kind === 'word' &&
    isOperator(tokens[index + 3], '(') &&
    !isOperator(tokens[index - 1], '.') &&
    keyword(tokens[index - 1]) !== 'INTO'
  );
}
