/**
 * A cast to a text of a length, such as `CAST(Hash AS VARCHAR(7))` and `Hash::char(7)`, cuts what is longer, as the SQL
 * standard has it; DuckDB takes no heed of the length. CHAR is not filled up with blanks.
 */
import { reservedKeywords } from './keywords.ts';
import { inserted, isName, isOperator, keyword, nesting, type Token } from './token.ts';

export function textLengths(tokens: readonly Token[]): readonly Token[] {
  if (!tokens.some((token, index) => isOperator(token, '(') && textTypes.has(keyword(tokens[index - 1]))))
    return tokens;
  const opening = openingBrackets(tokens);
  const casts = tokens.flatMap((_, index) => lengthCast(tokens, index, opening) ?? []);
  const begun = new Map<number, number>();
  for (const { begin } of casts) begun.set(begin, (begun.get(begin) ?? 0) + 1);
  const ended = new Map(casts.map((cast) => [cast.end, cast]));
  const dropped = new Set(casts.flatMap(({ open }) => [open, open + 1, open + 2]));
  return tokens.flatMap((token, index) => {
    const count = begun.get(index) ?? 0;
    const before = Array.from({ length: count }, (_, nth) => [
      inserted('word', 'left', token, nth === 0 ? token.gap : ''),
      inserted('operator', '(', token, ''),
    ]);
    const own = dropped.has(index) ? [] : [count === 0 ? token : { ...token, gap: '' }];
    const cast = ended.get(index);
    const behind =
      cast === undefined
        ? []
        : [
            inserted('operator', ',', token, ''),
            inserted('number', cast.length, token),
            inserted('operator', ')', token, ''),
          ];
    return [...before.flat(), ...own, ...behind];
  });
}

interface LengthCast {
  /** The first and the last token of the whole cast. */
  readonly begin: number;
  readonly end: number;
  /** The bracket in front of the length. */
  readonly open: number;
  readonly length: string;
}

const textTypes: ReadonlySet<string> = new Set(
  'VARCHAR CHAR NVARCHAR NCHAR BPCHAR CHARACTER VARYING'.split(' '),
);

/** Of each token the bracket or CASE that it stands in, and of a closing one its opening; -1 for none. */
function openingBrackets(tokens: readonly Token[]): readonly number[] {
  const open: number[] = [];
  return tokens.map((token, index) => {
    const word = isOperator(tokens[index - 1], '.') ? '' : keyword(token);
    const direction = word === 'CASE' ? 1 : word === 'END' ? -1 : nesting(token);
    const around = (direction < 0 ? open.pop() : open.at(-1)) ?? -1;
    if (direction > 0) open.push(index);
    return around;
  });
}

/** The cast whose type has its length in the bracket at `open`; null for anything else, such as a list of texts. */
function lengthCast(tokens: readonly Token[], open: number, opening: readonly number[]): LengthCast | null {
  const length = tokens[open + 1];
  if (!textTypes.has(keyword(tokens[open - 1])) || !isOperator(tokens[open], '(')) return null;
  if (length?.kind !== 'number' || !/^\d{1,9}$/.test(length.text) || !isOperator(tokens[open + 2], ')'))
    return null;
  const type = keyword(tokens[open - 1]) === 'VARYING' ? open - 2 : open - 1;
  if (keyword(tokens[type - 1]) === 'AS') {
    const begin = (opening[type - 1] ?? 0) - 1;
    const isCast = /^(?:TRY_)?CAST$/.test(keyword(tokens[begin])) && isOperator(tokens[open + 3], ')');
    return isCast ? { begin, end: open + 3, open, length: length.text } : null;
  }
  if (!isCastSign(tokens, type - 1) || isOperator(tokens[open + 3], '[')) return null;
  const begin = operandBegin(tokens, type - 3, opening);
  return begin === null ? null : { begin, end: open + 2, open, length: length.text };
}

/** Whether `::` ends here. */
const isCastSign = (tokens: readonly Token[], index: number): boolean =>
  isOperator(tokens[index], ':') && isOperator(tokens[index - 1], ':');

const timeTypes: ReadonlySet<string> = new Set('DATE TIME TIMESTAMP TIMESTAMPTZ INTERVAL'.split(' '));
/** What may stand before a bracket that is no call, though it is no reserved word. */
const notCalls: ReadonlySet<string> = new Set(
  'LIKE ILIKE BETWEEN ESCAPE SIMILAR BY IS ISNULL VALUES'.split(' '),
);
/** How many words stand between a call and a bracket that belongs to it. */
const continuing: ReadonlyMap<string, number> = new Map([
  ['OVER', 1],
  ['FILTER', 1],
  ['GROUP', 2],
]);

/** Where what is cast begins, which ends at `end`; null for what is no expression. */
function operandBegin(tokens: readonly Token[], end: number, opening: readonly number[]): number | null {
  let begin = end;
  const last = tokens[end];
  if (isOperator(last, ']')) {
    const list = opening[end] ?? -1;
    const isPlain = !isName(tokens[list - 1]) && !isOperator(tokens[list - 1], ')');
    return isPlain ? list : operandBegin(tokens, list - 1, opening);
  }
  if (isOperator(last, ')')) {
    begin = opening[end] ?? -1;
    const word = keyword(tokens[begin - 1]);
    const between = continuing.get(word);
    if (between !== undefined) return operandBegin(tokens, begin - between - 1, opening);
    const isCall =
      isName(tokens[begin - 1]) && !notCalls.has(word) && (word === 'CAST' || !reservedKeywords.has(word));
    if (isCall) begin -= 1;
  } else if (keyword(last) === 'END') begin = opening[end] ?? -1;
  else if (keyword(tokens[end - 1]) === 'OVER') return operandBegin(tokens, end - 2, opening);
  else if (/^(?:PRECISION|VARYING)$/.test(keyword(last))) begin -= 1;
  else if (keyword(last) === 'ZONE') begin -= 3;
  else if (last?.kind === 'string' && timeTypes.has(keyword(tokens[end - 1]))) begin -= 1;
  if (begin < 0) return null;
  while (isOperator(tokens[begin - 1], '.') && isName(tokens[begin - 2])) begin -= 2;
  return isCastSign(tokens, begin - 1) ? operandBegin(tokens, begin - 3, opening) : begin;
}
