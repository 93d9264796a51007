/** Short ranges of integers, which are as good as their members: DuckDB makes a range of IN (1, 2, 3). */
import type { Predicate } from '../plan/scan-request.ts';

/** The most integers of a range that are worth naming one by one. */
const longestRange = 200n;

/** The integers between the bounds that the terms set; null when there are no two bounds, or too many integers. */
export function shortRange(terms: readonly Predicate[], column: string): ReadonlySet<string> | null {
  let least: bigint | null = null;
  let most: bigint | null = null;
  for (const term of terms) {
    const bound = integerBound(term, column);
    if (bound === null) continue;
    if (bound.upper) most = most === null || bound.value < most ? bound.value : most;
    else least = least === null || bound.value > least ? bound.value : least;
  }
  if (least === null || most === null || most - least >= longestRange) return null;
  const values = new Set<string>();
  for (let value = least; value <= most; value += 1n) values.add(String(value));
  return values;
}

/** Whether the term is a bound of the column that each of the integers keeps. */
export function keepsBound(term: Predicate, column: string, integers: readonly string[]): boolean {
  const bound = integerBound(term, column);
  if (bound === null) return false;
  return integers.every((text) => (bound.upper ? BigInt(text) <= bound.value : BigInt(text) >= bound.value));
}

/** The greatest or least integer that a comparison with a whole number leaves. */
function integerBound(term: Predicate, column: string): { upper: boolean; value: bigint } | null {
  if (term.kind !== 'compare' || term.column !== column || term.value.kind !== 'number') return null;
  if (!/^-?\d{1,19}$/.test(term.value.text)) return null;
  const value = BigInt(term.value.text);
  switch (term.operator) {
    case '>=':
      return { upper: false, value };
    case '>':
      return { upper: false, value: value + 1n };
    case '<=':
      return { upper: true, value };
    case '<':
      return { upper: true, value: value - 1n };
    default:
      return null;
  }
}
