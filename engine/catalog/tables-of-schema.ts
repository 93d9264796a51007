import { rolledUp } from './roll-up.ts';
import type { SchemaInfo } from './schema-name.ts';
import type { TableDef } from './table.ts';

/** Those of the tables that stand in the schema, in the order given; over all repositories in the schema of the roll-up. */
export function tablesOfSchema(schema: SchemaInfo, tables: readonly TableDef[]): readonly TableDef[] {
  if (schema.kind === 'roll-up')
    return tables.filter(({ scope }) => scope === 'repository').map((table) => rolledUp(table, tables));
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
