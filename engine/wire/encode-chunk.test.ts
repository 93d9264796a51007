import {
  BIGINT,
  BLOB,
  BOOLEAN,
  DATE,
  DECIMAL,
  DOUBLE,
  DuckDBBlobValue,
  DuckDBDataChunk,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBInstance,
  DuckDBTimeValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBUUIDValue,
  FLOAT,
  INTEGER,
  SMALLINT,
  TIME,
  TIMESTAMP,
  TIMESTAMPTZ,
  TINYINT,
  UINTEGER,
  USMALLINT,
  UTINYINT,
  UUID,
  VARCHAR,
} from '@duckdb/node-api';
import type { DuckDBConnection, DuckDBType, DuckDBValue } from '@duckdb/node-api';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { objectTextColumn, rawTextColumn } from './column-encoder.ts';
import type { ColumnEncoder } from './column-encoder.ts';
import { encodeChunk } from './encode-chunk.ts';
import { MessageWriter } from './message-writer.ts';
import { column } from './test-support/fake-session.ts';
import { rows } from './test-support/wire-client.ts';
import type { Reply } from './test-support/wire-client.ts';

let connection: DuckDBConnection;

beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:')).connect();
});

afterAll(() => connection.closeSync());

/** Values that the types hold in DuckDB, their extremes among them. */
const arbitraries: readonly (readonly [DuckDBType, fc.Arbitrary<DuckDBValue>])[] = [
  [BOOLEAN, fc.boolean()],
  [TINYINT, fc.integer({ min: -128, max: 127 })],
  [UTINYINT, fc.integer({ min: 0, max: 255 })],
  [SMALLINT, fc.integer({ min: -32_768, max: 32_767 })],
  [USMALLINT, fc.integer({ min: 0, max: 65_535 })],
  [INTEGER, fc.integer()],
  [UINTEGER, fc.integer({ min: 0, max: 0xffff_ffff })],
  [BIGINT, int64()],
  [FLOAT, fc.float()],
  [DOUBLE, fc.oneof(fc.double(), fc.integer(), fc.constantFrom(1e15, 1e14, 1e-4, 9.9e-5, -0, 5e-324))],
  [DECIMAL(4, 1), fc.bigInt(-9999n, 9999n).map((value) => new DuckDBDecimalValue(value, 4, 1))],
  [DECIMAL(9, 9), fc.bigInt(-999_999_999n, 999_999_999n).map((value) => new DuckDBDecimalValue(value, 9, 9))],
  [DECIMAL(18, 3), int64(10n ** 18n - 1n).map((value) => new DuckDBDecimalValue(value, 18, 3))],
  [DECIMAL(18, 0), int64(10n ** 18n - 1n).map((value) => new DuckDBDecimalValue(value, 18, 0))],
  [DECIMAL(38, 10), int64().map((value) => new DuckDBDecimalValue(value * 10n ** 9n, 38, 10))],
  [
    VARCHAR,
    fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.constantFrom('Grüße 👋', 'a'.repeat(12), '')),
  ],
  [BLOB, fc.uint8Array({ maxLength: 30 }).map((bytes) => new DuckDBBlobValue(bytes))],
  [DATE, fc.integer({ min: -0x7fff_ffff, max: 0x7fff_ffff }).map((days) => new DuckDBDateValue(days))],
  [TIME, fc.bigInt(0n, 86_400_000_000n).map((micros) => new DuckDBTimeValue(micros))],
  [TIMESTAMP, moments().map((micros) => new DuckDBTimestampValue(micros))],
  [TIMESTAMPTZ, moments().map((micros) => new DuckDBTimestampTZValue(micros))],
  [UUID, fc.bigInt(0n, 2n ** 128n - 1n).map((value) => DuckDBUUIDValue.fromUint128(value))],
];

function int64(greatest: bigint = 2n ** 63n - 1n): fc.Arbitrary<bigint> {
  return fc.oneof(
    fc.bigInt(-greatest, greatest),
    fc.bigInt(-(2n ** 54n), 2n ** 54n),
    near(0n),
    near(2n ** 32n),
    near(-(2n ** 31n)),
    near(2n ** 52n),
    near(-(2n ** 52n)),
    fc.constantFrom(greatest, -greatest),
  );
}

function near(value: bigint): fc.Arbitrary<bigint> {
  return fc.bigInt(value - 2n, value + 2n);
}

function moments(): fc.Arbitrary<bigint> {
  return fc.oneof(
    int64(),
    fc.bigInt(-(10n ** 15n), 4n * 10n ** 15n),
    fc.constantFrom(-1n, 0n, 951_782_400_000_000n),
  );
}

