import { defineTable } from '../define-table.ts';
import { tablesOfSchema } from '../tables-of-schema.ts';
import { catalogName, columnName, schemaName, tableName, type SystemTable } from './system-table.ts';

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
  rows: ({ catalog, schemas, tables }) =>
    schemas.flatMap((schema) =>
      tablesOfSchema(schema, tables).flatMap((table) =>
        table.primaryKey.map((column, index) => [
          catalog,
          schema.name,
          table.name,
          column,
          index + 1,
          `${table.name}_pkey`,
        ]),
      ),
    ),
};
