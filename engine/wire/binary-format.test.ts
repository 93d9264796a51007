import { Buffer } from 'node:buffer';
import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeChunk } from './encode-chunk.ts';
import { MessageWriter } from './message-writer.ts';
import { parameterText } from './parameter-text.ts';
import { column } from './test-support/fake-session.ts';
import { rawValues } from './test-support/wire-client.ts';

let connection: DuckDBConnection;

beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:')).connect();
});

afterAll(() => connection.closeSync());

async function binary(expression: string, typeOid: number): Promise<Buffer | null> {
  const chunk = await (await connection.run(`SELECT ${expression}`)).fetchChunk();
  if (!chunk) throw new Error('no row');
  const out = new MessageWriter();
  encodeChunk(chunk, [column('value', typeOid)], [1]).encode(out, 0, 1, Infinity);
  return rawValues({ type: 'D', body: out.bytes.subarray(5, out.position) })[0] ?? null;
}

/** The bytes that PostgreSQL 15 sends for these values. */
const known = [
  ['bool', 16, 'TRUE', '01', 't'],
  ['smallint', 21, '-2::SMALLINT', 'fffe', '-2'],
  ['integer', 23, '65536', '00010000', '65536'],
  ['bigint', 20, '(-9223372036854775808)::BIGINT', '8000000000000000', '-9223372036854775808'],
  ['real', 700, '1.5::FLOAT', '3fc00000', '1.5'],
  ['double precision', 701, '-0.1::DOUBLE', 'bfb999999999999a', '-0.1'],
  ['varchar', 1043, "'Grüße aus Köln'", Buffer.from('Grüße aus Köln').toString('hex'), 'Grüße aus Köln'],
  ['bytea', 17, "'\\xAA\\x00'::BLOB", 'aa00', '\\xaa00'],
  [
    'uuid',
    2950,
    "'2d8ae1b6-41d5-4d52-9b3c-0d3b3b8b8a6e'::UUID",
    '2d8ae1b641d54d529b3c0d3b3b8b8a6e',
    '2d8ae1b6-41d5-4d52-9b3c-0d3b3b8b8a6e',
  ],
  ['date', 1082, "DATE '2000-01-02'", '00000001', '2000-01-02'],
  ['infinite date', 1082, "DATE '-infinity'", '80000000', '-infinity'],
  ['time', 1083, "TIME '00:00:01'", '00000000000f4240', '00:00:01'],
  [
    'timestamp',
    1114,
    "TIMESTAMP '1999-12-31 23:59:59.999999'",
    'ffffffffffffffff',
    '1999-12-31 23:59:59.999999',
  ],
  [
    'timestamp of seconds',
    1114,
    "TIMESTAMP_S '2000-01-01 00:00:01'",
    '00000000000f4240',
    '2000-01-01 00:00:01',
  ],
  ['infinite timestamp', 1114, "TIMESTAMP 'infinity'", '7fffffffffffffff', 'infinity'],
  ['timestamptz', 1184, "TIMESTAMPTZ '2000-01-01 00:00:00+00'", '0000000000000000', '2000-01-01 00:00:00+00'],
  ['numeric zero', 1700, '0::DECIMAL(4,2)', '0000000000000002', '0.00'],
  ['small numeric', 1700, '-0.05::DECIMAL(4,2)', '0001ffff4000000201f4', '-0.05'],
  [
    'numeric',
    1700,
    '123456789.000001::DECIMAL(18,6)',
    '0005000200000006000109291a8500000064',
    '123456789.000001',
  ],
  ['numeric of a sum', 1700, '10000::HUGEINT', '00010001000000000001', '10000'],
  ['rounded numeric', 1700, '-99999999.5::DECIMAL(18,1)', '0003000140000001270f270f1388', '-99999999.5'],
] as const;

test.each(known)('writes and reads %s in the binary format', async (_, typeOid, expression, bytes, text) => {
  expect((await binary(expression, typeOid))?.toString('hex')).toBe(bytes);
  expect(parameterText(Buffer.from(bytes, 'hex'), typeOid, 1, 1)).toBe(text);
});