test('writes from bytes what it writes from objects, NULLs and extremes included', () => {
  const cells = fc.tuple(...arbitraries.map(([, value]) => fc.option(value, { freq: 6 })));
  fc.assert(
    fc.property(fc.array(cells, { minLength: 1, maxLength: 80 }), (table) => {
      const written = DuckDBDataChunk.create(arbitraries.map(([type]) => type));
      written.setRows(table);
      // Read anew: the vectors that were written remember what they were given.
      const chunk = new DuckDBDataChunk(written.chunk);
      for (const [index, [type]] of arbitraries.entries()) {
        const raw = rawTextColumn(chunk, index);
        expect(
          raw !== null || type.toString() === 'DECIMAL(38,10)',
          `${type.toString()} has its fast way`,
        ).toBe(true);
        if (raw === null) continue;
        expect(texts(raw, table.length), type.toString()).toEqual(
          texts(objectTextColumn(chunk, index), table.length),
        );
      }
    }),
    { numRuns: 60 },
  );
});

test('writes every type of DuckDB, at its least and greatest and NULL, the same both ways', async () => {
  const result = await connection.run('SELECT * FROM test_all_types()');
  const chunk = await result.fetchChunk();
  expect(chunk?.rowCount).toBe(3);
  if (chunk === null || chunk === undefined) return;
  let compared = 0;
  for (const [index, name] of result.columnNames().entries()) {
    const slow = texts(objectTextColumn(chunk, index), chunk.rowCount);
    const raw = rawTextColumn(chunk, index);
    if (raw !== null) {
      compared += 1;
      expect(texts(raw, chunk.rowCount), name).toEqual(slow);
    }
    expect(slow[2], name).toBeNull();
  }
  expect(compared).toBeGreaterThanOrEqual(20);
});

test.each([
  ["TRUE, FALSE, 'ü', ''", ['t', 'f', 'ü', '']],
  ['170141183460469231731687303715884105727::HUGEINT', ['170141183460469231731687303715884105727']],
  ['-0.05::DECIMAL(4,2), 12.30::DECIMAL(38,2), 7::DECIMAL(9,0)', ['-0.05', '12.30', '7']],
  [
    "1e20::DOUBLE, 1e15::DOUBLE, 123456789012345::DOUBLE, 0.1::DOUBLE, '-0'::DOUBLE",
    ['1e+20', '1e+15', '123456789012345', '0.1', '-0'],
  ],
  [
    "'nan'::DOUBLE, 'inf'::DOUBLE, '-inf'::FLOAT, 0.00001::DOUBLE, 1.5e-7::DOUBLE",
    ['NaN', 'Infinity', '-Infinity', '1e-05', '1.5e-07'],
  ],
  [
    '0.1::FLOAT, 1000000::FLOAT, 100000::FLOAT, 3.4028235e38::FLOAT',
    ['0.1', '1e+06', '100000', '3.4028235e+38'],
  ],
  [
    "DATE '2026-02-28', DATE '0044-03-15 (BC)', DATE '10000-01-01', DATE 'infinity', DATE '-infinity'",
    ['2026-02-28', '0044-03-15 BC', '10000-01-01', 'infinity', '-infinity'],
  ],
  [
    "TIME '01:02:03.400', TIME '24:00:00', TIMETZ '01:02:03+05:30', TIMETZ '01:02:03-08'",
    ['01:02:03.4', '24:00:00', '01:02:03+05:30', '01:02:03-08'],
  ],
  [
    "TIMESTAMP '2026-11-23 10:00:00', TIMESTAMP '2026-11-23 10:00:00.12', TIMESTAMP '1969-12-31 23:59:59.999999'",
    ['2026-11-23 10:00:00', '2026-11-23 10:00:00.12', '1969-12-31 23:59:59.999999'],
  ],
  [
    "TIMESTAMP 'infinity', TIMESTAMPTZ '-infinity', TIMESTAMPTZ '2026-11-23 10:00:00+02', TIMESTAMP '0001-01-01 (BC) 00:00:00'",
    ['infinity', '-infinity', '2026-11-23 08:00:00+00', '0001-01-01 00:00:00 BC'],
  ],
  [
    "TIMESTAMP_S '2026-11-23 10:00:00', TIMESTAMP_MS '2026-11-23 10:00:00.5', TIMESTAMP_NS '2026-11-23 10:00:00.000000001'",
    ['2026-11-23 10:00:00', '2026-11-23 10:00:00.5', '2026-11-23 10:00:00.000000001'],
  ],
  [
    "TIMESTAMP_S 'infinity', TIMESTAMP_MS '-infinity', TIMESTAMP_NS 'infinity'",
    ['infinity', '-infinity', 'infinity'],
  ],
  [
    "'\\xAA\\x00b'::BLOB, '101'::BIT, '2d8ae1b6-41d5-4d52-9b3c-0d3b3b8b8a6e'::UUID",
    ['\\xaa0062', '101', '2d8ae1b6-41d5-4d52-9b3c-0d3b3b8b8a6e'],
  ],
  [
    "INTERVAL '14 months 3 days 4 hours', INTERVAL '-1 month 2 days -3 seconds', INTERVAL '0 days', INTERVAL '1.5 seconds'",
    ['1 year 2 mons 3 days 04:00:00', '-1 mons +2 days -00:00:03', '00:00:00', '00:00:01.5'],
  ],
  [
    "[1, NULL, 3], ['a b', 'NULL', '', 'c\"d\\e', 'f'], [[1, 2], [3]], []::INTEGER[]",
    ['{1,NULL,3}', String.raw`{"a b","NULL","","c\"d\\e",f}`, '{{1,2},{3}}', '{}'],
  ],
  [
    "{'a': 1, 'b': 'x y', 'c': NULL}, {'a': '', 'b': '(\"'}, [{'a': 1, 'b': 'x y'}]",
    ['(1,"x y",)', '("","(""")', String.raw`{"(1,\"x y\")"}`],
  ],
  [
    "MAP {'k': 1, 'l': NULL}, union_value(n := 1.5::FLOAT), 'b'::ENUM('a', 'b'), array_value(1.5::FLOAT, NULL)",
    ['{"(k,1)","(l,)"}', '1.5', 'b', '{1.5,NULL}'],
  ],
  [
    "[TIMESTAMP '2026-11-23 10:00:00'], [TRUE], ['\\xAA'::BLOB]",
    ['{"2026-11-23 10:00:00"}', '{t}', String.raw`{"\\xaa"}`],
  ],
])('prints as PostgreSQL does: %s', async (expressions, expected) => {
  const result = await connection.run(`SELECT ${expressions}`);
  const chunk = await result.fetchChunk();
  expect(chunk).toBeTruthy();
  if (!chunk) return;
  const columns = result.columnNames().map((name) => column(name, 25));
  const out = new MessageWriter();
  encodeChunk(chunk, columns, []).encode(out, 0, 1, Infinity);
  expect(rows([replyOf(out)])).toEqual([expected]);
});

