import { defineTable } from '../define-table.ts';

/** `/workspaces` is gone since April 2026; what is left lists an identifier and a slug only. */
export const workspaces = defineTable({
  name: 'Workspaces',
  scope: 'workspace',
  description:
    'The workspaces that the signed-in account can reach. It can be read without the Workspace property.',
  endpoint: {
    path: '/user/workspaces',
    paging: 'pages',
    pageLength: 100,
    hasSize: true,
    partial: true,
  },
  columns: [
    {
      name: 'UUID',
      type: 'VARCHAR',
      length: 38,
      nullable: false,
      description: 'The immutable identifier of the workspace, in braces.',
      path: 'workspace.uuid',
    },
    {
      name: 'Slug',
      type: 'VARCHAR',
      length: 62,
      nullable: false,
      description: "The short name in the workspace's web address: the value of the Workspace property.",
      path: 'workspace.slug',
    },
    {
      name: 'IsAdministrator',
      type: 'BOOLEAN',
      nullable: true,
      description: 'Whether the signed-in account administers the workspace.',
      path: 'administrator',
      // Nobody has many of them: they are read rather than counted.
      filter: { field: 'administrator', via: 'parameter', operators: { '=': 'superset' } },
    },
  ],
  primaryKey: ['UUID'],
  foreignKeys: [],
  scopes: ['account'],
});
