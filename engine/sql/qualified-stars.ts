/**
 * `schema.table.*` becomes `table.*`: DuckDB takes no more than one name before a star. Where two tables of that name
 * are meant it says so itself.
 */
import { isName, isOperator, type Token } from './token.ts';

export function qualifiedStars(tokens: readonly Token[]): readonly Token[] {
  const kept: Token[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined) break;
    const table = tokens[starred(tokens, index)];
    if (table === undefined) {
      kept.push(token);
      continue;
    }
    kept.push({ ...table, gap: token.gap });
    index = tokens.indexOf(table);
  }
  return kept;
}

/** Where the last of several names before a star stands, if such names begin here; else -1. */
function starred(tokens: readonly Token[], start: number): number {
  if (!isName(tokens[start]) || isOperator(tokens[start - 1], '.')) return -1;
  let last = start;
  while (isOperator(tokens[last + 1], '.') && isName(tokens[last + 2])) last += 2;
  const isStar = isOperator(tokens[last + 1], '.') && isOperator(tokens[last + 2], '*');
  return last > start && isStar ? last : -1;
}