test('writes constant columns and chunks that were cut short', async () => {
  const result = await connection.run(
    "SELECT 7, 'a text of more than twelve bytes', NULL::DATE FROM range(2000)",
  );
  const chunk = await result.fetchChunk();
  if (!chunk) throw new Error('no rows');
  chunk.rowCount = 3;
  const out = new MessageWriter();
  const encoder = encodeChunk(chunk, [column('n', 23), column('t', 25), column('d', 1082)], []);
  expect(encoder.rowCount).toBe(3);
  for (let row = 0; row < 3; row += 1) {
    out.reset(out.bytes);
    encoder.encode(out, row, row + 1, Infinity);
    expect(rows([replyOf(out)])).toEqual([['7', 'a text of more than twelve bytes', null]]);
  }
});

test('stops once enough is written and goes on at the next row', () => {
  const chunk = DuckDBDataChunk.create([INTEGER]);
  chunk.setRows(Array.from({ length: 100 }, (_, row) => [row]));
  const encoder = encodeChunk(chunk, [column('n', 23)], []);
  const out = new MessageWriter();
  const reached = encoder.encode(out, 0, encoder.rowCount, 100);
  expect(reached).toBeLessThan(20);
  expect(encoder.encode(out, reached, encoder.rowCount, Infinity)).toBe(100);
});

function texts(encode: ColumnEncoder, rowCount: number): (string | null)[] {
  const found: (string | null)[] = [];
  for (let row = 0; row < rowCount; row += 1) {
    const out = new MessageWriter();
    encode(row, out);
    const length = out.bytes.readInt32BE(0);
    expect(out.position).toBe(4 + Math.max(0, length));
    found.push(length < 0 ? null : out.bytes.toString('utf8', 4, out.position));
  }
  return found;
}

function replyOf(out: MessageWriter): Reply {
  return { type: 'D', body: out.bytes.subarray(5, out.position) };
}

test.each([
  ['SELECT ROW(1, NULL, 3)', '(1,,3)'],
  ["SELECT ROW('a b', ROW(1, 2), [3])", '("a b","(1,2)",{3})'],
  ["SELECT {'2': 'b', '1': 'a'}", '(b,a)'],
  ["SELECT [{'2': 'b', '1': 'a'}]", '{"(b,a)"}'],
  ['SELECT [ROW(1, 2), NULL, ROW(3, 4)]', '{"(1,2)",NULL,"(3,4)"}'],
  ['SELECT NULL::STRUCT(a INTEGER)', null],
  ['SELECT NULL::STRUCT(a INTEGER)[]', null],
])('keeps the fields of a struct, all of them and in their order: %s', async (sql, expected) => {
  const chunk = await (await connection.run(sql)).fetchChunk();
  if (chunk === null) throw new Error('no rows');
  const out = new MessageWriter();
  objectTextColumn(chunk, 0)(0, out);
  const bytes = Buffer.from(out.bytes.subarray(0, out.position));
  expect(bytes.readInt32BE(0) < 0 ? null : bytes.subarray(4).toString()).toBe(expected);
});
