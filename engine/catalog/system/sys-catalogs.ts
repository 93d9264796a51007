import { defineTable } from '../define-table.ts';
import { catalogName, type SystemTable } from './system-table.ts';

export const sysCatalogs: SystemTable = {
  definition: defineTable({
    name: 'sys_catalogs',
    scope: 'system',
    description: 'The one catalog.',
    columns: [catalogName],
    primaryKey: ['CatalogName'],
    foreignKeys: [],
    scopes: [],
  }),
  rows: ({ catalog }) => [[catalog]],
};
