/** Short spellings of predicates for tests. */
import type { Constant, Predicate } from '../../plan/scan-request.ts';

type Operator = Extract<Predicate, { kind: 'compare' }>['operator'];

export const text = (value: string): Constant => ({ kind: 'text', text: value });
export const number = (value: number): Constant => ({ kind: 'number', text: String(value) });
export const timestamp = (value: string): Constant => ({ kind: 'timestamp', text: value });

export function compare(column: string, operator: Operator, value: Constant): Predicate {
  return { kind: 'compare', column, operator, value };
}

export function both(...terms: readonly Predicate[]): Predicate {
  return { kind: 'and', terms };
}

export function either(...terms: readonly Predicate[]): Predicate {
  return { kind: 'or', terms };
}
