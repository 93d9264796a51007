/**
 * Which items of a collection a request means, in which order. Filtering and sorting look at every item, so
 * the outcome is kept for the next page, until something is written.
 */
import type { Collection } from '../data/collection.ts';
import type { JsonObject } from '../json.ts';
import type { SandboxModes } from '../modes.ts';
import { compileFilter } from '../query/evaluate.ts';
import type { FieldTypes } from '../query/field-types.ts';
import { parseFilter } from '../query/parser.ts';
import { parseSort, sortIndexes } from '../query/sort.ts';

export interface Selectable {
  /** Tells collections apart in the cache. */
  readonly key: string;
  readonly items: Collection;
  /** The types of what `q` and `sort` may name. */
  readonly filterable?: FieldTypes;
  /** Endpoints without `q` do not refuse one. So do those that say nothing about `filterable`. */
  readonly query?: 'ignored';
  readonly sortable?: readonly string[];
  /** What the endpoint's own parameters ask for; `key` tells two of them apart. */
  readonly restriction?: { readonly key: string; readonly test: (record: JsonObject) => boolean };
}

export interface Wanted {
  readonly q: string | undefined;
  readonly sort: string | undefined;
}

const mostSelections = 24;

export class SelectionCache {
  readonly #known = new Map<string, Uint32Array>();
  #unstable = 0;

  /** The positions that are meant, or undefined for all of them in their own order. */
  select(from: Selectable, wanted: Wanted, modes: Readonly<SandboxModes>): Uint32Array | undefined {
    const { q, sort } = modes.filters === 'all-ignored' ? { ...wanted, q: undefined } : wanted;
    if (modes.ties === 'unstable') this.#unstable += 1;
    const tieSeed = { stable: undefined, shuffled: modes.tieSeed, unstable: this.#unstable }[modes.ties];
    const key = JSON.stringify([from.key, from.restriction?.key, q, sort, { ...modes, tieSeed }]);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const test = filterTest(from, q, modes);
    const sortKey =
      sort === undefined ? undefined : parseSort(sort, from.filterable ?? {}, from.sortable ?? []);
    if (test === undefined && sortKey === undefined && tieSeed === undefined) return undefined;
    const selection = positions(from.items, test);
    sortIndexes(selection, sortKey, (index) => from.items.record(index), { nulls: modes.nulls, tieSeed });
    this.#remember(key, selection);
    return selection;
  }

  /** Something was written. */
  clear(): void {
    this.#known.clear();
  }

  #remember(key: string, selection: Uint32Array): void {
    if (this.#known.size >= mostSelections) {
      const [oldest] = this.#known.keys();
      if (oldest !== undefined) this.#known.delete(oldest);
    }
    this.#known.set(key, selection);
  }
}

function filterTest(
  from: Selectable,
  q: string | undefined,
  modes: Readonly<SandboxModes>,
): ((record: JsonObject) => boolean) | undefined {
  const restriction = from.restriction?.test;
  if (q === undefined || from.filterable === undefined || from.query === 'ignored') return restriction;
  const filter = compileFilter(parseFilter(q, modes.precedence), from.filterable, {
    unknownField: modes.filters === 'strict' ? 'refuse' : 'ignore',
    equality: modes.equality,
    inequalityOfNull: modes.inequalityOfNull,
    notNull: modes.notNull,
  });
  return restriction === undefined ? filter : (record) => restriction(record) && filter(record);
}

function positions(items: Collection, test: ((record: JsonObject) => boolean) | undefined): Uint32Array {
  const found = new Uint32Array(items.length);
  let count = 0;
  for (let index = 0; index < items.length; index += 1) {
    if (test === undefined || test(items.record(index))) {
      found[count] = index;
      count += 1;
    }
  }
  return found.slice(0, count);
}
