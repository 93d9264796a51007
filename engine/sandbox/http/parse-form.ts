/** `multipart/form-data` as an object: a text for each field, `{filename, content}` for a file, a list for a repeated name. */
import type { Json, JsonObject } from '../json.ts';

const head = /^content-disposition: form-data; name="([^"]*)"(?:; filename="([^"]*)")?$/im;

/** Undefined for what is no form. */
export function parseForm(body: string, boundary: string): JsonObject | undefined {
  const pieces = `\r\n${body}`.split(`\r\n--${boundary}`);
  if (pieces.length < 2 || !/^--\s*$/.test(pieces.at(-1) ?? '')) return undefined;
  const form: Record<string, Json> = {};
  for (const piece of pieces.slice(1, -1)) {
    const gap = piece.indexOf('\r\n\r\n');
    const [, name, filename] = head.exec(piece.slice(0, gap)) ?? [];
    if (gap < 0 || name === undefined) return undefined;
    const content = piece.slice(gap + 4);
    const value = filename === undefined ? content : { filename: unescaped(filename), content };
    const key = unescaped(name);
    const before = form[key];
    form[key] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value];
  }
  return form;
}

function unescaped(name: string): string {
  return name.replaceAll('%22', '"').replaceAll('%0D', '\r').replaceAll('%0A', '\n');
}
