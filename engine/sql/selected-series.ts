/** `SELECT generate_series(1, 3)` is a row for each in PostgreSQL, and one list in DuckDB. */
import { closingIndex, inserted, isOperator, keyword, nesting, type Token } from './token.ts';

export function selectedSeries(tokens: readonly Token[]): readonly Token[] {
  const ends = new Map<number, readonly Token[]>();
  return tokens.flatMap((token, index) => {
    const behind = ends.get(index) ?? [];
    if (keyword(token) !== 'GENERATE_SERIES' || !isOperator(tokens[index + 1], '('))
      return [token, ...behind];
    if (!isSelected(tokens, index)) return [token, ...behind];
    const close = closingIndex(tokens, index + 1);
    const sign = (text: string): Token => inserted('operator', text, token, '');
    ends.set(close, [sign(')'), ...nameOf(tokens, index, close)]);
    return [inserted('word', 'unnest', token, token.gap), sign('('), { ...token, gap: '' }];
  });
}

/** In the list of a SELECT, and not within another call. */
function isSelected(tokens: readonly Token[], index: number): boolean {
  for (let depth = 0, at = index - 1; at >= 0; at--) {
    depth -= nesting(tokens[at]);
    if (depth < 0) return false;
    if (depth > 0) continue;
    const word = keyword(tokens[at]);
    if (word === 'SELECT') return true;
    if (clauses.has(word)) return false;
  }
  return false;
}

const clauses: ReadonlySet<string> = new Set(
  'FROM WHERE GROUP HAVING WINDOW ORDER LIMIT OFFSET QUALIFY'.split(' '),
);

/** What the column is called where it has no name of its own. */
function nameOf(tokens: readonly Token[], index: number, close: number): readonly Token[] {
  const [token, before] = [tokens[index], tokens[index - 1]];
  // A name that is no part of the text (column-names.ts) is none for those that read the column by it.
  const next = tokens[close + 1]?.implied === true ? tokens[close + 2] : tokens[close + 1];
  const isAlone =
    (isOperator(before, ',') || keyword(before) === 'SELECT') &&
    (next?.kind === 'end' || isOperator(next, ',') || isOperator(next, ')') || clauses.has(keyword(next)));
  if (token === undefined || !isAlone) return [];
  return [inserted('word', 'AS', token), inserted('word', 'generate_series', token)];
}
