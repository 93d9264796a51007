/** A name like this one that nobody has: `Sales 2`, `Sales 3`, …, within the length that ODBC allows. */

/** SQL_MAX_DSN_LENGTH. */
const longest = 32;

export function freeName(name: string, isTaken: (name: string) => boolean): string {
  const stem = name.replace(/ \d+$/, '');
  for (let number = 2; ; number += 1) {
    const suffix = ` ${number}`;
    const candidate = `${Array.from(stem)
      .slice(0, longest - suffix.length)
      .join('')
      .trimEnd()}${suffix}`;
    if (!isTaken(candidate)) return candidate;
  }
}
