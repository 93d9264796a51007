/**
 * Values of parameters, in either format, as PostgreSQL text: what a session wants. Binary layouts: the `*recv`
 * functions of PostgreSQL 15 (src/backend/utils/adt).
 */
import type { Buffer } from 'node:buffer';
import { DrawbridgeError, SqlState } from '../error.ts';
import type { Format } from './frontend-message.ts';
import { arrayElements, arrayText } from './array-binary.ts';
import { decodeUtf8 } from './message-reader.ts';
import { doubleText, singleText } from './number-text.ts';
import { numericText } from './numeric-binary.ts';
import { dateText, greatestInt64, timeText, timestampText, zoneText } from './time-text.ts';
import { TypeOid, epochDays, epochMicros, isTextual } from './type-oid.ts';

/** `number` is the parameter's, from 1, for messages. Throws 0A000 for a binary form that isn't known, 08P01, 22021. */
export function parameterText(value: Buffer, typeOid: number, format: Format, number: number): string {
  if (format === 0 || isTextual(typeOid)) return plainText(value, number);
  const elementOid = arrayElements.get(typeOid);
  const decoder = elementOid === undefined ? decoders.get(typeOid) : arrayDecoder(elementOid, number);
  if (decoder === undefined) {
    throw new DrawbridgeError(
      SqlState.featureNotSupported,
      `Parameter $${number} is in the binary format of type ${typeOid}, which is not supported`,
      { hint: 'Send this parameter as text.' },
    );
  }
  const [size, decode] = decoder;
  const text = size === null || value.length === size ? decode(value) : null;
  if (text !== null) return text;
  throw new DrawbridgeError(
    SqlState.protocolViolation,
    `Parameter $${number} is not in the binary format of its type (${typeOid})`,
  );
}

function plainText(value: Buffer, number: number): string {
  if (value.includes(0)) {
    throw new DrawbridgeError(SqlState.characterNotInRepertoire, `Parameter $${number} contains a zero byte`);
  }
  return decodeUtf8(value);
}

const arrayDecoder = (elementOid: number, number: number): Decoder => [
  null,
  (value) => arrayText(value, (item) => parameterText(item, elementOid, 1, number)),
];

/** The size in bytes (null: varies), and the text or null when the bytes make no sense. */
type Decoder = readonly [size: number | null, decode: (value: Buffer) => string | null];

const decoders = new Map<number, Decoder>([
  [TypeOid.bool, [1, (value) => (value[0] === 0 ? 'f' : 't')]],
  [TypeOid.int2, [2, (value) => value.readInt16BE().toString()]],
  [TypeOid.int4, [4, (value) => value.readInt32BE().toString()]],
  [TypeOid.oid, [4, (value) => value.readUInt32BE().toString()]],
  [TypeOid.int8, [8, (value) => value.readBigInt64BE().toString()]],
  [TypeOid.float4, [4, (value) => singleText(value.readFloatBE())]],
  [TypeOid.float8, [8, (value) => doubleText(value.readDoubleBE())]],
  [TypeOid.numeric, [null, numericText]],
  [TypeOid.bytea, [null, (value) => `\\x${value.toString('hex')}`]],
  [TypeOid.uuid, [16, uuidText]],
  [TypeOid.date, [4, (value) => dayText(value.readInt32BE())]],
  [TypeOid.time, [8, (value) => timeText(value.readBigInt64BE(), 1_000_000n)]],
  [TypeOid.timestamp, [8, (value) => momentText(value.readBigInt64BE(), '')]],
  [TypeOid.timestamptz, [8, (value) => momentText(value.readBigInt64BE(), '+00')]],
  [
    TypeOid.timetz,
    [12, (value) => timeText(value.readBigInt64BE(), 1_000_000n) + zoneText(-value.readInt32BE(8))],
  ],
  [TypeOid.interval, [16, intervalParts]],
  [TypeOid.char, [1, (value) => (value[0] === 0 ? '' : decodeUtf8(value))]],
  // A version stands in front of the text.
  [TypeOid.jsonb, [null, (value) => (value[0] === 1 ? decodeUtf8(value.subarray(1)) : null)]],
]);

/** Each part in its own unit, which needs no reading of signs. */
function intervalParts(value: Buffer): string {
  return `${value.readInt32BE(12)} months ${value.readInt32BE(8)} days ${value.readBigInt64BE()} microseconds`;
}

function uuidText(value: Buffer): string {
  return value.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function dayText(days: number): string {
  if (days === 0x7fff_ffff) return 'infinity';
  return days === -0x8000_0000 ? '-infinity' : dateText(days + epochDays);
}

function momentText(micros: bigint, zone: '' | '+00'): string {
  if (micros === greatestInt64) return 'infinity';
  return micros === -greatestInt64 - 1n ? '-infinity' : timestampText(micros + epochMicros, 1_000_000n, zone);
}
