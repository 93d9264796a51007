/** Opaque cursors: an offset that nobody can compute without us, with a digit that detects tampering. */

const scramble = 0x2b5e9d;
const modulus = 31;

export function encodeCursor(offset: number): string {
  const body = (offset ^ scramble).toString(36);
  return `${body}${((offset * 7 + 3) % modulus).toString(36)}`;
}

/** Undefined for anything that `encodeCursor` did not make. */
export function decodeCursor(cursor: string): number | undefined {
  if (!/^[0-9a-z]{2,8}$/.test(cursor)) return undefined;
  const offset = Number.parseInt(cursor.slice(0, -1), 36) ^ scramble;
  return offset >= 0 && encodeCursor(offset) === cursor ? offset : undefined;
}
