/**
 * JSON as Bitbucket sends it. Integers that a JavaScript number cannot hold become bigint; everything else is
 * what JSON.parse makes of it.
 */
import { parse, stringify } from 'lossless-json';

/** A number of 16 or more digits at the place of a value. It may also match inside a string: that only costs time. */
const longNumber = /[:[,]\s*-?\d{16}/;

/** Throws SyntaxError when the text is no JSON. */
export function parseJson(body: string): unknown {
  // Servers that stand before Bitbucket may put a byte order mark in front.
  const text = body.startsWith('\uFEFF') ? body.slice(1) : body;
  if (!longNumber.test(text)) return JSON.parse(text);
  return parse(text, null, { parseNumber, onDuplicateKey: ({ newValue }) => newValue });
}

/** The text of a value that parseJson made. */
export function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'null';
  } catch {
    // JSON.stringify takes no bigint, and lossless-json is several times slower.
    return stringify(value) ?? 'null';
  }
}

function parseNumber(text: string): number | bigint {
  const value = Number(text);
  return Number.isInteger(value) && !Number.isSafeInteger(value) && /^-?\d+$/.test(text)
    ? BigInt(text)
    : value;
}
