/** Names for the editor's completion: the tables that the data source's default schema and `Information` hold. */
import { informationSchema } from '../../catalog/schema-name.ts';
import { allTables } from '../../catalog/tables.ts';
import type { Output } from '../contract.ts';

export function catalogNames(defaultSchema: string): Output<'catalog.names'> {
  const inInformation = defaultSchema.toLowerCase() === informationSchema.name.toLowerCase();
  return {
    defaultSchema,
    tables: allTables
      .filter(({ scope }) => !inInformation || scope === 'workspace' || scope === 'system')
      .map(({ name, scope, columns }) => ({
        schema: scope === 'workspace' || scope === 'system' ? informationSchema.name : defaultSchema,
        table: name,
        columns: columns.map((column) => column.name),
      })),
  };
}
