/**
 * Which PostgreSQL type a column has for clients: in RowDescription and in `sys_tablecolumns` alike.
 *
 * VARCHAR without a length is `varchar` with no modifier, not `text`: ODBC drivers report `text` as a long
 * type, which Tableau neither groups nor filters. OIDs: `src/include/catalog/pg_type.dat` of PostgreSQL.
 */
import type { ColumnDef, ColumnType } from './table.ts';

export interface PgType {
  readonly oid: number;
  /** -1: none; for VARCHAR(n) it is n + 4. */
  readonly modifier: number;
}

const oids: Readonly<Record<ColumnType, number>> = {
  VARCHAR: 1043,
  BIGINT: 20,
  INTEGER: 23,
  BOOLEAN: 16,
  DOUBLE: 701,
  TIMESTAMP: 1114,
  DATE: 1082,
  JSON: 114,
};

/** PostgreSQL counts a varlena header into the modifier of VARCHAR(n). */
const varlenaHeader = 4;

export function pgTypeOf(column: Pick<ColumnDef, 'type' | 'length'>): PgType {
  const bounded = column.type === 'VARCHAR' && column.length !== undefined;
  return { oid: oids[column.type], modifier: bounded ? column.length + varlenaHeader : -1 };
}
