/** The expressions that queries select: where each stands, and whether it has an alias. */
import { endsExpression, endsList, isUnit, noAliases } from './bare-aliases.ts';
import { reservedKeywords } from './keywords.ts';
import { closingIndex, isName, isOperator, keyword, nesting, type Token } from './token.ts';
import type { TokenPairs } from './token-pairs.ts';
import { amountEnd } from './top.ts';

/** Indices of the tokens of one expression, its alias included. */
export interface SelectedItem {
  readonly begin: number;
  /** Behind it. */
  readonly end: number;
  /** Of SELECT or RETURNING. */
  readonly list: number;
  /** A star, or with COLUMNS(…) somewhere in it: what stands for several columns keeps their names. */
  readonly isSeveral: boolean;
}

interface OpenItem {
  readonly list: number;
  readonly begin: number;
  isSeveral: boolean;
}

/** Of every list, inner ones first where they stand in an item. */
export function selectedItems(tokens: readonly Token[]): readonly SelectedItem[] {
  const items: SelectedItem[] = [];
  /** Of each open bracket the list that goes on in it, and where its present item begins. */
  const lists: (OpenItem | null)[] = [null];
  tokens.forEach((token, index) => {
    const direction = nesting(token);
    if (direction > 0) {
      lists.push(null);
      return;
    }
    const level = lists.length - 1;
    const open = lists[level] ?? null;
    const isComma = isOperator(token, ',');
    if (open !== null && index >= open.begin && (direction < 0 || isComma || isEnd(tokens, index))) {
      if (index > open.begin) items.push({ ...open, end: index });
      lists[level] = isComma ? openItem(open.list, index + 1) : null;
    }
    if (direction < 0 && level > 0) lists.pop();
    if (beginsList(tokens, index)) lists[level] = openItem(index, listBegin(tokens, index + 1));
    else if (keyword(token) === 'COLUMNS' && isOperator(tokens[index + 1], '(')) {
      for (const item of lists) if (item !== null) item.isSeveral = true;
    } else if (open !== null && isOperator(token, '*')) {
      open.isSeveral ||= index === open.begin || isOperator(tokens[index - 1], '.');
    }
  });
  return items;
}

const openItem = (list: number, begin: number): OpenItem => ({ list, begin, isSeveral: false });

/** Behind AS every word is an alias, `limit` too; and so is a second AS. */
const isEnd = (tokens: readonly Token[], index: number): boolean =>
  tokens[index]?.kind === 'end' ||
  (tokens[index]?.kind === 'word' &&
    !isOperator(tokens[index - 1], '.') &&
    (keyword(tokens[index - 1]) !== 'AS' || keyword(tokens[index - 2]) === 'AS') &&
    endsList(tokens, index));

const beginsList = (tokens: readonly Token[], index: number): boolean =>
  (keyword(tokens[index]) === 'SELECT' || keyword(tokens[index]) === 'RETURNING') &&
  !isOperator(tokens[index - 1], '.');

/** Behind ALL, DISTINCT, DISTINCT ON (…) and TOP n. */
function listBegin(tokens: readonly Token[], start: number): number {
  let begin = start;
  if (keyword(tokens[begin]) === 'ALL') begin += 1;
  else if (keyword(tokens[begin]) === 'DISTINCT') {
    begin += 1;
    if (keyword(tokens[begin]) === 'ON' && isOperator(tokens[begin + 1], '('))
      begin = closingIndex(tokens, begin + 1) + 1;
  }
  return (keyword(tokens[begin]) === 'TOP' ? amountEnd(tokens, begin + 1) : null) ?? begin;
}

/** The token of the alias: behind the expression, with AS or without, or in front of it with a colon. */
export function aliasOf(
  tokens: readonly Token[],
  { begin, end }: SelectedItem,
  { openOf }: TokenPairs,
): Token | null {
  const [first, last] = [tokens[begin], tokens[end - 1]];
  if (first === undefined || last === undefined || end - begin === 1) return null;
  if (isName(first) && isOperator(tokens[begin + 1], ':') && !isOperator(tokens[begin + 2], ':'))
    return first;
  if (keyword(tokens[end - 2]) === 'AS') return last;
  if (!isName(last) || reservedKeywords.has(last.keyword) || noAliases.has(last.keyword)) return null;
  const operand = nesting(tokens[end - 2]) < 0 ? openOf(end - 2) : end - 2;
  return (endsExpression(tokens[end - 2]) || endsType(tokens, end - 2)) && !isUnit(tokens, end - 1, operand)
    ? last
    : null;
}

/** `x::TIME WITH TIME ZONE`, unlike `x AT TIME ZONE`, which goes on. */
const endsType = (tokens: readonly Token[], index: number): boolean =>
  keyword(tokens[index]) === 'ZONE' && /^WITH(?:OUT)?$/.test(keyword(tokens[index - 2]));
