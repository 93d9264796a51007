/**
 * The common types as text straight from DuckDB's bytes. Whatever is not here, or doesn't fit into a double, takes
 * the slow way through objects (value-text.ts), which must say the same.
 */
import duckdb from '@duckdb/node-bindings';
import { writeClock, writeDecimal, writeInteger } from './digits.ts';
import type { MessageWriter } from './message-writer.ts';
import { decimalText, doubleText, singleText } from './number-text.ts';
import type { RawColumn } from './raw-column.ts';
import { dateText, dayParts, timeText, timestampText } from './time-text.ts';

/** Writes a value that is not NULL: its length, then its bytes. */
export type ValueEncoder = (row: number, out: MessageWriter) => void;

const { Type } = duckdb;
/** High words of 64-bit numbers whose doubles are exact, with room to add a day. */
const exactHigh = 0x0010_0000;
/** No number or time of the fast paths is longer. */
const longest = 48;

/** Null: only the slow way knows this type. */
export function textEncoder(column: RawColumn): ValueEncoder | null {
  switch (column.typeId) {
    case Type.VARCHAR:
      return strings(column);
    case Type.BLOB:
      return blobs(column);
    case Type.BOOLEAN:
      return booleans(column.bytes(1));
    case Type.UUID:
      return uuids(column.bytes(16));
    case Type.DATE:
      return dates(column.words(4));
    case Type.TIME:
      return times(column.words(8));
    case Type.TIMESTAMP:
      return timestamps(column.words(8), '');
    case Type.TIMESTAMP_TZ:
      return timestamps(column.words(8), '+00');
    case Type.FLOAT:
      return floats(new Float32Array(...place(column.bytes(4))), singleText);
    case Type.DOUBLE:
      return floats(new Float64Array(...place(column.bytes(8))), doubleText);
    case Type.BIGINT:
      return decimals64(column.words(8), 0);
    case Type.DECIMAL:
      return decimals(column);
    default:
      return integers(column);
  }
}

function integers(column: RawColumn): ValueEncoder | null {
  const numbers = integerArray(column, column.typeId);
  return numbers === null ? null : digits((row, bytes, at) => writeInteger(bytes, at, numbers[row] ?? 0));
}

function integerArray(column: RawColumn, typeId: duckdb.Type): { readonly [row: number]: number } | null {
  switch (typeId) {
    case Type.TINYINT:
      return new Int8Array(...place(column.bytes(1)));
    case Type.UTINYINT:
      return column.bytes(1);
    case Type.SMALLINT:
      return new Int16Array(...place(column.bytes(2)));
    case Type.USMALLINT:
      return new Uint16Array(...place(column.bytes(2)));
    case Type.INTEGER:
      return column.words(4);
    case Type.UINTEGER:
      return new Uint32Array(...place(column.bytes(4)));
    default:
      return null;
  }
}

function decimals(column: RawColumn): ValueEncoder | null {
  if (column.decimal === null) return null;
  const { scale, storage } = column.decimal;
  if (storage === Type.BIGINT) return decimals64(column.words(8), scale);
  const numbers = integerArray(column, storage);
  return numbers === null
    ? null
    : digits((row, bytes, at) => writeDecimal(bytes, at, numbers[row] ?? 0, scale));
}

/** Also whole numbers, with a scale of 0. */
function decimals64(words: Int32Array, scale: number): ValueEncoder {
  return (row, out) => {
    const low = (words[row * 2] ?? 0) >>> 0;
    const high = words[row * 2 + 1] ?? 0;
    if (high >= exactHigh || high < -exactHigh) {
      out.value(decimalText(wide(low, high), scale));
      return;
    }
    const { bytes, position } = begin(out);
    finish(out, writeDecimal(bytes, position, high * 0x1_0000_0000 + low, scale));
  };
}

function booleans(bytes: Uint8Array): ValueEncoder {
  return (row, out) => {
    out.int32(1);
    out.int8(bytes[row] === 0 ? 102 : 116); // f, t
  };
}

function floats(numbers: { readonly [row: number]: number }, text: (value: number) => string): ValueEncoder {
  return (row, out) => out.value(text(numbers[row] ?? 0));
}

function strings(column: RawColumn): ValueEncoder {
  const source = column.stringWriter();
  return (row, out) => {
    out.int32(source.length(row));
    source.write(row, out);
  };
}

const hex = new TextEncoder().encode('0123456789abcdef');

