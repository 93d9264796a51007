/** Reading what DuckDB serialises: numbers that JavaScript cannot hold come as strings of their digits. */

export type JsonObject = Readonly<Record<string, unknown>>;

/** 2^53 has 16 digits; numbers of that many or more are kept as text. */
const stringOrLongInteger = /"(?:[^"\\]|\\.)*"|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g;

export function parseSerialised(text: string): JsonObject {
  const exact = text.replace(stringOrLongInteger, (match) => (match.startsWith('"') ? match : `"${match}"`));
  return JSON.parse(exact) as JsonObject;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objects(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Calls `visit` for every object in the tree, itself included; `visit` returns false to go no deeper. */
export function walk(value: unknown, visit: (object: JsonObject) => boolean): void {
  if (Array.isArray(value)) {
    for (const member of value) walk(member, visit);
  } else if (isObject(value) && visit(value)) {
    for (const member of Object.values(value)) walk(member, visit);
  }
}
