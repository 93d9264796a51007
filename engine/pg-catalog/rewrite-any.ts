/**
 * `a.attnum = ANY (i.indkey)`: DuckDB takes it for a subquery, which it cannot have in the condition of an outer join.
 * Arrays that are parameters are left to those who write their values.
 */
import type { Edit } from '../plan/splice.ts';
import { memberships } from '../plan/array-membership.ts';
import type { Token } from '../sql/token.ts';
import { castOperand } from './cast-operand.ts';
import { inserted } from './rewrite-rule.ts';

/** The function that the rewriting puts in. */
export const containsItem = 'pg_array_has';

export function arrayExpressions(tokens: readonly Token[]): readonly Edit[] {
  return memberships(tokens).flatMap(({ offset, sign, first, close, negated }) => {
    const array = tokens[first];
    const operand = castOperand(tokens, sign);
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

/** Subqueries mean their rows. */
const isLeft = ({ text, keyword }: Token): boolean =>
  text === '(' || keyword === 'SELECT' || keyword === 'WITH' || keyword === 'VALUES' || keyword === 'TABLE';
