import { textColumn, uuidColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';
import { foreignKey } from '../foreign-key.ts';
import { permissionColumn, permittedUserColumns } from '../permission-columns.ts';

/** One object, not a collection. */
export const currentUserWorkspacePermission = defineTable({
  name: 'CurrentUserWorkspacePermission',
  scope: 'workspace',
  description: 'What the account that is signed in may do in the workspace: one row.',
  endpoint: {
    path: '/user/workspaces/{workspace}/permission',
    paging: 'single',
    hasSize: false,
    partial: true,
  },
  columns: [
    ...permittedUserColumns(),
    permissionColumn('owner, create-project, member or collaborator'),
    uuidColumn('WorkspaceUUID', 'workspace.uuid', 'The UUID of the workspace.'),
    textColumn('WorkspaceSlug', 'workspace.slug', 'The slug of the workspace.', { length: 62 }),
  ],
  primaryKey: ['UserUUID'],
  foreignKeys: [foreignKey('UserUUID', 'Users'), foreignKey('WorkspaceUUID', 'Workspaces')],
  scopes: ['account'],
});
