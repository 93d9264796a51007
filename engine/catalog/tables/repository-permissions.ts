import { defineTable } from '../define-table.ts';
import { lookedUp } from '../filters.ts';
import { foreignKey } from '../foreign-key.ts';
import { numberedPages } from '../numbered-pages.ts';
import { permissionColumn, permittedRepositoryColumns, permittedUserColumns } from '../permission-columns.ts';

export const repositoryPermissions = defineTable({
  name: 'RepositoryPermissions',
  scope: 'workspace',
  description:
    'What accounts may do in each repository of the workspace, by whatever way. For administrators.',
  endpoint: numberedPages('/workspaces/{workspace}/permissions/repositories'),
  columns: [
    ...permittedUserColumns({ uuid: lookedUp('user.uuid') }),
    ...permittedRepositoryColumns,
    permissionColumn('admin, write, read or none', lookedUp('permission')),
  ],
  primaryKey: ['UserUUID', 'RepositoryUUID'],
  foreignKeys: [foreignKey('UserUUID', 'Users'), foreignKey('RepositoryUUID', 'Repositories')],
  scopes: ['account'],
  notWritten:
    'it sums up what RepositoryUserPermissions, RepositoryGroupPermissions and those of the project allow, which are written there',
});
