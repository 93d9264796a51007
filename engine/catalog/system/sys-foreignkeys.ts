import { defineTable } from '../define-table.ts';
import { factColumn, factNumber, factText } from './fact-column.ts';
import { catalogName, columnName, schemaName, tableName, type SystemTable } from './system-table.ts';
import { foreignKeyName, foreignKeyRows, primaryKeyName } from './table-keys.ts';

export const sysForeignKeys: SystemTable = {
  definition: defineTable({
    name: 'sys_foreignkeys',
    scope: 'system',
    description: 'The columns of every foreign key, and the columns that they refer to.',
    columns: [
      catalogName,
      schemaName,
      tableName,
      columnName,
      factColumn('KeySeq', factNumber, 'The place of the column in the key, counted from 1.'),
      factColumn('ForeignKeyName', factText(255), 'The name of the key.'),
      factColumn('PrimaryKeyName', factText(128), 'The name of the primary key that it refers to.'),
      factColumn('ReferencedCatalogName', factText(128), 'The catalog of the table that it refers to.'),
      factColumn('ReferencedSchemaName', factText(128), 'The schema of that table.'),
      factColumn('ReferencedTableName', factText(128), 'That table.'),
      factColumn('ReferencedColumnName', factText(128), 'The column of that table with the same values.'),
      factColumn('ForeignKeyType', factText(8), 'IMPORT: each row is about a key of TableName itself.'),
    ],
    primaryKey: ['CatalogName', 'SchemaName', 'ForeignKeyName', 'ColumnName'],
    foreignKeys: [],
    scopes: [],
  }),
  rows: (facts) =>
    foreignKeyRows(facts, (table, key, schema) =>
      key.columns.map((column, index) => [
        column,
        index + 1,
        foreignKeyName(table.name, key),
        primaryKeyName(key.references.table),
        facts.catalog,
        schema,
        key.references.table,
        key.references.columns[index] ?? null,
        'IMPORT',
      ]),
    ),
};
