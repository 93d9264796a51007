/** Rows about tables: what most system tables are made of. */
import { tablesOfSchema } from '../tables-of-schema.ts';
import type { CellValue, TableDef } from '../table.ts';
import type { SystemFacts } from './system-table.ts';

type Row = readonly CellValue[];

/** The rows that `of` gives for each table of each schema, behind catalog, schema and table. */
export function tableRows(
  { catalog, schemas, tables }: SystemFacts,
  of: (table: TableDef) => readonly Row[],
): readonly Row[] {
  return schemas.flatMap((schema) =>
    tablesOfSchema(schema, tables).flatMap((table) =>
      of(table).map((row) => [catalog, schema.name, table.name, ...row]),
    ),
  );
}
