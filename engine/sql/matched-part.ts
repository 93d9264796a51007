/**
 * `SUBSTRING(text FROM 'pattern')`: what the regular expression matches, or its first group where it has one, as in
 * PostgreSQL. DuckDB would take the pattern for the place where the part begins.
 */
import { fill } from './template.ts';
import { closingIndex, isOperator, keyword, nesting, type Token } from './token.ts';

export function matchedParts(tokens: readonly Token[]): readonly Token[] {
  const rewritten: Token[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined) break;
    const isCall = keyword(token) === 'SUBSTRING' && isOperator(tokens[index + 1], '(');
    const close = isCall ? closingIndex(tokens, index + 1) : -1;
    const pattern = isCall ? patternOf(tokens.slice(index + 2, close)) : null;
    if (pattern === null) {
      rewritten.push(token);
      continue;
    }
    const text = matchedParts(tokens.slice(index + 2, close - 2));
    rewritten.push(...fill(hasGroup.test(pattern.text) ? firstGroup : wholeMatch, [text, [pattern]], token));
    index = close;
  }
  return rewritten;
}

const wholeMatch = 'CASE WHEN regexp_matches(#1, #2) THEN regexp_extract(#1, #2) END';
const firstGroup = 'CASE WHEN regexp_matches(#1, #2) THEN regexp_extract(#1, #2, 1) END';
const hasGroup = /(?<!\\)\((?!\?)/;

/** Behind the FROM of SUBSTRING's only argument; null for a place, which may be a number in quotes. */
function patternOf(argument: readonly Token[]): Token | null {
  const pattern = argument.at(-1);
  if (
    pattern?.kind !== 'string' ||
    keyword(argument.at(-2)) !== 'FROM' ||
    /^'\s*[+-]?\d+\s*'$/.test(pattern.text)
  )
    return null;
  let depth = 0;
  for (const token of argument) {
    depth += nesting(token);
    if (depth === 0 && isOperator(token, ',')) return null;
  }
  return pattern;
}
