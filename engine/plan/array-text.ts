/** The items of an array in PostgreSQL's text, `{a,"b c",NULL}`; null for a text that is none, or of several dimensions. */
export function arrayItems(text: string): readonly (string | null)[] | null {
  const inner = /^\s*\{(.*)\}\s*$/s.exec(text)?.[1];
  if (inner === undefined) return null;
  if (inner.trim() === '') return [];
  const items: (string | null)[] = [];
  const item = /\s*(?:"((?:[^"\\]|\\.)*)"|([^",{}]*?))\s*(,|$)/gsy;
  for (;;) {
    const found = item.exec(inner);
    if (found === null) return null;
    const [, quoted, plain = '', separator] = found;
    if (quoted !== undefined) items.push(quoted.replaceAll(/\\(.)/gs, '$1'));
    else items.push(plain.toUpperCase() === 'NULL' ? null : plain);
    if (separator !== ',') return items;
  }
}
