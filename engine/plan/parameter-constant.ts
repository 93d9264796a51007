/** The value of a parameter, which comes as PostgreSQL text, as a constant of DuckDB's. */
import { DrawbridgeError, SqlState } from '../error.ts';
import { quoteLiteral } from '../store/quote.ts';

/** `typeName` as DuckDB writes types; `number` is the parameter's, from 1, for messages. */
export function typedConstant(value: string | null, typeName: string, number: number): string {
  if (value === null) return `CAST(NULL AS ${typeName})`;
  if (value.includes('\0')) {
    throw new DrawbridgeError(SqlState.dataException, `Parameter $${number} contains U+0000.`);
  }
  if (typeName === 'NUMERIC') return numericConstant(value);
  if (typeName === 'BLOB') return cast(blobText(value, number), typeName);
  return cast(value, typeName);
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

/** PostgreSQL writes bytes as `\x6162`, or in its older form with `\\` and octal `\ooo`; DuckDB reads `\x61\x62`. */
function blobText(value: string, number: number): string {
  if (/^\\x/i.test(value)) {
    const digits = value.slice(2).replaceAll(/\s/g, '');
    if (!/^(?:[0-9a-f]{2})*$/i.test(digits)) throw notBytes(number);
    return digits.replaceAll(/../g, String.raw`\x$&`);
  }
  let text = '';
  for (const [piece] of value.matchAll(/\\(?:\\|[0-3][0-7]{2})|[^]/gu)) {
    if (piece === '\\') throw notBytes(number);
    if (piece.startsWith('\\') && piece !== '\\\\') text += hex(Number.parseInt(piece.slice(1), 8));
    else for (const byte of Buffer.from(piece === '\\\\' ? '\\' : piece, 'utf8')) text += hex(byte);
  }
  return text;
}

const hex = (byte: number): string => String.raw`\x${byte.toString(16).padStart(2, '0')}`;

function notBytes(number: number): DrawbridgeError {
  return new DrawbridgeError(
    SqlState.invalidTextRepresentation,
    `Parameter $${number} is no text of bytes, which is \\x and hexadecimal digits.`,
  );
}
