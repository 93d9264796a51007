/**
 * PostgreSQL's two text forms of `bytea`, `\x00ff` and the older one with `\\` and `\377`, as DuckDB reads a BLOB.
 */
import { Buffer } from 'node:buffer';
import { DrawbridgeError, SqlState } from '../error.ts';

/** The text that DuckDB casts to the same bytes. Throws 22P02 with the parameter's number. */
export function blobText(value: string, number: number): string {
  const bytes = value.startsWith('\\x') ? fromHex(value.slice(2)) : fromEscapes(value);
  if (bytes === null) {
    throw new DrawbridgeError(
      SqlState.invalidTextRepresentation,
      `Parameter $${number} is no bytea in the form \\x00ff.`,
      { hint: 'Write two hexadecimal digits for each byte.' },
    );
  }
  return bytes.toString('hex').replaceAll(/../g, String.raw`\x$&`);
}

function fromHex(text: string): Buffer | null {
  const digits = text.replaceAll(/\s/g, '');
  return /^(?:[0-9a-f]{2})*$/i.test(digits) ? Buffer.from(digits, 'hex') : null;
}

function fromEscapes(text: string): Buffer | null {
  if (!/^(?:[^\\]|\\\\|\\[0-3][0-7]{2})*$/.test(text)) return null;
  const parts = text.match(/\\\\|\\[0-3][0-7]{2}|[^\\]+/g) ?? [];
  return Buffer.concat(
    parts.map((part) => {
      if (!part.startsWith('\\')) return Buffer.from(part, 'utf8');
      return Buffer.from([part === '\\\\' ? 0x5c : Number.parseInt(part.slice(1), 8)]);
    }),
  );
}
