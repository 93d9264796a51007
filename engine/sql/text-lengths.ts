/**
 * A cast to a text of a length, such as `CAST(Hash AS VARCHAR(7))` and `Hash::char(7)`, cuts what is longer, as the SQL
 * standard has it; DuckDB takes no heed of the length. CHAR is not filled up with blanks.
 */
import { castOperand } from './cast-operand.ts';
import { endsCastSign, inserted, isOperator, keyword, type Token } from './token.ts';
import { pairsOf } from './token-pairs.ts';

export function textLengths(tokens: readonly Token[]): readonly Token[] {
  if (!tokens.some((token, index) => isOperator(token, '(') && textTypes.has(keyword(tokens[index - 1]))))
    return tokens;
  const casts = tokens.flatMap((_, index) => lengthCast(tokens, index) ?? []);
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

/** The cast whose type has its length in the bracket at `open`; null for anything else, such as a list of texts. */
function lengthCast(tokens: readonly Token[], open: number): LengthCast | null {
  const length = tokens[open + 1];
  if (!textTypes.has(keyword(tokens[open - 1])) || !isOperator(tokens[open], '(')) return null;
  if (length?.kind !== 'number' || !/^\d{1,9}$/.test(length.text) || !isOperator(tokens[open + 2], ')'))
    return null;
  const type = keyword(tokens[open - 1]) === 'VARYING' ? open - 2 : open - 1;
  if (keyword(tokens[type - 1]) === 'AS') {
    const begin = pairsOf(tokens).openOf(open + 3) - 1;
    const isCast = /^(?:TRY_)?CAST$/.test(keyword(tokens[begin])) && isOperator(tokens[open + 3], ')');
    return isCast ? { begin, end: open + 3, open, length: length.text } : null;
  }
  if (!endsCastSign(tokens, type - 1) || isOperator(tokens[open + 3], '[')) return null;
  const begin = castOperand(tokens, type - 2);
  return begin === null ? null : { begin, end: open + 2, open, length: length.text };
}
