import { uuidColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';
import { foreignKey } from '../foreign-key.ts';
import { numberedPages } from '../numbered-pages.ts';
import { permissionColumn, permissionWrites, permittedUserColumns } from '../permission-columns.ts';

const path = '/repositories/{workspace}/{repository}/permissions-config/users';

export const repositoryUserPermissions = defineTable({
  name: 'RepositoryUserPermissions',
  scope: 'repository',
  description:
    'What accounts may do in the repository by a permission of their own. To write, Bitbucket takes no OAuth here.',
  endpoint: numberedPages(path),
  columns: [
    ...permittedUserColumns(),
    permissionColumn('admin, write, read or none'),
    uuidColumn('RepositoryUUID', 'repository.uuid', 'The UUID of the repository, where Bitbucket tells it.'),
  ],
  primaryKey: ['UserUUID'],
  foreignKeys: [foreignKey('UserUUID', 'Users'), foreignKey('RepositoryUUID', 'Repositories')],
  scopes: ['repository:admin'],
  writes: permissionWrites(path, 'UserUUID', 'repository:admin'),
});
