import { defineTable } from '../define-table.ts';
import { lookedUp } from '../filters.ts';
import { foreignKey } from '../foreign-key.ts';
import { numberedPages } from '../numbered-pages.ts';
import { permissionColumn, permittedRepositoryColumns, permittedUserColumns } from '../permission-columns.ts';

export const currentUserRepositoryPermissions = defineTable({
  name: 'CurrentUserRepositoryPermissions',
  scope: 'workspace',
  description:
    'What the account that is signed in may do in each repository that it was given access to. Public repositories beside these are not in it.',
  endpoint: numberedPages('/user/workspaces/{workspace}/permissions/repositories'),
  columns: [
    ...permittedUserColumns(),
    ...permittedRepositoryColumns,
    permissionColumn('admin, write, read or none', lookedUp('permission')),
  ],
  primaryKey: ['RepositoryUUID'],
  foreignKeys: [foreignKey('UserUUID', 'Users'), foreignKey('RepositoryUUID', 'Repositories')],
  scopes: ['account', 'repository'],
});
