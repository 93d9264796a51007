/** Which tables a question to the catalog may name. */
import { findTable } from '../catalog/tables.ts';
import { DrawbridgeError, SqlState } from '../error.ts';
import { informationName } from '../pg-catalog/catalog.ts';
import { catalogRelations, informationRelations } from '../pg-catalog/catalog-names.ts';
import type { Locate, RawTable } from '../plan/raw-statement.ts';

/** Nothing but the catalog is reached from here, and of that only what clients know. */
export function checkCatalogTables(tables: readonly RawTable[], locate: Locate): void {
  for (const { name, offset } of tables) {
    const table = name.table.toLowerCase();
    const isOfCatalog =
      name.schema === informationName
        ? informationRelations.has(table)
        : (name.schema === null || name.schema === 'main') && catalogRelations.has(table);
    if (isOfCatalog) continue;
    const position = locate(offset);
    if (findTable(name.table) === undefined) {
      throw new DrawbridgeError(SqlState.undefinedTable, `There is no table ${name.table} in the catalog.`, {
        position,
      });
    }
    throw new DrawbridgeError(
      SqlState.featureNotSupported,
      `${name.table} cannot be read in one statement with pg_catalog or information_schema.`,
      { position, hint: 'sys_tables, sys_tablecolumns and sys_primarykeys can be joined with data.' },
    );
  }
}
