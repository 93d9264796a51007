/**
 * `SELECT TOP n …` becomes `SELECT … LIMIT n`, at the end of that SELECT; a branch of a UNION gets parentheses,
 * since a LIMIT behind it would count the rows of them all.
 */
import { DrawbridgeError, SqlState } from '../error.ts';
import { positionAt } from './syntax-error.ts';
import { closingIndex, inserted, isOperator, keyword, nesting, type Token } from './token.ts';

interface Top {
  /** Indices: of SELECT, of TOP, of the first token behind the amount. */
  readonly select: number;
  readonly top: number;
  readonly end: number;
}

const setOperators: ReadonlySet<string> = new Set(['UNION', 'INTERSECT', 'EXCEPT']);
const tails: ReadonlySet<string> = new Set(['ORDER', 'LIMIT', 'OFFSET', 'FETCH']);

/** Throws 0A000 for PERCENT and WITH TIES, with the place in `text`. */
export function topToLimit(tokens: readonly Token[], text: string): readonly Token[] {
  const tops = findTops(tokens, text);
  if (tops.length === 0) return tokens;
  const removed = new Set<number>();
  const before = new Map<number, Token[]>();
  const insert = (index: number, ...added: Token[]): void => {
    const present = before.get(index);
    if (present === undefined) before.set(index, added);
    else present.push(...added);
  };
  for (const { select, top, end } of tops) {
    for (let index = top; index < end; index++) removed.add(index);
    const keywordTop = tokens[top];
    const keywordSelect = tokens[select];
    if (keywordTop === undefined || keywordSelect === undefined) continue;
    const extent = extentOf(tokens, select);
    const [first, ...amount] = tokens.slice(top + 1, end);
    const limit = [
      inserted('word', 'LIMIT', keywordTop),
      ...(first ? [{ ...first, gap: ' ' }, ...amount] : []),
    ];
    if (extent.isBranch) {
      insert(select, inserted('operator', '(', keywordSelect, keywordSelect.gap));
      insert(extent.end, ...limit, inserted('operator', ')', keywordTop, ''));
    } else {
      insert(extent.end, ...limit);
    }
  }
  const result: Token[] = [];
  tokens.forEach((token, index) => {
    const added = before.get(index);
    if (added !== undefined) result.push(...added);
    if (removed.has(index)) return;
    result.push(added?.at(-1)?.text === '(' ? { ...token, gap: '' } : token);
  });
  return result;
}

function findTops(tokens: readonly Token[], text: string): readonly Top[] {
  const tops: Top[] = [];
  tokens.forEach((token, select) => {
    if (keyword(token) !== 'SELECT' || isOperator(tokens[select - 1], '.')) return;
    let top = select + 1;
    if (keyword(tokens[top]) === 'ALL' || keyword(tokens[top]) === 'DISTINCT') top++;
    const end = keyword(tokens[top]) === 'TOP' ? amountEnd(tokens, top + 1) : null;
    if (end === null) return;
    const next = keyword(tokens[end]);
    if (next === 'PERCENT') refuse('TOP … PERCENT', tokens[end], text);
    if (next === 'WITH' && keyword(tokens[end + 1]) === 'TIES') refuse('TOP … WITH TIES', tokens[end], text);
    tops.push({ select, top, end });
  });
  return tops;
}

/** The index behind a number, a parameter or an expression in parentheses; null where TOP is a column's name. */
export function amountEnd(tokens: readonly Token[], index: number): number | null {
  const token = tokens[index];
  if (token?.kind === 'number' || token?.kind === 'parameter') return index + 1;
  if (!isOperator(token, '(')) return null;
  return Math.min(closingIndex(tokens, index) + 1, tokens.length - 1);
}

function refuse(what: string, token: Token | undefined, text: string): never {
  throw new DrawbridgeError(SqlState.featureNotSupported, `${what} is not supported.`, {
    hint: 'Use TOP n or LIMIT n.',
    position: positionAt(text, token?.start ?? 0),
  });
}

/** Where the SELECT ends, and whether it is one branch of a set operation. */
function extentOf(
  tokens: readonly Token[],
  select: number,
): { readonly end: number; readonly isBranch: boolean } {
  const follows = followsSetOperator(tokens, select);
  let depth = 0;
  let tail: number | null = null;
  for (let index = select; index < tokens.length; index++) {
    const token = tokens[index];
    depth += nesting(token);
    if (depth < 0 || token?.kind === 'end' || (depth === 0 && isOperator(token, ';'))) {
      return follows ? { end: tail ?? index, isBranch: true } : { end: index, isBranch: false };
    }
    if (depth > 0 || isOperator(tokens[index - 1], '.')) continue;
    if (setOperators.has(keyword(token)) && !isOperator(tokens[index - 1], '*')) {
      return { end: index, isBranch: true };
    }
    if (tails.has(keyword(token))) tail ??= index;
    // Another SELECT beside this one is no SQL; going on would look through the rest once for each of them.
    if (index > select && keyword(token) === 'SELECT') return { end: index, isBranch: false };
  }
  return { end: tokens.length - 1, isBranch: follows };
}

/** UNION, UNION ALL, UNION DISTINCT, UNION BY NAME and the like stand right before it. */
function followsSetOperator(tokens: readonly Token[], select: number): boolean {
  let index = select - 1;
  if (keyword(tokens[index]) === 'NAME' && keyword(tokens[index - 1]) === 'BY') index -= 2;
  if (keyword(tokens[index]) === 'ALL' || keyword(tokens[index]) === 'DISTINCT') index--;
  return setOperators.has(keyword(tokens[index]));
}
