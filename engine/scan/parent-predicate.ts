/** What the filter of a child table says of its parents' rows, so that fewer parents are asked. */
import type { ParentLink } from '../catalog/table.ts';
import type { Predicate } from '../plan/scan-request.ts';

/** True for every parent that has a row for which `predicate` is true; null: it says nothing of the parents. */
export function parentPredicate(
  predicate: Predicate | null,
  columns: ParentLink['columns'],
): Predicate | null {
  if (predicate === null) return null;
  if ('terms' in predicate) {
    const terms = predicate.terms.map((term) => parentPredicate(term, columns));
    const told = terms.filter((term) => term !== null);
    // An arm that says nothing lets every parent in.
    if (told.length === 0 || (predicate.kind === 'or' && told.length < terms.length)) return null;
    return { kind: predicate.kind, terms: told };
  }
  return renamed(predicate, columns[predicate.column]);
}

function renamed(
  term: Exclude<Predicate, { readonly kind: 'and' | 'or' }>,
  column: string | undefined,
): Predicate | null {
  return column === undefined ? null : { ...term, column };
}
