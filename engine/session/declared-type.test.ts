import { expect, it } from 'vitest';
import { declaredType } from './declared-type.ts';

it.each([
  ['int', 23],
  ['INTEGER', 23],
  ['int8', 20],
  ['varchar(20)', 1043],
  ['character  varying (20)', 1043],
  ['numeric(10, 2)', 1700],
  ['double precision', 701],
  ['timestamp', 1114],
  ['timestamp(3) without time zone', 1114],
  ['pg_catalog.text', 25],
  ['text[]', 1009],
  ['unknown', 705],
])('%s', (written, oid) => {
  expect(declaredType(written)).toBe(oid);
});

it('names a type that there is not', () => {
  expect(() => declaredType('moneys ')).toThrow(
    expect.objectContaining({ sqlState: '42704', message: 'There is no type moneys.' }) as Error,
  );
});
