/**
 * `x LIKE ANY (list)` and `x NOT ILIKE ALL (list)`: DuckDB knows neither. A list that is written out is one comparison
 * for each of its patterns, of which the planner may hand some to Bitbucket. A query in the brackets is left as it is.
 */
import { castOperand } from './cast-operand.ts';
import { fill } from './template.ts';
import { closingIndex, inserted, isOperator, keyword, splitAtCommas, type Token } from './token.ts';

const compared = 'list_transform(#3, lambda drawbridge_pattern: #1 #2 drawbridge_pattern)';
const some = `list_reduce(${compared}, lambda drawbridge_one, drawbridge_next: drawbridge_one OR drawbridge_next, false)`;
const all = `list_reduce(${compared}, lambda drawbridge_one, drawbridge_next: drawbridge_one AND drawbridge_next, true)`;

/** With PostgreSQL's answers for NULLs and for an empty list. */
const templates: Readonly<Record<string, string>> = { ANY: some, SOME: some, ALL: all };

export function likeAny(tokens: readonly Token[]): readonly Token[] {
  const rewritten: Token[] = [];
  /** Where each token stands in what is rewritten. */
  const places: number[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined) break;
    places[index] = rewritten.length;
    const template = templates[keyword(tokens[index + 1])];
    const begin = template === undefined ? null : patternOperand(tokens, index);
    if (template === undefined || begin === null) {
      rewritten.push(token);
      continue;
    }
    const close = closingIndex(tokens, index + 2);
    const isNegated = keyword(tokens[index - 1]) === 'NOT';
    const start = places[begin] ?? 0;
    const operand = rewritten.slice(start, isNegated ? -1 : undefined);
    const list = likeAny(tokens.slice(index + 3, close));
    const operator = isNegated ? [inserted('word', 'NOT', token), token] : [token];
    const [first = token] = operand;
    const patterns = writtenOut(list, operand.length);
    const stands =
      patterns === null
        ? fill(template, [operand, operator, listOf(list)], first)
        : oneByOne(patterns, [operand, operator], keyword(tokens[index + 1]) === 'ALL' ? 'AND' : 'OR', first);
    rewritten.splice(start, Infinity, ...stands);
    index = close;
  }
  return rewritten;
}

const isConcatenation = (tokens: readonly Token[], behind: number): boolean =>
  isOperator(tokens[behind - 1], '|') && isOperator(tokens[behind - 2], '|');

/** Where the text begins that a LIKE compares with a list; null for any other token. */
function patternOperand(tokens: readonly Token[], index: number): number | null {
  const isLike = /^I?LIKE$/.test(keyword(tokens[index])) && isOperator(tokens[index + 2], '(');
  if (!isLike || /^(?:SELECT|VALUES|WITH|\()$/.test(keyword(tokens[index + 3]))) return null;
  let begin = castOperand(tokens, keyword(tokens[index - 1]) === 'NOT' ? index - 1 : index);
  while (begin !== null && isConcatenation(tokens, begin)) begin = castOperand(tokens, begin - 2);
  return begin;
}

/** The text is written again for each pattern, which must not make a long statement of a short one. */
const mostTokens = 1000;

/** The patterns of `ARRAY['a', 'b']`; null for every other list. */
function writtenOut(list: readonly Token[], operandLength: number): readonly (readonly Token[])[] | null {
  if (keyword(list[0]) !== 'ARRAY' || closingIndex(list, 1) !== list.length - 1) return null;
  const patterns = splitAtCommas(list.slice(2, -1));
  if (patterns.some(({ length }) => length === 0)) return null;
  return patterns.length * operandLength <= mostTokens ? patterns : null;
}

function oneByOne(
  patterns: readonly (readonly Token[])[],
  left: readonly (readonly Token[])[],
  between: 'AND' | 'OR',
  standsFor: Token,
): Token[] {
  const compared = patterns.flatMap((pattern, index) =>
    fill(index === 0 ? '#1 #2 #3' : `${between} #1 #2 #3`, [...left, pattern], standsFor),
  );
  return fill('(#1)', [compared], standsFor);
}

/** What only a parameter says has no type of its own there. */
function listOf(list: readonly Token[]): readonly Token[] {
  const [only] = list;
  if (only?.kind !== 'parameter' || list.length > 1) return list;
  return fill('CAST(#1 AS VARCHAR[])', [list], only);
}
