/** Tables of the catalog's store, and rows for them, as SQL. */
import type { StoreConnection } from '../store/connection.ts';
import { quoteIdentifier, quoteLiteral } from '../store/quote.ts';

export type Cell = string | number | boolean | null | readonly number[];

export interface ModelTable {
  readonly name: string;
  /** With their types, as DuckDB writes them. */
  readonly columns: Readonly<Record<string, string>>;
  readonly rows: readonly (readonly Cell[])[];
}

export const createTable = (name: string, columns: ModelTable['columns'], kind: 'TEMP ' | '' = ''): string =>
  `CREATE ${kind}TABLE ${name} (${Object.entries(columns)
    .map(([column, type]) => `${quoteIdentifier(column)} ${type}`)
    .join(', ')})`;

export async function fillTable(
  connection: StoreConnection,
  { name, columns, rows }: ModelTable,
): Promise<void> {
  await connection.run(createTable(name, columns));
  await insertRows(connection, name, rows);
}

export async function insertRows(
  connection: StoreConnection,
  name: string,
  rows: ModelTable['rows'],
): Promise<void> {
  if (rows.length === 0) return;
  const values = rows.map((row) => `(${row.map(literal).join(', ')})`);
  await connection.run(`INSERT INTO ${name} VALUES ${values.join(', ')}`);
}

function literal(value: Cell): string {
  if (value === null) return 'NULL';
  if (typeof value === 'string') return quoteLiteral(value);
  return typeof value === 'object' ? `[${value.join(', ')}]` : String(value);
}
