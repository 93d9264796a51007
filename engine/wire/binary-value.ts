/**
 * Values in PostgreSQL's binary format, by the type that the column was described with. Layouts: the `*send`
 * functions of PostgreSQL 15 (src/backend/utils/adt).
 */
import {
  DuckDBArrayValue,
  DuckDBBlobValue,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBIntervalValue,
  DuckDBListValue,
  DuckDBTimeTZValue,
  DuckDBTimeValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampNanosecondsValue,
  DuckDBTimestampSecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBUUIDValue,
} from '@duckdb/node-api';
import type { DuckDBValue } from '@duckdb/node-api';
import { DrawbridgeError, SqlState } from '../error.ts';
import type { MessageWriter } from './message-writer.ts';
import { arrayElements, writeArray } from './array-binary.ts';
import { numericBytes } from './numeric-binary.ts';
import { decimalText } from './number-text.ts';
import { greatestInt64 } from './time-text.ts';
import type { TicksPerSecond } from './time-text.ts';
import { valueText } from './value-text.ts';
import { TypeOid, epochDays, epochMicros, isTextual } from './type-oid.ts';

/** Writes a value that is not NULL: its length, then its bytes. */
export type BinaryEncoder = (value: DuckDBValue, out: MessageWriter) => void;

const leastInt64 = -0x8000_0000_0000_0000n;

/** Null: there is no binary form of this type here. */
export function binaryEncoder(typeOid: number): BinaryEncoder | null {
  const elementOid = arrayElements.get(typeOid);
  if (elementOid === undefined) return encoders.get(typeOid) ?? null;
  const element = isTextual(elementOid) ? text : encoders.get(elementOid);
  return element === undefined ? null : (value, out) => array(value, out, elementOid, element);
}

function array(value: DuckDBValue, out: MessageWriter, elementOid: number, element: BinaryEncoder): void {
  if (!(value instanceof DuckDBListValue || value instanceof DuckDBArrayValue)) return mismatch('array');
  writeArray(out, value.items, { elementOid, lowerBound: 1 }, (item) => element(item, out));
}

function text(value: DuckDBValue, out: MessageWriter): void {
  // What has no type of its own in PostgreSQL travels as text, in arrays, too.
  out.value(valueText(value, undefined) ?? mismatch('text'));
}

/** A vector is an array that counts from 0; here it is the text of its items. */
const vector =
  (elementOid: number): BinaryEncoder =>
  (value, out) => {
    const items = String(value)
      .split(' ')
      .filter((item) => item !== '')
      .map(Number);
    const element = encoders.get(elementOid) ?? mismatch('vector');
    writeArray(out, items, { elementOid, lowerBound: 0 }, (item) => element(item, out));
  };

const encoders = new Map<number, BinaryEncoder>([
  [TypeOid.bool, (value, out) => fixed(out, 1, () => out.int8(value === true ? 1 : 0))],
  [TypeOid.int2, (value, out) => fixed(out, 2, () => out.int16(inRange(value, 15, 'smallint')))],
  [TypeOid.int4, (value, out) => fixed(out, 4, () => out.int32(inRange(value, 31, 'integer')))],
  [TypeOid.oid, (value, out) => fixed(out, 4, () => out.uint32(Number(whole(value))))],
  [TypeOid.int8, (value, out) => int64(out, whole(value))],
  [TypeOid.float4, (value, out) => fixed(out, 4, () => out.raw(floatBytes(value, 4)))],
  [TypeOid.float8, (value, out) => fixed(out, 8, () => out.raw(floatBytes(value, 8)))],
  [TypeOid.numeric, (value, out) => sized(out, numericBytes(numericText(value)))],
  [
    TypeOid.bytea,
    (value, out) => sized(out, value instanceof DuckDBBlobValue ? value.bytes : mismatch('bytea')),
  ],
  [TypeOid.date, (value, out) => fixed(out, 4, () => out.int32(date(value)))],
  [
    TypeOid.time,
    (value, out) => int64(out, value instanceof DuckDBTimeValue ? value.micros : mismatch('time')),
  ],
  [TypeOid.timestamp, (value, out) => int64(out, timestamp(value))],
  [TypeOid.timestamptz, (value, out) => int64(out, timestamp(value))],
  [TypeOid.timetz, timeWithZone],
  [TypeOid.interval, interval],
  [TypeOid.uuid, uuid],
  [TypeOid.char, character],
  [TypeOid.int2vector, vector(TypeOid.int2)],
  [TypeOid.oidvector, vector(TypeOid.oid)],
]);

function fixed(out: MessageWriter, size: number, write: () => void): void {
  out.int32(size);
  write();
}

