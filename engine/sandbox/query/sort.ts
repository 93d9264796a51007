/** `sort`: one key, `-` reverses, no tie-breaker. Throws QueryError on a key that the endpoint cannot sort by. */
import type { Json, JsonObject } from '../json.ts';
import { mix } from '../data/mix.ts';
import type { FieldType, FieldTypes } from './field-types.ts';
import { QueryError } from './filter.ts';
import { compareInstants, parseInstant } from './instant.ts';
import { valuesAt } from './values-at.ts';

export interface SortRules {
  readonly nulls: 'first' | 'last';
  /** What stands in for the missing tie-breaker; undefined keeps the collection's own order. */
  readonly tieSeed: number | undefined;
}

export interface SortKey {
  readonly field: string;
  readonly type: FieldType;
  readonly descending: boolean;
}

export function parseSort(text: string, fields: FieldTypes, sortable: readonly string[]): SortKey {
  const descending = text.startsWith('-');
  const field = descending ? text.slice(1) : text;
  const type = sortable.includes(field) ? fields[field] : undefined;
  if (type === undefined) throw new QueryError('Invalid sort attribute');
  return { field, type, descending };
}

/** Puts `indexes` into order. Without a key everything is a tie. */
export function sortIndexes(
  indexes: Uint32Array,
  key: SortKey | undefined,
  recordAt: (index: number) => JsonObject,
  rules: SortRules,
): void {
  const tie = (left: number, right: number): number =>
    rules.tieSeed === undefined
      ? left - right
      : mix(rules.tieSeed, left, 1) - mix(rules.tieSeed, right, 1) || left - right;
  if (key === undefined) {
    if (rules.tieSeed !== undefined) indexes.sort(tie);
    return;
  }
  const path = key.field.split('.');
  const keys = new Map<number, SortValue>();
  for (const index of indexes) keys.set(index, sortValue(valuesAt(recordAt(index), path)[0], key.type));
  const direction = key.descending ? -1 : 1;
  const nullOrder = rules.nulls === 'first' ? -1 : 1;
  indexes.sort((left, right) => {
    const a = keys.get(left);
    const b = keys.get(right);
    if (a === undefined || b === undefined) {
      return a === b ? tie(left, right) : a === undefined ? nullOrder : -nullOrder;
    }
    return direction * compareValues(a, b) || tie(left, right);
  });
}

type SortValue = string | number | { readonly seconds: number; readonly nanoseconds: number } | undefined;

function sortValue(value: Json | undefined, type: FieldType): SortValue {
  if (value === undefined || value === null) return undefined;
  if (typeof type === 'object') return typeof value === 'string' ? type.ranks.indexOf(value) : undefined;
  if (type === 'datetime') return typeof value === 'string' ? parseInstant(value) : undefined;
  if (type === 'boolean') return value === true ? 1 : 0;
  return typeof value === 'number' || typeof value === 'string' ? value : undefined;
}

const natural = new Intl.Collator('en', { numeric: true });

function compareValues(left: NonNullable<SortValue>, right: NonNullable<SortValue>): number {
  if (typeof left === 'object' && typeof right === 'object') return compareInstants(left, right);
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  // Bitbucket sorts names the way people count: v9 before v10.
  return typeof left === 'string' && typeof right === 'string' ? natural.compare(left, right) : 0;
}
