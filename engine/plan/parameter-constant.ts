/** The value of a parameter, which comes as PostgreSQL text, as a constant of DuckDB's. */
import { DrawbridgeError, SqlState } from '../error.ts';
import { quoteLiteral } from '../store/quote.ts';
import { arrayItems } from './array-text.ts';
import { blobText } from './bytea-text.ts';

/** `typeName` as DuckDB writes types; `number` is the parameter's, from 1, for messages. */
export function typedConstant(value: string | null, typeName: string, number: number): string {
  if (value === null) return `CAST(NULL AS ${typeName})`;
  if (value.includes('\0')) {
    throw new DrawbridgeError(SqlState.dataException, `Parameter $${number} contains U+0000.`);
  }
  if (itemType(typeName) !== null) return arrayConstant(itemConstants(value, typeName, number), typeName);
  if (typeName === 'NUMERIC') return numericConstant(value);
  if (typeName === 'BLOB') return cast(blobText(value, number), typeName);
  return cast(value, typeName);
}

/** The type of an array's items; null for a type that is none. */
export const itemType = (typeName: string): string | null =>
  typeName.endsWith('[]') ? typeName.slice(0, -2) : null;

/** The items of an array that comes as PostgreSQL's text. Throws 22000 where it is none, or has several dimensions. */
export function itemConstants(value: string, typeName: string, number: number): readonly string[] {
  const items = arrayItems(value);
  if (items !== null) return items.map((item) => typedConstant(item, itemType(typeName) ?? '', number));
  throw new DrawbridgeError(SqlState.dataException, `Parameter $${number} is no array: ${value}`, {
    hint: 'An array is written as {1,2,3}, and has one dimension.',
  });
}

/** Decimals keep their digits, which a cast to NUMERIC would round. */
function arrayConstant(items: readonly string[], typeName: string): string {
  const list = `[${items.join(', ')}]`;
  return typeName === 'NUMERIC[]' && items.length > 0 ? list : `CAST(${list} AS ${typeName})`;
}

const cast = (text: string, typeName: string): string => `CAST(${quoteLiteral(text)} AS ${typeName})`;

const widest = 38;

/** PostgreSQL's `numeric` has no fixed scale; DuckDB's has, so the value's own is taken. */
function numericConstant(value: string): string {
  const text = withoutExponent(value.trim());
  const digits = text === null ? null : /^[+-]?(\d*)(?:\.(\d*))?$/.exec(text);
  if (text === null || digits === null) return cast(value, 'DOUBLE');
  const scale = digits[2]?.length ?? 0;
  const width = Math.max(1, (digits[1]?.length ?? 0) + scale);
  return width > widest ? cast(value, 'DOUBLE') : cast(text, `DECIMAL(${width}, ${scale})`);
}

/** `1.5E+3` as `1500`, since a cast of the former to DECIMAL fails or rounds; null where there is no end of digits. */
function withoutExponent(value: string): string | null {
  const parts = /^([+-]?)(\d*)\.?(\d*)[eE]([+-]?\d{1,3})$/.exec(value);
  if (parts === null) return value;
  const [, sign = '', whole = '', fraction = '', exponent = ''] = parts;
  if (whole === '' && fraction === '') return null;
  const point = whole.length + Number(exponent);
  if (point > widest || point < -widest) return null;
  const digits = `${'0'.repeat(Math.max(0, -point))}${whole}${fraction}`;
  const behind = Math.max(0, point);
  const padded = digits.padEnd(behind, '0');
  const rest = padded.slice(behind);
  return `${sign}${padded.slice(0, behind) || '0'}${rest === '' ? '' : `.${rest}`}`;
}
