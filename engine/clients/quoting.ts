/** Names and texts as each notation takes them, whatever characters they hold. */

/** A string literal of Python, R, JavaScript and Java: all four understand the escapes that JSON has. */
export function doubleQuoted(text: string): string {
  return JSON.stringify(text);
}

/** One word for a POSIX shell. */
export function shellWord(word: string): string {
  return /^[\w./:-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** A text literal of Power Query's language M: quotes are doubled, and `#(` begins an escape. */
export function mText(text: string): string {
  return `"${text.replaceAll('#(', '#(#)(').replaceAll('"', '""')}"`;
}

/** A value in a connection string of libpq. */
export function libpqValue(value: string): string {
  return `'${value.replaceAll(/['\\]/g, String.raw`\$&`)}'`;
}

/** An identifier of SQL, always in quotes. */
export function sqlName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A name in brackets, as Tableau writes fields and tables. */
export function bracketed(name: string): string {
  return `[${name.replaceAll(']', ']]')}]`;
}

/** A name for a file on every system, without its ending. */
export function fileName(...parts: readonly string[]): string {
  const name = parts
    .join(' ')
    // oxlint-disable-next-line no-control-regex -- they cannot stand in the name of a file
    .replaceAll(/[\u0000-\u001F\u007F<>:"/\\|?*]/g, '_')
    .replace(/[. ]+$/, '');
  return /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(name) || name === '' ? `${name}_` : name;
}
