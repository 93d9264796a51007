import { uuidColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';
import { groupColumns } from '../group-columns.ts';
import { numberedPages } from '../numbered-pages.ts';
import { permissionColumn, permissionWrites } from '../permission-columns.ts';

const path = '/workspaces/{workspace}/projects/{project}/permissions-config/groups';

export const projectGroupPermissions = defineTable({
  name: 'ProjectGroupPermissions',
  scope: 'project',
  description: 'What groups may do in the project. To write, Bitbucket takes no OAuth here.',
  endpoint: numberedPages(path),
  columns: [
    ...groupColumns,
    permissionColumn('admin, create-repo, write, read or none'),
    uuidColumn('ProjectUUID', 'project.uuid', 'The UUID of the project, where Bitbucket tells it.'),
  ],
  primaryKey: ['GroupSlug'],
  foreignKeys: [],
  scopes: ['project:admin'],
  writes: permissionWrites(path, 'GroupSlug', 'project:admin'),
});
