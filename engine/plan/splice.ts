/**
 * Edits of a statement's text, with the way back from a place in the edited text to the original.
 *
 * Statements are edited as text only: a tree that is printed and executed again changes numbers and names.
 */

/** Replaces `length` UTF-16 units at `offset` by `text`; 0 inserts. */
export interface Edit {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

export interface SplicedText {
  readonly text: string;
  /** The offset in the original; what an edit put in maps to the edit's place. */
  originalOffset(offset: number): number;
}

/** Edits must not overlap; their order does not matter. */
export function splice(original: string, edits: readonly Edit[]): SplicedText {
  const ordered = edits.toSorted((a, b) => a.offset - b.offset);
  const parts: string[] = [];
  let copied = 0;
  for (const edit of ordered) {
    parts.push(original.slice(copied, edit.offset), edit.text);
    copied = edit.offset + edit.length;
  }
  parts.push(original.slice(copied));
  return {
    text: parts.join(''),
    originalOffset(offset) {
      let shift = 0;
      for (const edit of ordered) {
        const start = edit.offset + shift;
        if (offset < start) break;
        if (offset < start + edit.text.length) return edit.offset;
        shift += edit.text.length - edit.length;
      }
      return offset - shift;
    },
  };
}

/** DuckDB counts places of tokens in UTF-8 bytes, JavaScript in UTF-16 units. */
export function utf16Offset(text: string, utf8Offset: number): number {
  return Buffer.from(text, 'utf8').subarray(0, utf8Offset).toString('utf8').length;
}

/** Parse errors count code points. */
export function utf16OffsetOfCodePoint(text: string, codePoints: number): number {
  let units = 0;
  let seen = 0;
  for (const character of text) {
    if (seen === codePoints) break;
    units += character.length;
    seen += 1;
  }
  return units;
}
