/** Casts as tokens: `x::type`, of which the operand must be found, and `CAST(x AS type)`. */
import { reservedKeywords } from './keywords.ts';
import { endsCastSign, isName, isOperator, keyword, type Token } from './token.ts';
import { pairsOf } from './token-pairs.ts';

/** How many words stand between a call and a bracket that belongs to it. */
const continuing: ReadonlyMap<string, number> = new Map([
  ['OVER', 1],
  ['FILTER', 1],
  ['GROUP', 2],
]);

const timeTypes: ReadonlySet<string> = new Set('DATE TIME TIMESTAMP TIMESTAMPTZ INTERVAL'.split(' '));

/** What may stand before a bracket that is no call, though it is no reserved word. */
const notCalls: ReadonlySet<string> = new Set(
  'LIKE ILIKE BETWEEN ESCAPE SIMILAR BY IS ISNULL VALUES JOIN'.split(' '),
);

/** Where the operand begins that ends in front of `behind`; null where none stands there. */
export function castOperand(tokens: readonly Token[], behind: number): number | null {
  const { openOf, caseOf } = pairsOf(tokens);
  const end = behind - 1;
  const last = tokens[end];
  let begin = end;
  if (isOperator(last, ']')) {
    begin = openOf(end);
    // A list that is indexed, or one that is written out.
    return isValue(tokens, begin - 1) ? castOperand(tokens, begin) : cast(tokens, begin);
  }
  if (isOperator(last, ')')) {
    begin = openOf(end);
    const between = continuing.get(keyword(tokens[begin - 1]));
    if (between !== undefined) return castOperand(tokens, begin - between);
    if (isCalled(tokens[begin - 1])) begin -= 1;
  } else if (keyword(last) === 'END') begin = caseOf(end);
  else if (keyword(tokens[end - 1]) === 'OVER') return castOperand(tokens, end - 1);
  else if (/^(?:PRECISION|VARYING)$/.test(keyword(last))) begin -= 1;
  else if (keyword(last) === 'ZONE') begin -= 3;
  else if (last?.kind === 'string' && timeTypes.has(keyword(tokens[end - 1]))) begin -= 1;
  else if (last === undefined || last.kind === 'operator') return null;
  return begin < 0 ? null : cast(tokens, begin);
}

/** With the qualifiers of a name, and what a cast in front of a type casts. */
function cast(tokens: readonly Token[], first: number): number | null {
  let begin = first;
  while (isOperator(tokens[begin - 1], '.') && isName(tokens[begin - 2])) begin -= 2;
  return endsCastSign(tokens, begin - 1) ? castOperand(tokens, begin - 2) : begin;
}

/** Whether a bracket behind it takes an item of it. */
const isValue = (tokens: readonly Token[], index: number): boolean =>
  isOperator(tokens[index], ')') || isOperator(tokens[index], ']') || isFree(tokens[index]);

const isCalled = (token: Token | undefined): boolean => isFree(token) && !notCalls.has(keyword(token));

/** A name, or one of the reserved words that a value begins with. */
const isFree = (token: Token | undefined): boolean =>
  isName(token) && (/^(?:CAST|ARRAY)$/.test(keyword(token)) || !reservedKeywords.has(keyword(token)));

/** The bracket of the CAST that the AS belongs to; null for an AS of another kind. */
export function openingOfCast(tokens: readonly Token[], as: number): number | null {
  for (let depth = 0, index = as - 1; index >= 0; index--) {
    if (isOperator(tokens[index], ')')) depth += 1;
    if (!isOperator(tokens[index], '(')) continue;
    if (depth === 0) return keyword(tokens[index - 1]) === 'CAST' ? index : null;
    depth -= 1;
  }
  return null;
}
