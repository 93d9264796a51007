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
      {
        name: 'IsInsertable',
        type: 'BOOLEAN',
        nullable: false,
        description: 'Whether there is INSERT for the table.',
        path: 'IsInsertable',
      },
      {
        name: 'IsUpdatable',
        type: 'BOOLEAN',
        nullable: false,
        description: 'Whether there is UPDATE for the table.',
        path: 'IsUpdatable',
      },
      {
        name: 'IsDeletable',
        type: 'BOOLEAN',
        nullable: false,
        description: 'Whether there is DELETE for the table.',
        path: 'IsDeletable',
      },
    ],
    primaryKey: ['CatalogName', 'SchemaName', 'TableName'],
    foreignKeys: [],
    scopes: [],
  }),
  rows: (facts) =>
    tableRows(facts, ({ scope, description, writes }) => [
      [
        scope === 'system' ? 'SYSTEM TABLE' : 'TABLE',
        description,
        writes !== undefined,
        writes?.insert !== undefined,
        writes?.update !== undefined,
        writes?.delete !== undefined,
      ],
    ]),
};
