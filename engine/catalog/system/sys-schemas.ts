import { defineTable } from '../define-table.ts';
import { catalogName, schemaName, type SystemTable } from './system-table.ts';

export const sysSchemas: SystemTable = {
  definition: defineTable({
    name: 'sys_schemas',
    scope: 'system',
    description: 'The schemas: Information, one for each project and one for each repository.',
    columns: [
      catalogName,
      schemaName,
      {
        name: 'Kind',
        type: 'VARCHAR',
        length: 20,
        nullable: false,
        description: 'information, project, repository or roll-up.',
        path: 'Kind',
      },
    ],
    primaryKey: ['CatalogName', 'SchemaName'],
    foreignKeys: [],
    scopes: [],
  }),
  rows: ({ catalog, schemas }) => schemas.map((schema) => [catalog, schema.name, schema.kind]),
};
