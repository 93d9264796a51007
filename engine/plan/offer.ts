/** What of a filter a scan may be offered, and how offers go together. */
import { withoutSeams } from './adjoining-ranges.ts';
import type { Predicate } from './scan-request.ts';

/** What stays with the statement's own filter, for EXPLAIN. */
export interface LocalFilter {
  readonly what: string;
  readonly why: string;
}

export interface Offer {
  /** Satisfied by every row that the filter keeps; null: nothing can be said. */
  readonly predicate: Predicate | null;
  /** The predicate says no less than the filter. */
  readonly whole: boolean;
  /** Whole, and declared exact for every column in it. */
  readonly exact: boolean;
  /**
   * As much of the filter as can be said in a predicate at all, whether or not the source has such a filter; null:
   * nothing. Like `predicate` it is satisfied by every row that the filter keeps.
   */
  readonly known: Predicate | null;
  readonly local: readonly LocalFilter[];
}

export const nothing: Offer = { predicate: null, whole: true, exact: true, known: null, local: [] };

export function local(what: string, why: string): Offer {
  return { predicate: null, whole: false, exact: false, known: null, local: [{ what, why }] };
}

export function allOf(terms: readonly Offer[]): Offer {
  return {
    predicate: joined('and', terms.map(({ predicate }) => predicate).filter(isKnown)),
    whole: terms.every(({ whole }) => whole),
    exact: terms.every(({ exact }) => exact),
    known: joined('and', terms.map(({ known }) => known).filter(isKnown)),
    local: terms.flatMap(({ local }) => local),
  };
}

/** One arm of which nothing is known makes the whole useless; one without a filter wants every row. */
export function anyOf(terms: readonly Offer[]): Offer {
  if (terms.some(({ predicate, whole }) => predicate === null && whole)) {
    return { ...nothing, local: terms.flatMap(({ local }) => local) };
  }
  const offered = terms.every(({ predicate }) => predicate !== null);
  return {
    predicate: anyArm(terms.map(({ predicate }) => predicate)),
    whole: offered && terms.every(({ whole }) => whole),
    exact: offered && terms.every(({ exact }) => exact),
    known: anyArm(terms.map(({ known }) => known)),
    local: terms.flatMap(({ local }) => local),
  };
}

const isKnown = (predicate: Predicate | null): predicate is Predicate => predicate !== null;

function anyArm(arms: readonly (Predicate | null)[]): Predicate | null {
  return arms.every(isKnown) ? joined('or', arms) : null;
}

function joined(kind: 'and' | 'or', predicates: readonly Predicate[]): Predicate | null {
  const flat = predicates.flatMap((term) => (term.kind === kind ? term.terms : [term]));
  const single = [...new Map(flat.map((term) => [JSON.stringify(term), term])).values()];
  const distinct = kind === 'or' ? withoutSeams(single) : single;
  if (distinct.length <= 1) return distinct[0] ?? null;
  return { kind, terms: distinct };
}

/** What is sent says less than the filter. */
export function weakened(offer: Offer, what: string): Offer {
  const why = 'only a part of the pattern can be sent';
  return {
    ...offer,
    whole: false,
    exact: false,
    local: offer.local.length > 0 ? offer.local : [{ what, why }],
  };
}
