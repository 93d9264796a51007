/** `EXISTS (SELECT FROM t)`: PostgreSQL lets a selection be empty, and DuckDB does not. */
import { inserted, isOperator, keyword, type Token } from './token.ts';

export function emptySelections(tokens: readonly Token[]): readonly Token[] {
  return tokens.flatMap((token, index) => {
    const isEmpty =
      keyword(token) === 'FROM' &&
      keyword(tokens[index - 1]) === 'SELECT' &&
      isOperator(tokens[index - 2], '(') &&
      keyword(tokens[index - 3]) === 'EXISTS';
    return isEmpty ? [inserted('number', '1', token), token] : [token];
  });
}
