import { isJsonObject, type Json } from '../json.ts';

/** All values at a path; lists on the way are entered, so there may be several. Absent and null give none. */
export function valuesAt(value: Json | undefined, path: readonly string[], depth = 0): readonly Json[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) {
    return (value as readonly Json[]).flatMap((item) => valuesAt(item, path, depth));
  }
  const name = path[depth];
  if (name === undefined) return [value];
  return isJsonObject(value) ? valuesAt(value[name], path, depth + 1) : [];
}
