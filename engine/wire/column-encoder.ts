/** Chooses how one column of a chunk is written: text straight from bytes, text by way of objects, or binary. */
import { DuckDBBlobValue, DuckDBIntervalValue, type DuckDBDataChunk } from '@duckdb/node-api';
import { DrawbridgeError, SqlState } from '../error.ts';
import { binaryEncoder } from './binary-value.ts';
import { escapedBytesText } from './bytes-text.ts';
import type { Format } from './frontend-message.ts';
import type { MessageWriter } from './message-writer.ts';
import { RawColumn } from './raw-column.ts';
import { textEncoder } from './text-encoder.ts';
import { isoIntervalText } from './time-text.ts';
import { isTextual } from './type-oid.ts';
import { cellText } from './value-text.ts';

/** Writes the value of one row: its length in bytes (-1: NULL) and the bytes. */
export type ColumnEncoder = (row: number, out: MessageWriter) => void;

export function columnEncoder(
  chunk: DuckDBDataChunk,
  index: number,
  typeOid: number,
  format: Format,
): ColumnEncoder {
  return format === 1 && !isTextual(typeOid)
    ? binaryColumn(chunk, index, typeOid)
    : (rawTextColumn(chunk, index) ?? objectTextColumn(chunk, index));
}

/** Null for the types that only objects can say. */
export function rawTextColumn(chunk: DuckDBDataChunk, index: number): ColumnEncoder | null {
  const column = new RawColumn(chunk, index);
  const encode = textEncoder(column);
  const { validity } = column;
  if (encode === null || validity === null) return encode;
  return (row, out) => {
    if (((validity[row >>> 5] ?? 0) & (1 << (row & 31))) === 0) out.int32(-1);
    else encode(row, out);
  };
}

/** Any type. */
export function objectTextColumn(chunk: DuckDBDataChunk, index: number): ColumnEncoder {
  const vector = chunk.getColumnVector(index);
  return (row, out) => {
    const text = cellText(vector, row);
    if (text === null) out.int32(-1);
    else out.value(text);
  };
}

/** Intervals as ISO 8601 has them, and bytes as letters and octal digits. */
export function styledColumn(chunk: DuckDBDataChunk, index: number): ColumnEncoder {
  const vector = chunk.getColumnVector(index);
  return (row, out) => {
    const value = vector.getItem(row);
    if (value instanceof DuckDBIntervalValue)
      out.value(isoIntervalText(value.months, value.days, value.micros));
    else if (value instanceof DuckDBBlobValue) out.value(escapedBytesText(value.bytes));
    else out.int32(-1);
  };
}

function binaryColumn(chunk: DuckDBDataChunk, index: number, typeOid: number): ColumnEncoder {
  const encode = binaryEncoder(typeOid);
  if (encode === null) {
    throw new DrawbridgeError(SqlState.featureNotSupported, `Type ${typeOid} has no binary format here`, {
      hint: 'Ask for this column as text.',
    });
  }
  const vector = chunk.getColumnVector(index);
  return (row, out) => {
    const value = vector.getItem(row);
    if (value === null) out.int32(-1);
    else encode(value, out);
  };
}
