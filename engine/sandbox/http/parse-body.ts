import { isJsonObject, WideInteger, type Json, type JsonObject } from '../json.ts';
import { parseForm } from './parse-form.ts';

// A private-use character that no text of a client contains marks integers that a JavaScript number would round.
const mark = '\uE001';
const stringsAndIntegers = /("(?:[^"\\]|\\.)*")|(-?\d{16,})(?![\d.eE])/g;

/** A JSON object or a form, sent as such; undefined for anything else. */
export function parseBody(body: string, contentType: string | undefined): JsonObject | undefined {
  const boundary = /^multipart\/form-data; *boundary="?([^";]+)/i.exec(contentType ?? '')?.[1];
  if (boundary !== undefined) return parseForm(body, boundary);
  if (!/^application\/json\b/i.test(contentType ?? '')) return undefined;
  const marked = body.replaceAll(
    stringsAndIntegers,
    (whole, text: string | undefined) => text ?? `"${mark}${whole}"`,
  );
  try {
    const value = JSON.parse(marked, wide) as Json;
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function wide(_key: string, value: unknown): unknown {
  return typeof value === 'string' && value.startsWith(mark)
    ? new WideInteger(BigInt(value.slice(mark.length)))
    : value;
}
