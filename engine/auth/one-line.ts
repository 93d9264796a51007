/** Words from elsewhere, fit for a message: one line of printable characters, and no longer than `most`. */
export function oneLine(text: string, most: number): string {
  return text
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .slice(0, most);
}
