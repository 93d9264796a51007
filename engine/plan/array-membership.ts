/**
 * `x = ANY (array)` and `x <> ALL (array)` as `IN` and `NOT IN`, which mean the same, and which Bitbucket can be asked.
 * DuckDB takes the former for a subquery, of which it plans few.
 */
import { lex } from '../sql/lexer.ts';
import { closingIndex, isOperator, type Token } from '../sql/token.ts';
import { quoteLiteral } from '../store/quote.ts';
import { arrayItems } from './array-text.ts';
import type { Edit } from './splice.ts';

export interface Membership {
  /** From the operator to the closing bracket. */
  readonly offset: number;
  readonly length: number;
  readonly negated: boolean;
  /** The index of the operator's first token. */
  readonly sign: number;
  /** The index of the first token of the array, and of the bracket behind it. */
  readonly first: number;
  readonly close: number;
}

export function memberships(tokens: readonly Token[]): readonly Membership[] {
  return [...tokens.keys()].flatMap((index) => membershipAt(tokens, index) ?? []);
}

function membershipAt(tokens: readonly Token[], index: number): Membership | null {
  const keyword = tokens[index]?.keyword;
  const isAny = keyword === 'ANY' || keyword === 'SOME';
  if ((!isAny && keyword !== 'ALL') || !isOperator(tokens[index + 1], '(')) return null;
  const start = isAny ? startOfEqual(tokens, index - 1) : startOfUnequal(tokens, index - 1);
  const close = closingIndex(tokens, index + 1);
  const last = tokens[close];
  if (start === undefined || last === undefined) return null;
  const { start: offset } = start;
  const sign = isAny ? index - 1 : index - 2;
  return { offset, length: last.end - offset, negated: !isAny, sign, first: index + 2, close };
}

/** `=` alone, and not the end of `<=` and the like. */
function startOfEqual(tokens: readonly Token[], index: number): Token | undefined {
  const sign = tokens[index];
  const joined = sign?.gap === '' && /^[<>!=~]$/.test(tokens[index - 1]?.text ?? '');
  return isOperator(sign, '=') && !joined ? sign : undefined;
}

function startOfUnequal(tokens: readonly Token[], index: number): Token | undefined {
  const [first, second] = [tokens[index - 1], tokens[index]];
  const isUnequal =
    (isOperator(first, '<') && isOperator(second, '>')) ||
    (isOperator(first, '!') && isOperator(second, '='));
  return isUnequal && second?.gap === '' ? first : undefined;
}

/** What `array` says of its type behind it, such as `::bigint[]`, for one item; null where it is something else. */
export function itemCast(sql: string, tokens: readonly Token[], { first, close }: Membership): string | null {
  const [colon, behind] = [tokens[first + 1], tokens[close]];
  if (colon === undefined || behind === undefined) return null;
  if (first + 1 === close) return '';
  const isCast =
    isOperator(colon, ':') &&
    isOperator(tokens[first + 2], ':') &&
    isOperator(tokens[close - 2], '[') &&
    isOperator(tokens[close - 1], ']');
  const type = tokens.slice(first + 3, close - 2);
  const isPlain = type.every(
    ({ kind, text }) => kind === 'word' || kind === 'quoted' || /^[.(),\d]+$/.test(text),
  );
  const bracket = tokens[close - 2];
  return isCast && isPlain && bracket !== undefined ? sql.slice(colon.start, bracket.start) : null;
}

/** `items` as SQL; `cast` is put behind each. */
export function membershipText(negated: boolean, items: readonly string[], cast: string): string {
  const list = items.map((item) => `${item}${cast}`).join(', ');
  // A list must have an item.
  return `${negated ? 'NOT IN' : 'IN'} (${list === '' ? `SELECT NULL${cast} WHERE false` : list})`;
}

/** For arrays that stand in the statement: `ANY (ARRAY[1, 2])`, `ANY ('{1,2}'::bigint[])`. */
export function membershipEdits(sql: string): readonly Edit[] {
  if (!/\b(?:any|some|all)\b/i.test(sql)) return [];
  const tokens = lex(sql);
  return memberships(tokens).flatMap((membership) => {
    const { first, close, offset, length, negated } = membership;
    const [token, bracket] = [tokens[first], tokens[first + 1]];
    if (token?.kind === 'string') {
      const cast = itemCast(sql, tokens, membership);
      const items = /^'[^]*'$/.test(token.text)
        ? arrayItems(token.text.slice(1, -1).replaceAll("''", "'"))
        : null;
      if (cast === null || items === null) return [];
      const constants = items.map((item) => (item === null ? 'NULL' : quoteLiteral(item)));
      return [{ offset, length, text: membershipText(negated, constants, cast) }];
    }
    const [last, end] = [tokens[close - 1], tokens[close]];
    const isList =
      token?.keyword === 'ARRAY' &&
      isOperator(bracket, '[') &&
      closingIndex(tokens, first + 1) === close - 1 &&
      first + 2 < close - 1;
    if (!isList || bracket === undefined || last === undefined || end === undefined) return [];
    return [
      { offset, length: bracket.end - offset, text: negated ? 'NOT IN (' : 'IN (' },
      { offset: last.start, length: end.end - last.start, text: ')' },
    ];
  });
}
