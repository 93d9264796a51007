/**
 * The kinds of filters that Bitbucket's collections take.
 *
 * A pair of endpoint and field stands in a table only when Bitbucket documents it or clients are known to use
 * it: an unknown field may be refused, or ignored in silence. Documentation of the filter language:
 * https://developer.atlassian.com/cloud/bitbucket/rest/intro/#filtering
 */
import type { ColumnFilter } from './table.ts';

/** Timestamps that are never null. Bitbucket's have digits that ours lack: `<>` would lose rows, IN find none. */
export function timed(field: string): ColumnFilter {
  const { '<>': _, in: __, ...operators } = ordered(field).operators;
  return { field, via: 'q', operators };
}

/** Identifiers that are never null: they compare by value, as SQL does. */
export function ordered(field: string): ColumnFilter {
  return {
    field,
    via: 'q',
    operators: {
      '=': 'exact',
      '<>': 'exact',
      '<': 'exact',
      '<=': 'exact',
      '>': 'exact',
      '>=': 'exact',
      in: 'exact',
    },
  };
}

/**
 * Text that is looked up whole. `=` may ignore case, for only the documentation says that it doesn't; hence a
 * superset. `<>` would lose rows for the same reason and stays local, and so do comparisons by order.
 */
export function lookedUp(field: string): ColumnFilter {
  return { field, via: 'q', operators: { '=': 'superset', in: 'superset' } };
}

/** Text that is searched too: `~` finds a part anywhere without regard to case, which covers both LIKE forms. */
export function searched(field: string): ColumnFilter {
  return {
    field,
    via: 'q',
    operators: { '=': 'superset', in: 'superset', contains: 'superset', prefix: 'superset' },
  };
}

/** A flag that is never null. */
export function flag(field: string): ColumnFilter {
  return { field, via: 'q', operators: { '=': 'exact' } };
}

/** What is told only when it is named. `most`: how many values Bitbucket takes at a time. */
export function toldWhenNamed(field: string, most: number): ColumnFilter {
  return { ...lookedUp(field), atMost: most };
}
