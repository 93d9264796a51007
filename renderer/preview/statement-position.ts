/**
 * Places in a statement. The engine counts code points from 1, as PostgreSQL does; the editor counts UTF-16
 * units from 0; people count lines and columns from 1.
 */

/** The UTF-16 offset of a 1-based code point; the end of the text when the position lies beyond it. */
export function offsetOfPosition(sql: string, position: number): number {
  let offset = 0;
  let seen = 1;
  for (const character of sql) {
    if (seen >= position) return offset;
    offset += character.length;
    seen += 1;
  }
  return sql.length;
}

/**
 * The position in `sql` of a position in the part of it that was run; null where that part does not stand there any
 * more, or stands there twice.
 */
export function positionIn(sql: string, part: string, position: number): number | null {
  const offset = sql.indexOf(part);
  if (part === '' || offset === -1 || sql.indexOf(part, offset + 1) !== -1) return null;
  return Array.from(sql.slice(0, offset)).length + position;
}

export interface LineAndColumn {
  readonly line: number;
  readonly column: number;
}

export function lineAndColumn(sql: string, position: number): LineAndColumn {
  const before = Array.from(sql).slice(0, position - 1);
  const lineStart = before.lastIndexOf('\n') + 1;
  return {
    line: before.filter((character) => character === '\n').length + 1,
    column: before.length - lineStart + 1,
  };
}

/** The word that stands at the offset, or the one character there; never empty unless the text is. */
export function wordAt(sql: string, offset: number): { readonly from: number; readonly to: number } {
  const from = Math.max(0, Math.min(offset, sql.length - 1));
  const word = /^[\p{L}\p{N}_$]+/u.exec(sql.slice(from));
  return { from, to: Math.min(sql.length, from + (word?.[0].length ?? 1)) };
}
