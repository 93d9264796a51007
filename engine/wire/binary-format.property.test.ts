/** What is sent in the binary format comes back as the same value when a client sends those bytes as a parameter. */
import { Buffer } from 'node:buffer';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { arrayElements } from './array-binary.ts';
import { encodeChunk } from './encode-chunk.ts';
import { MessageWriter } from './message-writer.ts';
import { parameterText } from './parameter-text.ts';
import { column } from './test-support/fake-session.ts';
import { rawValues } from './test-support/wire-client.ts';

const runs = process.env['DRAWBRIDGE_DEEP'] === undefined ? 25 : 1000;

let connection: DuckDBConnection;

beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:')).connect();
});

afterAll(() => connection.closeSync());

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const whole = (bits: number): fc.Arbitrary<string> => {
  const half = 2n ** BigInt(bits - 1);
  return fc.bigInt({ min: -half, max: half - 1n }).map(String);
};
/** DuckDB keeps texts without zeros. */
const texts = fc.string({ unit: 'grapheme' }).map((text) => quoted(text.replaceAll('\0', '')));
const pad = (value: number, width = 2): string => String(value).padStart(width, '0');
const days = fc
  .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const micros = fc.integer({ min: 0, max: 86_399_999_999 });
const clocks = micros.map((all) => {
  const seconds = Math.floor(all / 1e6);
  return `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}.${pad(all % 1e6, 6)}`;
});
const small = fc.integer({ min: -1000, max: 1000 });

/** The type's number, its name in DuckDB, and constants of it. */
const types: readonly (readonly [oid: number, name: string, values: fc.Arbitrary<string>])[] = [
  [16, 'BOOLEAN', fc.boolean().map(String)],
  [
    17,
    'BLOB',
    fc
      .uint8Array()
      .map((bytes) => quoted([...bytes].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join(''))),
  ],
  [20, 'BIGINT', whole(64)],
  [21, 'SMALLINT', whole(16)],
  [23, 'INTEGER', whole(32)],
  [26, 'UINTEGER', fc.nat({ max: 0xffff_ffff }).map(String)],
  [114, 'JSON', fc.json().map(quoted)],
  [700, 'FLOAT', fc.float({ noNaN: true, noDefaultInfinity: true }).map((value) => quoted(String(value)))],
  [701, 'DOUBLE', fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => quoted(String(value)))],
  [1043, 'VARCHAR', texts],
  [1082, 'DATE', days.map(quoted)],
  [1083, 'TIME', clocks.map(quoted)],
  [1114, 'TIMESTAMP', fc.tuple(days, clocks).map(([day, clock]) => quoted(`${day} ${clock}`))],
  [1184, 'TIMESTAMPTZ', fc.tuple(days, clocks).map(([day, clock]) => quoted(`${day} ${clock}+00`))],
  [
    1186,
    'INTERVAL',
    fc
      .tuple(small, small, micros)
      .map(([months, rest, time]) => quoted(`${months} months ${rest} days ${time} microseconds`)),
  ],
  [
    1266,
    'TIMETZ',
    fc
      .tuple(clocks, fc.integer({ min: -12, max: 12 }))
      .map(([clock, zone]) => quoted(`${clock}${zone < 0 ? '-' : '+'}${pad(Math.abs(zone))}`)),
  ],
  [
    1700,
    'DECIMAL(20,5)',
    fc.tuple(whole(48), fc.nat({ max: 99_999 })).map(([value, rest]) => `${value}.${pad(rest, 5)}`),
  ],
  [2950, 'UUID', fc.uuid().map(quoted)],
];

async function binary(expression: string, typeOid: number): Promise<Buffer> {
  const chunk = await (await connection.run(`SELECT ${expression}`)).fetchChunk();
  if (!chunk) throw new Error('no row');
  const out = new MessageWriter();
  encodeChunk(chunk, [column('value', typeOid)], [1]).encode(out, 0, 1, Infinity);
  const [bytes] = rawValues({ type: 'D', body: out.bytes.subarray(5, out.position) });
  return bytes ?? Buffer.alloc(0);
}

async function isSame(left: string, right: string): Promise<unknown> {
  const result = await connection.runAndReadAll(`SELECT ${left} IS NOT DISTINCT FROM ${right}`);
  return result.getColumns()[0]?.[0];
}

test.each(types)('type %i (%s)', async (oid, name, values) => {
  await fc.assert(
    fc.asyncProperty(values, async (value) => {
      const expression = `CAST(${value} AS ${name})`;
      const text = parameterText(await binary(expression, oid), oid, 1, 1);
      const back = oid === 17 ? `unhex(${quoted(text.slice(2))})` : `CAST(${quoted(text)} AS ${name})`;
      expect(await isSame(expression, back)).toBe(true);
    }),
    { numRuns: runs },
  );
});

test.each(types.filter(([oid]) => oid !== 17))('arrays of type %i (%s)', async (oid, name, values) => {
  const arrayOid = [...arrayElements].find(([, element]) => element === oid)?.[0] ?? 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.option(values)), async (items) => {
      const list = items.map((item) => (item === null ? 'NULL' : `CAST(${item} AS ${name})`)).join(', ');
      const expression = `CAST([${list}] AS ${name}[])`;
      const text = parameterText(await binary(expression, arrayOid), arrayOid, 1, 1);
      const back = itemsOf(text).map((item) => (item === null ? 'NULL' : quoted(item)));
      expect(await isSame(expression, `CAST([${back.join(', ')}] AS ${name}[])`)).toBe(true);
    }),
    { numRuns: runs },
  );
});

/** Of `{"a",NULL}`, where every item has quotes. */
function itemsOf(text: string): (string | null)[] {
  return [...text.matchAll(/"((?:[^"\\]|\\.)*)"|NULL/gs)].map(([, item]) =>
    item === undefined ? null : item.replaceAll(/\\(.)/gs, '$1'),
  );
}
