/**
 * Which table a name means. A table's name alone tells what kind of schema it stands in, so that describing a
 * statement costs no call; whether a schema of that name exists is found out when the statement runs.
 */
import { rolledUp } from '../catalog/roll-up.ts';
import { informationSchema, isRollUp, rollUpSchema } from '../catalog/schema-name.ts';
import type { TableDef } from '../catalog/table.ts';
import { allTables, findTable } from '../catalog/tables.ts';
import { DrawbridgeError, SqlState } from '../error.ts';
import type { TableReference } from '../plan/scan-request.ts';
import type { TableName, TableResolver } from '../plan/table-resolver.ts';
import { catalogName } from './system-facts.ts';

const same = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();

const isInformation = (schema: string): boolean => same(schema, informationSchema.name);

/** Whether the table belongs into `Information` rather than into the schema of a project or repository. */
const isGeneral = ({ scope }: TableDef): boolean => scope === 'workspace' || scope === 'system';

export const modelTables: TableResolver = {
  tableNames: allTables.map(({ name }) => name),

  resolve: ({ catalog, schema, table: name }: TableName, searchPath) =>
    Promise.resolve().then((): TableReference | undefined => {
      const table = findTable(name);
      if (table === undefined || (catalog !== null && !same(catalog, catalogName))) return undefined;
      const place = schema ?? searchPath.find((candidate) => isInformation(candidate) === isGeneral(table));
      if (place === undefined) throw withoutSchema(table);
      if (isInformation(place) !== isGeneral(table)) return undefined;
      if (isRollUp(place)) {
        return table.scope === 'repository'
          ? { schema: rollUpSchema.name, table: rolledUp(table, allTables) }
          : undefined;
      }
      return { schema: isInformation(place) ? informationSchema.name : place, table };
    }),
};

function withoutSchema(table: TableDef): DrawbridgeError {
  const message = `The table ${table.name} needs a schema: each ${table.scope} has one of its own.`;
  return new DrawbridgeError(SqlState.undefinedTable, message, {
    hint: `Set the property Schema, or write "name-of-the-${table.scope}".${table.name}. SELECT SchemaName FROM sys_schemas lists them.`,
  });
}