test.each([
  [
    'interval',
    1186,
    "INTERVAL '1 month -2 days 3 seconds'",
    '00000000002dc6c0fffffffe00000001',
    '1 months -2 days 3000000 microseconds',
  ],
  ['timetz', 1266, "TIMETZ '00:00:01+01:00'", '00000000000f4240fffff1f0', '00:00:01+01'],
  ['"char"', 18, "'r'", '72', 'r'],
  ['"char" without a character', 18, "''", '00', ''],
])('writes and reads %s in the binary format', async (_, typeOid, expression, bytes, text) => {
  expect((await binary(expression, typeOid))?.toString('hex')).toBe(bytes);
  expect(parameterText(Buffer.from(bytes, 'hex'), typeOid, 1, 1)).toBe(text);
});

test('reads jsonb in the binary format of its first version only', () => {
  expect(parameterText(Buffer.from('017b7d', 'hex'), 3802, 1, 1)).toBe('{}');
  expect(() => parameterText(Buffer.from('027b7d', 'hex'), 3802, 1, 1)).toThrow(
    expect.objectContaining({ sqlState: '08P01' }),
  );
});

test.each([
  ['integers', 1007, '[1, NULL]', '00000001000000010000001700000002000000010000000400000001ffffffff'],
  ['texts', 1009, "['a']", '00000001000000000000001900000001000000010000000161'],
  ['nothing', 1016, '[]::BIGINT[]', '000000000000000000000014'],
  [
    'decimals',
    1231,
    '[-0.05::DECIMAL(4,2)]',
    '0000000100000000000006a400000001000000010000000a0001ffff4000000201f4',
  ],
  [
    'structs, as texts',
    1009,
    "[{'a': 1}]",
    '00000001000000000000001900000001000000010000000328312900'.slice(0, -2),
  ],
  ['fixed length', 1007, '[1]::INTEGER[1]', '00000001000000000000001700000001000000010000000400000001'],
  ['a vector', 22, "'1 2'", '0000000100000000000000150000000200000000000000020001000000020002'],
])('writes an array of %s', async (_, typeOid, expression, bytes) => {
  expect((await binary(expression, typeOid))?.toString('hex')).toBe(bytes);
});

test.each([
  ['integers', 1007, '00000001000000010000001700000002000000010000000400000001ffffffff', '{"1",NULL}'],
  ['texts', 1009, '0000000100000000000000190000000100000001000000035c2261', String.raw`{"\\\"a"}`],
  ['nothing', 1028, '00000000000000000000001a', '{}'],
])('reads an array of %s', (_, typeOid, bytes, text) => {
  expect(parameterText(Buffer.from(bytes, 'hex'), typeOid, 1, 1)).toBe(text);
});

test('NULL has no bytes in either format', async () => {
  expect(await binary('NULL::INTEGER', 23)).toBeNull();
});

test.each([
  ['a type without a binary format', "'1'", 790, '0A000'],
  ['an array whose items are not as described', "['x']", 1182, 'XX000'],
  ['a number that the described type cannot hold', '40000', 21, '22003'],
  ['a value that is not of the described type', "'x'", 1082, 'XX000'],
])('refuses %s', async (_, expression, typeOid, sqlState) => {
  await expect(binary(expression, typeOid)).rejects.toMatchObject({ sqlState });
});

test.each([
  ['a binary integer of the wrong size', '0001', 23, 1, '08P01'],
  ['a numeric that is cut off', '0005000200000006', 1700, 1, '08P01'],
  ['a binary value of a type that is not known', '00', 790, 1, '0A000'],
  ['an interval of the wrong size', '00', 1186, 1, '08P01'],
  ['an array that is cut off', '0000000100000000000000170000000100000001', 1007, 1, '08P01'],
  ['an array of two dimensions', '000000020000000000000017', 1007, 1, '08P01'],
  ['text with a zero byte', '610062', 25, 0, '22021'],
  ['text that is not UTF-8', 'ff', 25, 0, '22021'],
] as const)('refuses %s as a parameter', (_, bytes, typeOid, format, sqlState) => {
  expect(() => parameterText(Buffer.from(bytes, 'hex'), typeOid, format, 1)).toThrow(
    expect.objectContaining({ sqlState }),
  );
});

test.each([
  ["'NaN'::DOUBLE", 'NaN'],
  ["'-Infinity'::DOUBLE", '-Infinity'],
  ['-1.5::DOUBLE', '-1.5'],
  ['1e25::DOUBLE', '10000000000000000905969664'],
])('%s in a column that was described as numeric is %s', async (expression, text) => {
  const bytes = await binary(expression, 1700);
  expect(bytes === null ? null : parameterText(bytes, 1700, 1, 1)).toBe(text);
});
