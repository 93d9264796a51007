/**
 * Puts PostgreSQL's name behind each expression that a query selects without one, as an alias that is no part of the text
 * (`NormalisedStatement.names`). This comes before functions are rewritten, since the name is that of the one written.
 */
import { endsExpression, endsList, isUnit, noAliases } from './bare-aliases.ts';
import { expressionName, isColumn } from './expression-name.ts';
import { reservedKeywords } from './keywords.ts';
import { plainName } from './quoting.ts';
import { closingIndex, inserted, isName, isOperator, keyword, nesting, type Token } from './token.ts';
import { amountEnd } from './top.ts';

/** Indices of the tokens of one selected expression, its alias included; `end` is behind it. */
interface Item {
  readonly begin: number;
  readonly end: number;
}

export function columnNames(tokens: readonly Token[]): readonly Token[] {
  const names = new Map<number, string>();
  const firstColumn = namedOnce();
  for (const { begin, end } of selectedItems(tokens)) {
    const item = tokens.slice(begin, end);
    if (item.length === 0 || hasAlias(item) || isColumn(item) || isSeveral(item)) continue;
    names.set(end - 1, expressionName(item, firstColumn));
  }
  return tokens.flatMap((token, index) => {
    const name = names.get(index);
    return name === undefined ? [token] : [token, ...impliedAlias(name, token)];
  });
}

function impliedAlias(name: string, token: Token): readonly Token[] {
  const quoted = `"${name.replaceAll('"', '""')}"`;
  return [
    { ...inserted('word', 'AS', token), implied: true },
    { ...inserted('quoted', quoted, token), implied: true },
  ];
}

/** Each query's first column is looked for once, however many others it stands in. */
function namedOnce(): (query: readonly Token[]) => string {
  const known = new Map<Token | undefined, string>();
  const firstColumn = (query: readonly Token[]): string => {
    const name = known.get(query[0]) ?? firstColumnOf(query, firstColumn);
    known.set(query[0], name);
    return name;
  };
  return firstColumn;
}

function firstColumnOf(query: readonly Token[], firstColumn: (inner: readonly Token[]) => string): string {
  if (isOperator(query[0], '(')) return firstColumn(query.slice(1, closingIndex(query, 0)));
  if (keyword(query[0]) === 'VALUES') return 'column1';
  const { value: first } = selectedItems(query, 0).next();
  if (first === undefined) return '?column?';
  const item = query.slice(first.begin, first.end);
  return hasAlias(item) ? aliasOf(item) : expressionName(item, firstColumn);
}

function aliasOf(item: readonly Token[]): string {
  const alias = isOperator(item[1], ':') ? item[0] : item.at(-1);
  return alias?.kind === 'word' ? alias.text : plainName(alias);
}

/** Of every SELECT and RETURNING, or of those at one depth of brackets only. */
function* selectedItems(tokens: readonly Token[], depth: number | null = null): Generator<Item, void> {
  /** Where the item begins that each open bracket stands in; null outside of lists. */
  const begins: (number | null)[] = [null];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    const direction = nesting(token);
    const level = begins.length - 1;
    const begin = begins[level] ?? null;
    if (direction > 0) {
      begins.push(null);
      continue;
    }
    const ends = direction < 0 || token?.kind === 'end' || isOperator(token, ',') || isClause(tokens, index);
    if (begin !== null && ends && index >= begin) {
      if (depth === null || depth === level) yield { begin, end: index };
      begins[level] = isOperator(token, ',') ? index + 1 : null;
    }
    if (direction < 0 && level > 0) begins.pop();
    if (beginsList(tokens, index)) begins[level] = listBegin(tokens, index + 1);
  }
  const [begin] = begins;
  if (begins.length === 1 && begin !== null && begin !== undefined) yield { begin, end: tokens.length };
}

const isClause = (tokens: readonly Token[], index: number): boolean =>
  tokens[index]?.kind === 'word' && !isOperator(tokens[index - 1], '.') && endsList(tokens, index);

const beginsList = (tokens: readonly Token[], index: number): boolean =>
  ['SELECT', 'RETURNING'].includes(keyword(tokens[index])) && !isOperator(tokens[index - 1], '.');

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

/** A star, or COLUMNS(…): what stands for several columns keeps their names. */
function isSeveral(item: readonly Token[]): boolean {
  return item.some((token, index) => {
    if (keyword(token) === 'COLUMNS') return isOperator(item[index + 1], '(');
    return isOperator(token, '*') && (index === 0 || isOperator(item[index - 1], '.'));
  });
}

/** With AS or without, or in front with a colon. */
function hasAlias(item: readonly Token[]): boolean {
  if (isName(item[0]) && isOperator(item[1], ':') && !isOperator(item[2], ':')) return true;
  const place = item.length - 1;
  const word = keyword(item[place]);
  if (place === 0) return false;
  if (keyword(item[place - 1]) === 'AS') return true;
  if (!isName(item[place]) || reservedKeywords.has(word) || noAliases.has(word)) return false;
  return endsExpression(item[place - 1]) && !isUnit(item, place, operandBegin(item, place - 1));
}

/** Of one token or one pair of brackets that ends at `end`. */
function operandBegin(item: readonly Token[], end: number): number {
  let depth = 0;
  for (let index = end; index >= 0; index--) {
    depth -= nesting(item[index]);
    if (depth === 0) return index;
  }
  return 0;
}

