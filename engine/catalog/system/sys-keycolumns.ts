import { defineTable } from '../define-table.ts';
import { factColumn, factFlag, factText, nullable } from './fact-column.ts';
import { catalogName, columnName, schemaName, tableName, type SystemTable } from './system-table.ts';
import { foreignKeyName, foreignKeyRows, primaryKeyName } from './table-keys.ts';
import { tableRows } from './table-rows.ts';

const name = nullable(factText(128));

export const sysKeyColumns: SystemTable = {
  definition: defineTable({
    name: 'sys_keycolumns',
    scope: 'system',
    description:
      'The columns of every key, primary and foreign: a row for each key that a column belongs to.',
    columns: [
      catalogName,
      schemaName,
      tableName,
      columnName,
      factColumn('KeyName', factText(255), 'The key that the row is about.'),
      factColumn('IsKey', factFlag, 'Whether that is the primary key.'),
      factColumn('IsForeignKey', factFlag, 'Whether it is a foreign key.'),
      factColumn('PrimaryKeyName', name, 'The primary key, or the one that the foreign key refers to.'),
      factColumn('ForeignKeyName', nullable(factText(255)), 'The foreign key.'),
      factColumn('ReferencedCatalogName', name, 'The catalog of the table that the foreign key refers to.'),
      factColumn('ReferencedSchemaName', name, 'The schema of that table.'),
      factColumn('ReferencedTableName', name, 'That table.'),
      factColumn('ReferencedColumnName', name, 'The column of that table with the same values.'),
    ],
    primaryKey: ['CatalogName', 'SchemaName', 'TableName', 'KeyName', 'ColumnName'],
    foreignKeys: [],
    scopes: [],
  }),
  rows: (facts) => [
    ...tableRows(facts, (table) => {
      const key = primaryKeyName(table.name);
      return table.primaryKey.map((column) => [column, key, true, false, key, null, null, null, null, null]);
    }),
    ...foreignKeyRows(facts, (table, key, schema) => {
      const { table: referenced, columns } = key.references;
      const own = foreignKeyName(table.name, key);
      return key.columns.map((column, index) => [
        column,
        own,
        false,
        true,
        primaryKeyName(referenced),
        own,
        facts.catalog,
        schema,
        referenced,
        columns[index] ?? null,
      ]);
    }),
  ],
};
