/** The statement that reads a whole table, with every name in quotes, on one line. */
import { DrawbridgeError, SqlState } from '../error.ts';
import type { ChosenTable } from './client.ts';
import { sqlName } from './quoting.ts';

export function tableStatement({ schema, table }: ChosenTable): string {
  const columns = table.columns.map(({ name }) => sqlName(name)).join(', ');
  return `SELECT ${columns} FROM ${sqlName(schema)}.${sqlName(table.name)}`;
}

/** For files that hold one table. Throws 22023 when it is not one. */
export function onlyTable(tables: readonly ChosenTable[]): ChosenTable {
  const [table, ...more] = tables;
  if (table !== undefined && more.length === 0) return table;
  throw new DrawbridgeError(
    SqlState.invalidParameterValue,
    table === undefined ? 'No table is chosen.' : 'This kind of file holds one table.',
    { hint: 'Choose one table.' },
  );
}