function sized(out: MessageWriter, bytes: Uint8Array): void {
  out.int32(bytes.length);
  out.raw(bytes);
}

function int64(out: MessageWriter, value: bigint): void {
  const bytes = Buffer.alloc(8);
  if (BigInt.asIntN(64, value) !== value) throw outOfRange(value, 'bigint');
  bytes.writeBigInt64BE(value);
  sized(out, bytes);
}

function whole(value: DuckDBValue): bigint {
  if (typeof value === 'bigint') return value;
  return typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : mismatch('a whole number');
}

function inRange(value: DuckDBValue, bits: 15 | 31, type: string): number {
  const number = Number(whole(value));
  if (number >= 2 ** bits || number < -(2 ** bits)) throw outOfRange(number, type);
  return number;
}

function floatBytes(value: DuckDBValue, size: 4 | 8): Uint8Array {
  const number = typeof value === 'number' ? value : Number(whole(value));
  const bytes = Buffer.alloc(size);
  if (size === 4) bytes.writeFloatBE(number);
  else bytes.writeDoubleBE(number);
  return bytes;
}

/** A numeric parameter whose value no decimal holds makes doubles of a column that was described as numeric. */
function numericText(value: DuckDBValue): string {
  if (value instanceof DuckDBDecimalValue) return decimalText(value.value, value.scale);
  if (typeof value !== 'number') return whole(value).toString();
  if (Number.isInteger(value)) return BigInt(value).toString();
  // What is left behind 20 decimals is nothing.
  const text = String(value);
  return text.includes('e') ? value.toFixed(20) : text;
}

function date(value: DuckDBValue): number {
  if (!(value instanceof DuckDBDateValue)) return mismatch('date');
  if (value.days === 0x7fff_ffff) return 0x7fff_ffff;
  if (value.days === -0x7fff_ffff) return -0x8000_0000;
  const days = value.days - epochDays;
  if (days < -0x7fff_ffff) throw outOfRange(value.days, 'date');
  return days;
}

/** Microseconds since 2000, whatever unit DuckDB keeps; what doesn't fit is out of range for PostgreSQL, too. */
function timestamp(value: DuckDBValue): bigint {
  const [ticks, perSecond] = ticksOf(value);
  if (ticks === greatestInt64) return greatestInt64;
  return ticks === -greatestInt64 ? leastInt64 : (ticks * 1_000_000n) / perSecond - epochMicros;
}

function ticksOf(value: DuckDBValue): [bigint, TicksPerSecond] {
  if (value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampTZValue) {
    return [value.micros, 1_000_000n];
  }
  if (value instanceof DuckDBTimestampSecondsValue) return [value.seconds, 1n];
  if (value instanceof DuckDBTimestampMillisecondsValue) return [value.millis, 1000n];
  if (value instanceof DuckDBTimestampNanosecondsValue) return [value.nanos, 1_000_000_000n];
  return mismatch('timestamp');
}

function timeWithZone(value: DuckDBValue, out: MessageWriter): void {
  if (!(value instanceof DuckDBTimeTZValue)) return mismatch('timetz');
  const bytes = Buffer.alloc(12);
  bytes.writeBigInt64BE(value.micros);
  // PostgreSQL counts seconds west of Greenwich.
  bytes.writeInt32BE(-value.offset, 8);
  sized(out, bytes);
}

function interval(value: DuckDBValue, out: MessageWriter): void {
  if (!(value instanceof DuckDBIntervalValue)) return mismatch('interval');
  const bytes = Buffer.alloc(16);
  bytes.writeBigInt64BE(value.micros);
  bytes.writeInt32BE(value.days, 8);
  bytes.writeInt32BE(value.months, 12);
  sized(out, bytes);
}

function uuid(value: DuckDBValue, out: MessageWriter): void {
  if (!(value instanceof DuckDBUUIDValue)) return mismatch('uuid');
  sized(out, Buffer.from(value.toUint128().toString(16).padStart(32, '0'), 'hex'));
}

/** A byte; an empty text is a zero. */
function character(value: DuckDBValue, out: MessageWriter): void {
  const bytes = Buffer.from(typeof value === 'string' ? value : mismatch('"char"'));
  fixed(out, 1, () => out.int8(bytes[0] ?? 0));
}

function outOfRange(value: number | bigint, type: string): DrawbridgeError {
  return new DrawbridgeError(SqlState.numericOutOfRange, `${value} is out of the range of ${type}`);
}

/** The session described the column as something that its values are not. */
function mismatch(type: string): never {
  throw new DrawbridgeError(
    SqlState.internalError,
    `A value that is no ${type} stands in a column described as such`,
  );
}