function writeHexByte(bytes: Uint8Array, at: number, byte: number): number {
  bytes[at] = hex[byte >> 4] ?? 0;
  bytes[at + 1] = hex[byte & 15] ?? 0;
  return at + 2;
}

function blobs(column: RawColumn): ValueEncoder {
  const source = column.stringWriter();
  return (row, out) => {
    const content = source.read(row);
    out.ensure(6 + content.length * 2);
    out.int32(2 + content.length * 2);
    let at = out.position;
    out.bytes[at] = 92; // \
    out.bytes[at + 1] = 120; // x
    at += 2;
    for (const byte of content) at = writeHexByte(out.bytes, at, byte);
    out.position = at;
  };
}

/** A 128-bit number, little-endian, whose highest bit is flipped so that it sorts as the text does. */
function uuids(slots: Uint8Array): ValueEncoder {
  return digits((row, bytes, start) => {
    let at = start;
    for (let index = 15; index >= 0; index -= 1) {
      const byte = slots[row * 16 + index] ?? 0;
      at = writeHexByte(bytes, at, index === 15 ? byte ^ 0x80 : byte);
      if (index === 12 || index === 10 || index === 8 || index === 6) {
        bytes[at] = 45; // -
        at += 1;
      }
    }
    return at;
  });
}

function dates(days: Int32Array): ValueEncoder {
  const text = remembered(dateText);
  return (row, out) => out.value(text(days[row] ?? 0));
}

function times(words: Int32Array): ValueEncoder {
  return (row, out) => {
    const low = (words[row * 2] ?? 0) >>> 0;
    const high = words[row * 2 + 1] ?? 0;
    if (high >= exactHigh || high < 0) {
      out.value(timeText(wide(low, high), 1_000_000n));
      return;
    }
    const micros = high * 0x1_0000_0000 + low;
    const seconds = Math.floor(micros / 1e6);
    const { bytes, position } = begin(out);
    finish(out, writeClock(bytes, position, seconds, micros - seconds * 1e6, 6));
  };
}

function timestamps(words: Int32Array, zone: '' | '+00'): ValueEncoder {
  const parts = remembered(dayParts);
  return (row, out) => {
    const low = (words[row * 2] ?? 0) >>> 0;
    const high = words[row * 2 + 1] ?? 0;
    // Infinity and the years beyond 2112.
    if (high >= exactHigh || high < -exactHigh) {
      out.value(timestampText(wide(low, high), 1_000_000n, zone));
      return;
    }
    const micros = high * 0x1_0000_0000 + low;
    const days = Math.floor(micros / 86_400e6);
    const microsOfDay = micros - days * 86_400e6;
    const seconds = Math.floor(microsOfDay / 1e6);
    const day = parts(days);
    const { bytes, position } = begin(out);
    let at = writeAscii(bytes, position, day.text);
    bytes[at] = 32;
    at = writeClock(bytes, at + 1, seconds, microsOfDay - seconds * 1e6, 6);
    finish(out, writeAscii(bytes, writeAscii(bytes, at, zone), day.era));
  };
}

/** Neighbouring rows often fall on the same day. */
function remembered<T>(make: (days: number) => T): (days: number) => T {
  let last: { readonly days: number; readonly made: T } | null = null;
  return (days) => {
    if (last === null || last.days !== days) last = { days, made: make(days) };
    return last.made;
  };
}

function digits(write: (row: number, bytes: Uint8Array, at: number) => number): ValueEncoder {
  return (row, out) => {
    const { bytes, position } = begin(out);
    finish(out, write(row, bytes, position));
  };
}

/** Makes room for a short value and leaves a place for its length. */
function begin(out: MessageWriter): MessageWriter {
  out.ensure(longest);
  out.position += 4;
  return out;
}

function finish(out: MessageWriter, end: number): void {
  out.bytes.writeInt32BE(end - out.position, out.position - 4);
  out.position = end;
}

function writeAscii(bytes: Uint8Array, at: number, text: string): number {
  for (let index = 0; index < text.length; index += 1) bytes[at + index] = text.charCodeAt(index);
  return at + text.length;
}

/** For a view of other numbers on the same bytes. */
function place(bytes: Uint8Array): [ArrayBufferLike, number] {
  return [bytes.buffer, bytes.byteOffset];
}

function wide(low: number, high: number): bigint {
  return (BigInt(high) << 32n) | BigInt(low);
}
