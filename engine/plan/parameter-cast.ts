/** The type that a statement casts a parameter to: `$1::bigint`, `CAST($1 AS bigint)`. As in PostgreSQL, it is the parameter's. */
import { closingIndex, isOperator, keyword, type Token } from '../sql/token.ts';

/** `parameter` is the index of the parameter's token. As it is written, in `sql`; null where there is no cast. */
export function castOfParameter(sql: string, tokens: readonly Token[], parameter: number): string | null {
  const isShort = isOperator(tokens[parameter + 1], ':') && isOperator(tokens[parameter + 2], ':');
  const isLong =
    isOperator(tokens[parameter - 1], '(') &&
    keyword(tokens[parameter - 2]) === 'CAST' &&
    keyword(tokens[parameter + 1]) === 'AS';
  if (!isShort && !isLong) return null;
  const first = isShort ? parameter + 3 : parameter + 2;
  const end = isShort ? endOfType(tokens, first) : closingIndex(tokens, parameter - 1);
  const [from, to] = [tokens[first], tokens[end - 1]];
  if (from === undefined || to === undefined || end <= first) return null;
  const isPlain = tokens
    .slice(first, end)
    .every(
      ({ kind, text }) =>
        kind === 'word' || kind === 'quoted' || kind === 'number' || /^[().,[\]]$/.test(text),
    );
  return isPlain ? sql.slice(from.start, to.end) : null;
}

/** Words that may stand behind a type's first. */
const further: Readonly<Record<string, readonly string[]>> = {
  DOUBLE: ['PRECISION'],
  CHARACTER: ['VARYING'],
  CHAR: ['VARYING'],
  TIMESTAMP: ['WITH', 'WITHOUT', 'TIME', 'ZONE'],
  TIME: ['WITH', 'WITHOUT', 'TIME', 'ZONE'],
};

/** The index behind the type that begins at `first`. */
function endOfType(tokens: readonly Token[], first: number): number {
  const words = further[keyword(tokens[first])] ?? [];
  let end = first + 1;
  const skip = (): void => {
    while (words.includes(keyword(tokens[end]))) end += 1;
  };
  skip();
  if (isOperator(tokens[end], '(')) end = closingIndex(tokens, end) + 1;
  skip();
  while (isOperator(tokens[end], '[') && isOperator(tokens[end + 1], ']')) end += 2;
  return end;
}
