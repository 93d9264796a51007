/** The tables that files can be made for: those of the default schema and of `Information`, as far as is known without a call. */
import { informationSchema } from '../catalog/schema-name.ts';
import type { TableScope } from '../catalog/table.ts';
import { allTables } from '../catalog/tables.ts';
import { DrawbridgeError, SqlState } from '../error.ts';
import type { ChosenTable } from './client.ts';

export function offeredTables(defaultSchema: string): readonly ChosenTable[] {
  const onlyInformation = same(defaultSchema, informationSchema.name);
  const inScope = (wanted: (scope: TableScope) => boolean, schema: string): readonly ChosenTable[] =>
    allTables.filter(({ scope }) => wanted(scope)).map((table) => ({ schema, table }));
  return [
    ...inScope((scope) => !onlyInformation && scope !== 'workspace' && scope !== 'system', defaultSchema),
    ...inScope((scope) => scope === 'workspace', informationSchema.name),
  ];
}

/** Names without regard to case; '' as schema: wherever it is. Throws 42P01 for one that is not offered. */
export function chosenTables(
  defaultSchema: string,
  names: readonly { readonly schema: string; readonly table: string }[],
): readonly ChosenTable[] {
  const offered = offeredTables(defaultSchema);
  const found = names.map(({ schema, table }) => {
    const chosen = offered.find(
      (one) => same(one.table.name, table) && (schema === '' || same(one.schema, schema)),
    );
    if (chosen !== undefined) return chosen;
    throw new DrawbridgeError(
      SqlState.undefinedTable,
      `There is no table ${schema === '' ? '' : `${schema}.`}${table} in this data source's schema or in Information.`,
      { hint: `There are: ${offered.map((one) => one.table.name).join(', ')}.` },
    );
  });
  return [...new Set(found)];
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
