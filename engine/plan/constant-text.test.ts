import { expect, test } from 'vitest';
import { constantOf } from './constant-text.ts';

const value = (id: string, held: unknown): unknown => ({ type: { id }, is_null: false, value: held });

test.each([
  ['VARCHAR', "it's", { kind: 'text', text: "it's" }],
  ['BIGINT', '9007199254740993', { kind: 'number', text: '9007199254740993' }],
  ['INTEGER', -7, { kind: 'number', text: '-7' }],
  ['DOUBLE', 0.1, { kind: 'number', text: '0.1' }],
  ['DOUBLE', 1e21, undefined],
  ['DOUBLE', Number.POSITIVE_INFINITY, undefined],
  ['BOOLEAN', false, { kind: 'boolean', text: 'false' }],
  ['TIMESTAMP', 0, { kind: 'timestamp', text: '1970-01-01T00:00:00.000000' }],
  ['TIMESTAMP', -1, { kind: 'timestamp', text: '1969-12-31T23:59:59.999999' }],
  ['TIMESTAMP', '1704067200000001', { kind: 'timestamp', text: '2024-01-01T00:00:00.000001' }],
  ['TIMESTAMP WITH TIME ZONE', '1704067200000001', { kind: 'timestamp', text: '2024-01-01T00:00:00.000001' }],
  ['TIMESTAMP', '9223372036854775807', undefined],
  ['DATE', 19_723, { kind: 'date', text: '2024-01-01' }],
  ['DATE', 2_147_483_647, undefined],
  ['DECIMAL', 150, undefined],
])('reads the %s %j', (id, held, expected) => {
  expect(constantOf(value(id, held))).toEqual(expected);
});

test('has no text for NULL', () => {
  expect(constantOf({ type: { id: 'BIGINT' }, is_null: true })).toBeUndefined();
});
