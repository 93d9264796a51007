/** A predicate where some columns have known values: what is left of it for the others. */
import type { Constant, Predicate } from '../plan/scan-request.ts';

type Simple = Exclude<Predicate, { readonly kind: 'and' | 'or' }>;

/** By column; null is NULL. Numbers as text in decimal notation. */
export type KnownValues = ReadonlyMap<string, string | null>;

/** A predicate over the other columns; true: every row satisfies it; false: none. */
export function whereKnown(predicate: Predicate | null, known: KnownValues): Predicate | boolean {
  if (predicate === null) return true;
  if (!('terms' in predicate)) {
    const value = known.get(predicate.column);
    return value === undefined ? predicate : holds(predicate, value);
  }
  const decides = predicate.kind === 'or';
  const rest: Predicate[] = [];
  for (const term of predicate.terms) {
    const left = whereKnown(term, known);
    if (left === decides) return decides;
    if (typeof left !== 'boolean') rest.push(left);
  }
  const [only, ...more] = rest;
  if (only === undefined) return !decides;
  return more.length === 0 ? only : { kind: predicate.kind, terms: rest };
}

/** Satisfied by every row that satisfies the predicate, and without the columns; null: it says nothing of others. */
export function withoutColumns(predicate: Predicate | null, columns: ReadonlySet<string>): Predicate | null {
  if (predicate === null) return null;
  if (!('terms' in predicate)) return columns.has(predicate.column) ? null : predicate;
  const terms = predicate.terms.map((term) => withoutColumns(term, columns));
  const told = terms.filter((term) => term !== null);
  const [only, ...more] = told;
  if (only === undefined || (predicate.kind === 'or' && told.length < terms.length)) return null;
  return more.length === 0 ? only : { kind: predicate.kind, terms: told };
}

/** SQL's "is true". */
function holds(term: Simple, value: string | null): boolean {
  if (term.kind === 'null') return (value === null) !== term.negated;
  if (value === null) return false;
  if (term.kind === 'in') return term.values.some((constant) => order(value, constant) === 0);
  const { operator } = term;
  if (operator === 'contains') return value.includes(term.value.text);
  if (operator === 'prefix') return value.startsWith(term.value.text);
  const sign = order(value, term.value);
  switch (operator) {
    case '=':
      return sign === 0;
    case '<>':
      return sign !== 0;
    case '<':
      return sign < 0;
    case '<=':
      return sign <= 0;
    case '>':
      return sign > 0;
    case '>=':
      return sign >= 0;
  }
}

/** Text compares by its bytes. */
function order(value: string, { kind, text }: Constant): number {
  if (kind !== 'number') return Buffer.compare(Buffer.from(value, 'utf8'), Buffer.from(text, 'utf8'));
  const whole = /^-?\d+$/;
  const [a, b] =
    whole.test(value) && whole.test(text) ? [BigInt(value), BigInt(text)] : [Number(value), Number(text)];
  return a < b ? -1 : a > b ? 1 : 0;
}
