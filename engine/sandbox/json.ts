/** JSON as the sandbox builds it: plain data, plus integers too wide for a JavaScript number. */
export type Json = null | boolean | number | string | WideInteger | readonly Json[] | JsonObject;

/** A member that is `undefined` is left out of the text, as JSON.stringify does. */
export interface JsonObject {
  readonly [name: string]: Json | undefined;
}

// A private-use character that no generated text contains marks the places to unquote.
const mark = '\uE000';
const quotedInteger = new RegExp(`"${mark}(-?\\d+)${mark}"`, 'g');

/** An integer that is written with all its digits, also beyond 2^53. */
export class WideInteger {
  readonly value: bigint;

  constructor(value: bigint) {
    this.value = value;
  }

  toJSON(): string {
    return `${mark}${this.value}${mark}`;
  }
}

export function toJsonText(value: Json): string {
  const text = JSON.stringify(value);
  return text.includes(mark) ? text.replaceAll(quotedInteger, '$1') : text;
}

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof WideInteger)
  );
}

/** The text at the end of the path; empty where there is none. */
export function textAt(object: JsonObject, ...path: readonly string[]): string {
  let at: Json | undefined = object;
  for (const name of path) at = isJsonObject(at) ? at[name] : undefined;
  return typeof at === 'string' ? at : '';
}
