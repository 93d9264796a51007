/**
 * `a.attnum = ANY (i.indkey)`: DuckDB takes it for a subquery, which it cannot have in the condition of an outer join.
 * Arrays that are parameters are left to those who write their values.
 */
import type { Edit } from '../plan/splice.ts';
import { memberships } from '../plan/array-membership.ts';
import { isOperator, type Token } from '../sql/token.ts';
import { castOperand } from '../sql/cast-operand.ts';
import { inserted } from './rewrite-rule.ts';

/** The function that the rewriting puts in. */
export const containsItem = 'pg_array_has';

export function arrayExpressions(tokens: readonly Token[]): readonly Edit[] {
  return memberships(tokens).flatMap(({ offset, sign, first, close, negated }) => {
    const array = tokens[first];
    const operand = wholeOperand(tokens, sign);
    const begin = tokens[operand ?? sign];
    if (array === undefined || begin === undefined || operand === null || isLeft(array)) return [];
    const isBare = array.kind === 'parameter' && first + 1 === close;
    if (isBare || array.kind === 'string') return [];
    return [
      inserted(begin.start, `${negated ? 'NOT ' : ''}${containsItem}(`),
      { offset, length: array.start - offset, text: ', ' },
    ];
  });
}

/** Where the left side begins: a sum and a text put together bind closer than the comparison. */
function wholeOperand(tokens: readonly Token[], sign: number): number | null {
  const operand = castOperand(tokens, sign);
  const before = tokens[(operand ?? 0) - 1];
  if (operand === null || before?.kind !== 'operator' || !/^[|+\-*/%]$/.test(before.text)) return operand;
  const isPair = before.text === '|' && isOperator(tokens[operand - 2], '|');
  return wholeOperand(tokens, isPair ? operand - 2 : operand - 1) ?? operand;
}

/** Subqueries mean their rows. */
const isLeft = ({ text, keyword }: Token): boolean =>
  text === '(' || keyword === 'SELECT' || keyword === 'WITH' || keyword === 'VALUES' || keyword === 'TABLE';
