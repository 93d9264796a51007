import type { SchemaInfo } from './schema-name.ts';
import type { TableDef } from './table.ts';

/** Those of the tables that stand in the schema, in the order given. */
export function tablesOfSchema(schema: SchemaInfo, tables: readonly TableDef[]): readonly TableDef[] {
  return tables.filter(({ scope }) => {
    switch (scope) {
      case 'workspace':
      case 'system':
        return schema.kind === 'information';
      case 'project':
        return schema.project !== undefined;
      case 'repository':
        return schema.repository !== undefined;
    }
  });
}
