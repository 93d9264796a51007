/** Names as a statement needs them, and statements that begin with one. */
import type { TreeTable } from '../../engine/admin/contract.ts';
import { keywords, types } from './sql-words.ts';

const words = new Set(`${keywords} ${types}`.split(' '));
const widestLine = 90;

/** In quotation marks where it would be read as something else without them. Case needs none. */
export function quotedName(name: string): string {
  const isPlain = /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !words.has(name.toLowerCase());
  return isPlain ? name : `"${name.replaceAll('"', '""')}"`;
}

export function tableName(schema: string, table: string): string {
  return `${quotedName(schema)}.${quotedName(table)}`;
}

/** All columns by name, in lines that can be read. */
export function selectStatement(schema: string, { name, columns }: TreeTable): string {
  const lines: string[] = ['SELECT'];
  for (const [index, column] of columns.entries()) {
    const word = quotedName(column.name) + (index < columns.length - 1 ? ',' : '');
    const line = lines.at(-1) ?? '';
    if (line.length + 1 + word.length <= widestLine) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(`       ${word}`);
  }
  return [...lines, `FROM ${tableName(schema, name)}`].join('\n');
}
