/**
 * What a LIKE pattern asks for, in the terms of a comparison.
 *
 * `%` stands for any text and `_` for one character; the character after the escape stands for itself, whatever it
 * is. Facts: https://duckdb.org/docs/stable/sql/functions/pattern_matching#like (an escape character that ends the
 * pattern is an error, which DuckDB tells when it meets a row). A wildcard for an escape is not understood here, since
 * DuckDB 1.5 takes `%%` for any text even so.
 */

export interface LikeShape {
  readonly operator: '=' | 'prefix' | 'contains';
  readonly text: string;
  /** The comparison says as much as the pattern; otherwise it keeps more rows. */
  readonly whole: boolean;
}

type Part =
  | { readonly kind: 'any' }
  | { readonly kind: 'one' }
  | { readonly kind: 'text'; readonly text: string };

const wildcards: readonly string[] = ['%', '_'];

/** `escape` is one character, '' for none. null: the pattern has no text to look for, or is wrong. */
export function likeShape(pattern: string, escape: string): LikeShape | null {
  const parts = wildcards.includes(escape) ? [] : partsOf(pattern, escape);
  const texts = parts.flatMap((part) => (part.kind === 'text' ? [part.text] : []));
  const [longest] = texts.toSorted((a, b) => b.length - a.length);
  const [first] = parts;
  if (first === undefined || longest === undefined) return null;
  const kinds = parts.map(({ kind }) => kind).join(' ');
  if (first.kind !== 'text') return { operator: 'contains', text: longest, whole: kinds === 'any text any' };
  if (kinds === 'text') return { operator: '=', text: first.text, whole: true };
  return { operator: 'prefix', text: first.text, whole: kinds === 'text any' };
}

/** Whether DuckDB takes the pattern, whatever it is held against. */
export function isSoundPattern(pattern: string, escape: string): boolean {
  return pattern === '' || (!wildcards.includes(escape) && partsOf(pattern, escape).length > 0);
}

/** Empty for a pattern that is wrong. Neighbours of the same kind are one. */
function partsOf(pattern: string, escape: string): readonly Part[] {
  const parts: Part[] = [];
  const characters = Array.from(pattern);
  for (let index = 0; index < characters.length; index += 1) {
    let character = characters[index];
    const last = parts.at(-1);
    if (character === '%') {
      if (last?.kind !== 'any') parts.push({ kind: 'any' });
    } else if (character === '_') {
      parts.push({ kind: 'one' });
    } else {
      if (character === escape) character = characters[(index += 1)];
      if (character === undefined) return [];
      const text = last?.kind === 'text' ? `${last.text}${character}` : character;
      if (last?.kind === 'text') parts.pop();
      parts.push({ kind: 'text', text });
    }
  }
  return parts;
}
