import type { JsonObject } from '../json.ts';

/**
 * The members of one collection, made when asked for. A record holds the fields that `q` and `sort` may name
 * and is cheap; `render` makes the whole object of the API.
 */
export interface Collection {
  readonly length: number;
  record(index: number): JsonObject;
  render(index: number): JsonObject;
}

/** A collection of objects that exist already. */
export function collectionOf(objects: readonly JsonObject[]): Collection {
  const at = (index: number): JsonObject => {
    const object = objects[index];
    if (object === undefined) throw new RangeError(`There is no item ${index} of ${objects.length}.`);
    return object;
  };
  return { length: objects.length, record: at, render: at };
}

/** A collection whose objects are cheap enough to be their own records. */
export function generated(length: number, make: (index: number) => JsonObject): Collection {
  return { length, record: make, render: make };
}

/** All of them, as the API shows them. */
export function objectsOf(items: Collection): readonly JsonObject[] {
  return Array.from({ length: items.length }, (_, index) => items.render(index));
}
