import { uuidColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';
import { groupColumns } from '../group-columns.ts';
import { numberedPages } from '../numbered-pages.ts';
import { permissionColumn } from '../permission-columns.ts';

export const projectGroupPermissions = defineTable({
  name: 'ProjectGroupPermissions',
  scope: 'project',
  description: 'What groups may do in the project.',
  endpoint: numberedPages('/workspaces/{workspace}/projects/{project}/permissions-config/groups'),
  columns: [
    ...groupColumns,
    permissionColumn('admin, create-repo, write, read or none'),
    uuidColumn('ProjectUUID', 'project.uuid', 'The UUID of the project, where Bitbucket tells it.'),
  ],
  primaryKey: ['GroupSlug'],
  foreignKeys: [],
  scopes: ['project:admin'],
});
