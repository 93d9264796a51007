import { uuidColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';
import { foreignKey } from '../foreign-key.ts';
import { numberedPages } from '../numbered-pages.ts';
import { permissionColumn, permittedUserColumns } from '../permission-columns.ts';

export const repositoryUserPermissions = defineTable({
  name: 'RepositoryUserPermissions',
  scope: 'repository',
  description: 'What accounts may do in the repository by a permission of their own.',
  endpoint: numberedPages('/repositories/{workspace}/{repository}/permissions-config/users'),
  columns: [
    ...permittedUserColumns(),
    permissionColumn('admin, write, read or none'),
    uuidColumn('RepositoryUUID', 'repository.uuid', 'The UUID of the repository, where Bitbucket tells it.'),
  ],
  primaryKey: ['UserUUID'],
  foreignKeys: [foreignKey('UserUUID', 'Users'), foreignKey('RepositoryUUID', 'Repositories')],
  scopes: ['repository:admin'],
});
