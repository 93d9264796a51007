/**
 * What was written since the sandbox started. The generated data never changes: what was added, replaced and removed
 * lies over it, collection by collection. Times are made by counting, so that a run can be repeated.
 */
import type { JsonObject } from '../json.ts';
import { collectionOf, type Collection } from './collection.ts';
import { restTimestamp } from './timestamp.ts';

/** Whether what is added stands before or behind what was there. */
type Newest = 'first' | 'last';

export interface ChangeableCollection extends Collection {
  add(object: JsonObject): void;
  replace(index: number, object: JsonObject): void;
  remove(index: number): void;
}

class CollectionChanges {
  readonly added: JsonObject[] = [];
  /** By their place in the generated collection, or behind its end for what was added. */
  readonly replaced = new Map<number, JsonObject>();
  readonly removed = new Set<number>();
}

const begin = Date.UTC(2026, 5, 1, 8, 0);
const minute = 60_000;

export class Changes {
  readonly #collections = new Map<string, CollectionChanges>();
  #count = 0;

  /** Later than everything that was generated, and than every time before. */
  time(): string {
    this.#count += 1;
    return restTimestamp(begin + this.#count * minute, 123_456);
  }

  /** A number that was not given out before. */
  number(): number {
    this.#count += 1;
    return this.#count;
  }

  /** The collection as it is now; `key` tells it from others. */
  over(key: string, base: Collection, newest: Newest): ChangeableCollection {
    return new Changed(
      base,
      newest,
      () => this.#collections.get(key),
      () => this.#of(key),
    );
  }

  /** The same over objects that exist already, behind which new ones stand. */
  list(key: string, objects: readonly JsonObject[]): ChangeableCollection {
    return this.over(key, collectionOf(objects), 'last');
  }

  #of(key: string): CollectionChanges {
    const known = this.#collections.get(key) ?? new CollectionChanges();
    this.#collections.set(key, known);
    return known;
  }
}

class Changed implements ChangeableCollection {
  readonly #base: Collection;
  readonly #newest: Newest;
  readonly #seen: () => CollectionChanges | undefined;
  readonly #change: () => CollectionChanges;
  #places: readonly number[] | undefined;

  constructor(
    base: Collection,
    newest: Newest,
    seen: () => CollectionChanges | undefined,
    change: () => CollectionChanges,
  ) {
    this.#base = base;
    this.#newest = newest;
    this.#seen = seen;
    this.#change = change;
  }

  get length(): number {
    const changes = this.#seen();
    return this.#base.length + (changes?.added.length ?? 0) - (changes?.removed.size ?? 0);
  }

  record(index: number): JsonObject {
    return this.#at(index, (place) => this.#base.record(place));
  }

  render(index: number): JsonObject {
    return this.#at(index, (place) => this.#base.render(place));
  }

  add(object: JsonObject): void {
    this.#change().added.push(object);
    this.#places = undefined;
  }

  replace(index: number, object: JsonObject): void {
    this.#change().replaced.set(this.#place(index), object);
  }

  remove(index: number): void {
    this.#change().removed.add(this.#place(index));
    this.#places = undefined;
  }

  #at(index: number, generated: (place: number) => JsonObject): JsonObject {
    const changes = this.#seen();
    const place = this.#place(index);
    const own = changes?.replaced.get(place) ?? changes?.added[place - this.#base.length];
    return own ?? generated(place);
  }

  #place(index: number): number {
    const changes = this.#seen();
    if (changes === undefined) return index;
    this.#places ??= this.#allPlaces(changes);
    const place = this.#places[index];
    if (place === undefined) throw new RangeError(`There is no item ${index}.`);
    return place;
  }

  #allPlaces({ added, removed }: CollectionChanges): readonly number[] {
    const generated = Array.from({ length: this.#base.length }, (_, place) => place);
    const more = added.map((_, index) => this.#base.length + index);
    const all = this.#newest === 'first' ? [...more.toReversed(), ...generated] : [...generated, ...more];
    return all.filter((place) => !removed.has(place));
  }
}

/** The first item of which the test holds. */
export function findIndex(items: Collection, test: (record: JsonObject) => boolean): number | undefined {
  for (let index = 0; index < items.length; index += 1) if (test(items.record(index))) return index;
  return undefined;
}
