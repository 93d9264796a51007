import { uuidColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';
import { foreignKey } from '../foreign-key.ts';
import { numberedPages } from '../numbered-pages.ts';
import { permissionColumn, permissionWrites, permittedUserColumns } from '../permission-columns.ts';

const path = '/workspaces/{workspace}/projects/{project}/permissions-config/users';

export const projectUserPermissions = defineTable({
  name: 'ProjectUserPermissions',
  scope: 'project',
  description:
    'What accounts may do in the project by a permission of their own. To write, Bitbucket takes no OAuth here.',
  endpoint: numberedPages(path),
  columns: [
    ...permittedUserColumns(),
    permissionColumn('admin, create-repo, write, read or none'),
    uuidColumn('ProjectUUID', 'project.uuid', 'The UUID of the project, where Bitbucket tells it.'),
  ],
  primaryKey: ['UserUUID'],
  foreignKeys: [foreignKey('UserUUID', 'Users')],
  scopes: ['project:admin'],
  writes: permissionWrites(path, 'UserUUID', 'project:admin'),
});
