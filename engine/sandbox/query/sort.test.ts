import { expect, test } from 'vitest';
import type { JsonObject } from '../json.ts';
import type { FieldTypes } from './field-types.ts';
import { QueryError } from './filter.ts';
import { parseSort, sortIndexes, type SortRules } from './sort.ts';

const fields: FieldTypes = { name: 'text', at: 'datetime', id: 'number', done: 'boolean' };
const stable: SortRules = { nulls: 'last', tieSeed: undefined };

function order(records: readonly JsonObject[], sort: string | undefined, rules = stable): readonly number[] {
  const indexes = Uint32Array.from(records.keys());
  const key = sort === undefined ? undefined : parseSort(sort, fields, ['name', 'at', 'id', 'done']);
  sortIndexes(indexes, key, (index) => records[index] ?? {}, rules);
  return [...indexes];
}

test('sorts by one key, up or down', () => {
  const records = [{ id: 3 }, { id: 1 }, { id: 2 }];
  expect(order(records, 'id')).toEqual([1, 2, 0]);
  expect(order(records, '-id')).toEqual([0, 2, 1]);
});

test('compares datetimes as points in time', () => {
  const records = [
    { at: '2024-01-01T12:00:00+00:00' },
    { at: '2024-01-01T12:30:00+02:00' },
    { at: '2024-01-01T12:00:00.000001+00:00' },
  ];
  expect(order(records, 'at')).toEqual([1, 0, 2]);
});

test('sorts names the way people count', () => {
  expect(order([{ name: 'v10' }, { name: 'v9' }, { name: 'v1' }], 'name')).toEqual([2, 1, 0]);
});

test('puts nulls first or last, whichever way it sorts', () => {
  const records = [{ id: 1 }, { id: null }, { id: 2 }];
  expect(order(records, 'id')).toEqual([0, 2, 1]);
  expect(order(records, '-id')).toEqual([2, 0, 1]);
  expect(order(records, 'id', { ...stable, nulls: 'first' })).toEqual([1, 0, 2]);
});

test('keeps the order of ties, or shuffles them by a seed', () => {
  const records = Array.from({ length: 40 }, (_, index) => ({ id: Math.trunc(index / 20) }));
  const plain = [...records.keys()];
  expect(order(records, 'id')).toEqual(plain);
  const shuffled = order(records, 'id', { ...stable, tieSeed: 5 });
  expect(shuffled).not.toEqual(plain);
  expect(shuffled).toEqual(order(records, 'id', { ...stable, tieSeed: 5 }));
  expect(shuffled).not.toEqual(order(records, 'id', { ...stable, tieSeed: 6 }));
  expect(shuffled.slice(0, 20).every((index) => index < 20)).toBe(true);
});

test('treats everything as a tie without a key', () => {
  const records = Array.from({ length: 40 }, () => ({}));
  expect(order(records, undefined)).toEqual([...records.keys()]);
  expect(order(records, undefined, { ...stable, tieSeed: 5 })).not.toEqual([...records.keys()]);
});

test.each(['unknown', '-unknown', 'id,name', '', '--id'])('refuses to sort by "%s"', (sort) => {
  expect(() => order([], sort)).toThrow(QueryError);
  expect(() => order([], sort)).toThrow('Invalid sort attribute');
});
