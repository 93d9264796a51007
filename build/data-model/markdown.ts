/** Pieces of Markdown as GitHub renders it. */

/** Text that may stand anywhere, table cells included. */
export function escaped(text: string): string {
  return text.replaceAll(/[\\|*<>[\]]/g, (sign) => `\\${sign}`);
}

/** The text must hold no backtick; a bar would end a table's cell even in code. */
export function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|')}\``;
}

export const codes = (texts: readonly string[]): string => texts.map(code).join(', ');

/** To a heading of the same page. */
export function link(heading: string): string {
  const anchor = heading
    .toLowerCase()
    .replaceAll(/[^\w -]/g, '')
    .replaceAll(' ', '-');
  return `[${heading}](#${anchor})`;
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}
