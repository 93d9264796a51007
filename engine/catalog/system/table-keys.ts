/** The keys of tables as rows about them tell them: their names, and the schema that a foreign key leads to. */
import { informationSchema, type SchemaInfo } from '../schema-name.ts';
import { tablesOfSchema } from '../tables-of-schema.ts';
import type { CellValue, ForeignKey, TableDef } from '../table.ts';
import type { SystemFacts } from './system-table.ts';

type Row = readonly CellValue[];

export const primaryKeyName = (table: string): string => `${table}_pkey`;

export const foreignKeyName = (table: string, { columns }: ForeignKey): string =>
  `${table}_${columns.join('_')}_fkey`;

/** The rows that `of` gives for each foreign key, `schema` being that of the table it leads to. */
export function foreignKeyRows(
  { catalog, schemas, tables }: SystemFacts,
  of: (table: TableDef, key: ForeignKey, schema: string) => readonly Row[],
): readonly Row[] {
  return schemas.flatMap((schema) => {
    const own = tablesOfSchema(schema, tables);
    const names = new Set(own.map(({ name }) => name));
    return own.flatMap((table) =>
      table.foreignKeys.flatMap((key) =>
        of(table, key, referencedSchema(schema, names, key)).map((row) => [
          catalog,
          schema.name,
          table.name,
          ...row,
        ]),
      ),
    );
  });
}

/** What stands in the same schema is meant there; else it is a table of the workspace. */
function referencedSchema(schema: SchemaInfo, names: ReadonlySet<string>, key: ForeignKey): string {
  return names.has(key.references.table) ? schema.name : informationSchema.name;
}
