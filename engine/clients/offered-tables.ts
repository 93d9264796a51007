/**
 * The tables that files can be made for. Which repositories and projects there are is not known without a call to
 * Bitbucket, so that the tables of one schema are offered: the data source's own, or whichever the user names.
 */
import { rolledUp } from '../catalog/roll-up.ts';
import { informationSchema, isRollUp } from '../catalog/schema-name.ts';
import type { TableDef } from '../catalog/table.ts';
import { allTables } from '../catalog/tables.ts';
import { DrawbridgeError, SqlState } from '../error.ts';
import type { ChosenTable } from './client.ts';

/** Those of the schema, then those of `Information`. `schema` is '' where the default schema is `Information` itself. */
export function offeredTables(defaultSchema: string): readonly ChosenTable[] {
  const schema = same(defaultSchema, informationSchema.name) ? '' : defaultSchema;
  const tables = allTables.filter(({ scope }) => scope !== 'system');
  return [
    ...tables.filter(({ scope }) => scope === 'repository').map((table) => placed(schema, table)),
    // The default schema is most often a repository's: a project's has to be named.
    ...tables.filter(({ scope }) => scope === 'project').map((table) => ({ schema: '', table })),
    ...tables.filter(inInformation).map((table) => ({ schema: informationSchema.name, table })),
  ];
}

/**
 * Names without regard to case; '' as schema: the default one, or `Information`. Throws 42P01 for a table that there
 * is not, 3F000 where a schema has to be named.
 */
export function chosenTables(
  defaultSchema: string,
  names: readonly { readonly schema: string; readonly table: string }[],
): readonly ChosenTable[] {
  const offered = offeredTables(defaultSchema);
  const chosen = names.map((name) => choose(name, offered));
  return chosen.filter((one, index) => chosen.findIndex(({ table }) => table === one.table) === index);
}

function choose(
  { schema, table: name }: { readonly schema: string; readonly table: string },
  offered: readonly ChosenTable[],
): ChosenTable {
  const found = offered.find(({ table }) => same(table.name, name));
  const isInformation = same(schema, informationSchema.name);
  if (found === undefined || (schema !== '' && inInformation(found.table) !== isInformation)) {
    throw new DrawbridgeError(
      SqlState.undefinedTable,
      `There is no table ${schema === '' ? '' : `${schema}.`}${name}.`,
      { hint: `There are: ${offered.map(({ table }) => table.name).join(', ')}.` },
    );
  }
  const place = schema === '' || isInformation ? found.schema : schema;
  if (place !== '')
    return placed(place, allTables.find(({ name }) => name === found.table.name) ?? found.table);
  throw new DrawbridgeError(
    SqlState.unknownSchema,
    `${found.table.name} stands in the schema of a ${found.table.scope}, and none is named.`,
    { hint: `Name it, as in my-${found.table.scope}.${found.table.name}, or set the property Schema.` },
  );
}

function placed(schema: string, table: TableDef): ChosenTable {
  return {
    schema,
    table: isRollUp(schema) && table.scope === 'repository' ? rolledUp(table, allTables) : table,
  };
}

function inInformation({ scope }: TableDef): boolean {
  return scope === 'workspace';
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
