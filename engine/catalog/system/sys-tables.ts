import { defineTable } from '../define-table.ts';
import { catalogName, schemaName, tableName, type SystemTable } from './system-table.ts';
import { tableRows } from './table-rows.ts';

export const sysTables: SystemTable = {
  definition: defineTable({
    name: 'sys_tables',
    scope: 'system',
    description: 'The tables of every schema.',
    columns: [
      catalogName,
      schemaName,
      tableName,
      {
        name: 'TableType',
        type: 'VARCHAR',
        length: 20,
        nullable: false,
        description: 'TABLE, VIEW or SYSTEM TABLE.',
        path: 'TableType',
      },
      {
        name: 'Description',
        type: 'VARCHAR',
        length: 1024,
        nullable: false,
        description: 'What the table holds.',
        path: 'Description',
      },
      {
        name: 'IsUpdateable',
        type: 'BOOLEAN',
        nullable: false,
        description: 'Whether rows can be written.',
        path: 'IsUpdateable',
      },
    ],
    primaryKey: ['CatalogName', 'SchemaName', 'TableName'],
    foreignKeys: [],
    scopes: [],
  }),
  rows: (facts) =>
    tableRows(facts, ({ scope, description, writes }) => [
      [scope === 'system' ? 'SYSTEM TABLE' : 'TABLE', description, writes !== undefined],
    ]),
};
