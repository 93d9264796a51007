import type { ForeignKey } from './table.ts';

/** A foreign key of one column; it leads to a `UUID` unless `key` says otherwise. */
export function foreignKey(column: string, table: string, key = 'UUID'): ForeignKey {
  return { columns: [column], references: { table, columns: [key] } };
}
