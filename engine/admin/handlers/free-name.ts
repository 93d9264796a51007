/** A name like this one that nobody has: `Sales 2`, `Sales 3`, …, within the length that ODBC allows. */

import { longestDsnName } from '../../dsn/dsn-name.ts';

export function freeName(name: string, isTaken: (name: string) => boolean): string {
  const stem = name.replace(/ \d+$/, '');
  for (let number = 2; ; number += 1) {
    const suffix = ` ${number}`;
    const candidate = `${cut(stem, longestDsnName - suffix.length)}${suffix}`;
    if (!isTaken(candidate)) return candidate;
  }
}

/** As many whole characters as fit into so many bytes. */
function cut(text: string, bytes: number): string {
  const characters = Array.from(text);
  while (Buffer.byteLength(characters.join('')) > bytes) characters.pop();
  return characters.join('').trimEnd();
}
