/**
 * Any value of DuckDB as PostgreSQL's text. Lists and arrays are PostgreSQL's arrays (`{1,NULL,"a b"}`), structs its
 * composites (`(1,"a b",)`), maps arrays of (key,value) composites, since PostgreSQL has no maps.
 */
import {
  DuckDBArrayType,
  DuckDBArrayValue,
  DuckDBBlobValue,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBFloatType,
  DuckDBIntervalValue,
  DuckDBListType,
  DuckDBListValue,
  DuckDBListVector,
  DuckDBMapType,
  DuckDBMapValue,
  DuckDBStructType,
  DuckDBStructValue,
  DuckDBStructVector,
  DuckDBTimeNSValue,
  DuckDBTimeTZValue,
  DuckDBTimeValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampNanosecondsValue,
  DuckDBTimestampSecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBUnionType,
  DuckDBUnionValue,
  DuckDBVariantValue,
} from '@duckdb/node-api';
import type { DuckDBType, DuckDBValue, DuckDBVector } from '@duckdb/node-api';
import { hexBytesText } from './bytes-text.ts';
import { decimalText, doubleText, singleText } from './number-text.ts';
import { dateText, intervalText, timeText, timestampText, zoneText } from './time-text.ts';

/** The value of a row; null for NULL. Structs are read by places, since the names of `ROW(1, 2)` are all the same. */
export function cellText(vector: DuckDBVector, row: number): string | null {
  if (vector instanceof DuckDBStructVector) {
    if (!vector.isItemValid(row)) return null;
    const places = vector.type.entryTypes.map((_, place) => vector.entryVectorAt(place));
    return composite(places.map((field) => cellText(field, row)));
  }
  if (vector instanceof DuckDBListVector && vector.type.valueType instanceof DuckDBStructType) {
    const items = vector.getItemVector(row);
    if (items === null) return null;
    const texts = Array.from({ length: items.itemCount }, (_, index) => cellText(items, index));
    return braces(texts.map((text) => (text === null ? 'NULL' : quotedItem(text))));
  }
  return valueText(vector.getItem(row), vector.type);
}

/** Null for NULL. `type` tells single from double precision; without it double is taken. */
export function valueText(value: DuckDBValue, type?: DuckDBType): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'number')
    return type instanceof DuckDBFloatType ? singleText(value) : doubleText(value);
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (typeof value === 'bigint') return value.toString();
  if (value === null) return null;
  if (value instanceof DuckDBVariantValue) return valueText(value.value, value.type);
  if (value instanceof DuckDBUnionValue) {
    return valueText(
      value.value,
      type instanceof DuckDBUnionType ? type.memberTypeForTag(value.tag) : undefined,
    );
  }
  return timeValueText(value) ?? nestedText(value, type) ?? scalarText(value);
}

function scalarText(value: Exclude<DuckDBValue, null | string | number | boolean | bigint>): string {
  if (value instanceof DuckDBDecimalValue) return decimalText(value.value, value.scale);
  if (value instanceof DuckDBBlobValue) return hexBytesText(value.bytes);
  // UUID and BIT print themselves as PostgreSQL does; GEOMETRY has no form of its own there.
  return String(value);
}

function timeValueText(value: object): string | null {
  if (value instanceof DuckDBTimestampValue) return timestampText(value.micros, 1_000_000n);
  if (value instanceof DuckDBTimestampTZValue) return timestampText(value.micros, 1_000_000n, '+00');
  if (value instanceof DuckDBDateValue) return dateText(value.days);
  if (value instanceof DuckDBTimeValue) return timeText(value.micros, 1_000_000n);
  if (value instanceof DuckDBTimeTZValue) return timeText(value.micros, 1_000_000n) + zoneText(value.offset);
  if (value instanceof DuckDBTimeNSValue) return timeText(value.nanos, 1_000_000_000n);
  if (value instanceof DuckDBIntervalValue) return intervalText(value.months, value.days, value.micros);
  if (value instanceof DuckDBTimestampSecondsValue) return timestampText(value.seconds, 1n);
  if (value instanceof DuckDBTimestampMillisecondsValue) return timestampText(value.millis, 1000n);
  if (value instanceof DuckDBTimestampNanosecondsValue) return timestampText(value.nanos, 1_000_000_000n);
  return null;
}

function nestedText(value: object, type: DuckDBType | undefined): string | null {
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue) {
    const itemType =
      type instanceof DuckDBListType || type instanceof DuckDBArrayType ? type.valueType : undefined;
    return braces(value.items.map((item) => arrayItem(item, itemType)));
  }
  if (value instanceof DuckDBStructValue) {
    // An object would put names that are numbers first.
    const fields = type instanceof DuckDBStructType ? type.entryNames : Object.keys(value.entries);
    return composite(
      fields.map((name, index) =>
        valueText(
          value.entries[name] ?? null,
          type instanceof DuckDBStructType ? type.entryTypes[index] : undefined,
        ),
      ),
    );
  }
  if (value instanceof DuckDBMapValue) {
    const [keyType, valueType] = type instanceof DuckDBMapType ? [type.keyType, type.valueType] : [];
    return braces(
      value.entries.map((entry) =>
        quotedItem(composite([valueText(entry.key, keyType), valueText(entry.value, valueType)])),
      ),
    );
  }
  return null;
}

function braces(items: readonly string[]): string {
  return `{${items.join(',')}}`;
}

function arrayItem(item: DuckDBValue, type: DuckDBType | undefined): string {
  const text = valueText(item, type);
  if (text === null) return 'NULL';
  // A list in a list is a further dimension, not an item.
  return item instanceof DuckDBListValue || item instanceof DuckDBArrayValue ? text : quotedItem(text);
}

function quotedItem(text: string): string {
  const plain = text !== '' && !/[{}",\\\s]/.test(text) && text.toUpperCase() !== 'NULL';
  return plain ? text : `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}

function composite(fields: readonly (string | null)[]): string {
  const parts = fields.map((text) => {
    if (text === null) return '';
    const plain = text !== '' && !/[()",\\\s]/.test(text);
    return plain ? text : `"${text.replaceAll(/["\\]/g, '$&$&')}"`;
  });
  return `(${parts.join(',')})`;
}
