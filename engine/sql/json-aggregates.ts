/**
 * `json_agg(x ORDER BY y)` and `json_object_agg(k, v ORDER BY y)`: to DuckDB they are macros, which take no order, no
 * DISTINCT and no FILTER. Lists do.
 */
import { isCall } from './renamed-functions.ts';
import { fill } from './template.ts';
import { closingIndex, isOperator, keyword, nesting, type Token } from './token.ts';

export function jsonAggregates(tokens: readonly Token[]): readonly Token[] {
  const rewritten: Token[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined) break;
    const isCalled = isOperator(tokens[index + 1], '(') && isCall(tokens, index);
    const name = isCalled ? /^JSONB?_(OBJECT_)?AGG$/.exec(keyword(token)) : null;
    const close = name === null ? index : closingIndex(tokens, index + 1);
    const inner = name === null ? [] : jsonAggregates(tokens.slice(index + 2, close));
    const order = orderOf(inner);
    // Without an order the macro does, and takes a key twice.
    if (name === null || inner.length === 0 || (name[1] !== undefined && order < 0)) {
      rewritten.push(token);
      continue;
    }
    const end = tailEnd(tokens, close);
    const tail = jsonAggregates(tokens.slice(close + 1, end + 1));
    const sorted = order < 0 ? [] : inner.slice(order);
    const values = order < 0 ? inner : inner.slice(0, order);
    const template =
      name[1] === undefined ? 'to_json(list(#1 #2) #3)' : 'to_json(map_from_entries(list((#1) #2) #3))';
    rewritten.push(...fill(template, [values, sorted, tail], token));
    index = end;
  }
  return rewritten;
}

/** Where the ORDER BY of a call begins, not one of a query or a window in it; -1 without. */
function orderOf(tokens: readonly Token[]): number {
  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    depth += nesting(token);
    if (depth === 0 && keyword(token) === 'ORDER' && keyword(tokens[index + 1]) === 'BY') return index;
  }
  return -1;
}

/** The last token of the FILTER and OVER behind the call, or of the call itself. */
function tailEnd(tokens: readonly Token[], close: number): number {
  let end = close;
  for (const word of ['FILTER', 'OVER']) {
    if (keyword(tokens[end + 1]) !== word) continue;
    end = isOperator(tokens[end + 2], '(') ? closingIndex(tokens, end + 2) : end + 2;
  }
  return end;
}
