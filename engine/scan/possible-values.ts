/**
 * The values that a column can have in rows that satisfy a predicate, where `=` and IN say so. They choose the
 * parents that are read and the values of query parameters.
 */
import type { Constant, Predicate } from '../plan/scan-request.ts';

/** Values as `write` writes them; null: any. An empty set: no row satisfies the predicate. */
export function possibleValues(
  predicate: Predicate,
  column: string,
  write: (value: Constant) => string | null,
): ReadonlySet<string> | null {
  switch (predicate.kind) {
    case 'and':
      return predicate.terms.map((term) => possibleValues(term, column, write)).reduce(narrower, null);
    case 'or': {
      const arms = predicate.terms.map((term) => possibleValues(term, column, write));
      return arms.includes(null) ? null : new Set(arms.flatMap((arm) => [...(arm ?? [])]));
    }
    case 'in':
      return predicate.column === column ? setOf(predicate.values, write) : null;
    case 'compare':
      return predicate.column === column && predicate.operator === '='
        ? setOf([predicate.value], write)
        : null;
    case 'null':
      return null;
  }
}

function setOf(
  constants: readonly Constant[],
  write: (value: Constant) => string | null,
): ReadonlySet<string> | null {
  const values = constants.map(write);
  return values.includes(null) ? null : new Set(values.filter((value) => value !== null));
}

/** What two such sets allow together. */
export function narrower(
  a: ReadonlySet<string> | null,
  b: ReadonlySet<string> | null,
): ReadonlySet<string> | null {
  if (a === null || b === null) return a ?? b;
  return new Set([...a].filter((value) => b.has(value)));
}
