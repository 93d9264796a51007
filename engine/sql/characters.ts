/** Classes of characters, as DuckDB's scanner (PostgreSQL's) sees them. Codes are UTF-16 units. */

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Blanks that Unicode knows are blanks for DuckDB as well; the byte order mark is one at a text's start. */
export function isBlank(code: number): boolean {
  return (
    code === 32 ||
    (code >= 9 && code <= 13) ||
    code === 0xa0 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000 ||
    code === 0xfeff
  );
}

/** Letters, the underscore and everything beyond ASCII. */
export function startsWord(code: number): boolean {
  return (
    (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || (code > 127 && !isBlank(code))
  );
}

export function continuesWord(code: number): boolean {
  return startsWord(code) || isDigit(code) || code === 36;
}
