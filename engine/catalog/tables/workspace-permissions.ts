import { timeColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';
import { lookedUp } from '../filters.ts';
import { foreignKey } from '../foreign-key.ts';
import { numberedPages } from '../numbered-pages.ts';
import { permissionColumn, permittedUserColumns } from '../permission-columns.ts';

export const workspacePermissions = defineTable({
  name: 'WorkspacePermissions',
  scope: 'workspace',
  description: 'What the members may do in the workspace.',
  endpoint: numberedPages('/workspaces/{workspace}/permissions'),
  columns: [
    ...permittedUserColumns(),
    permissionColumn('owner, member or collaborator', lookedUp('permission')),
    timeColumn(
      'AddedOn',
      'added_on',
      'When the account joined, in UTC; null where Bitbucket no longer tells.',
    ),
    timeColumn(
      'LastAccessed',
      'last_accessed',
      'When it was last used here; null where Bitbucket no longer tells.',
    ),
  ],
  primaryKey: ['UserUUID'],
  foreignKeys: [foreignKey('UserUUID', 'Users')],
  scopes: ['account'],
});
