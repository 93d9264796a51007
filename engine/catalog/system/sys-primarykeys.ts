import { defineTable } from '../define-table.ts';
import { catalogName, columnName, schemaName, tableName, type SystemTable } from './system-table.ts';
import { primaryKeyName } from './table-keys.ts';
import { tableRows } from './table-rows.ts';

export const sysPrimaryKeys: SystemTable = {
  definition: defineTable({
    name: 'sys_primarykeys',
    scope: 'system',
    description: 'The columns of every primary key.',
    columns: [
      catalogName,
      schemaName,
      tableName,
      columnName,
      {
        name: 'KeySeq',
        type: 'INTEGER',
        nullable: false,
        description: 'The place of the column in the key, counted from 1.',
        path: 'KeySeq',
      },
      {
        name: 'KeyName',
        type: 'VARCHAR',
        length: 128,
        nullable: false,
        description: 'The name of the key.',
        path: 'KeyName',
      },
    ],
    primaryKey: ['CatalogName', 'SchemaName', 'TableName', 'ColumnName'],
    foreignKeys: [],
    scopes: [],
  }),
  rows: (facts) =>
    tableRows(facts, ({ name, primaryKey }) =>
      primaryKey.map((column, index) => [column, index + 1, primaryKeyName(name)]),
    ),
};
