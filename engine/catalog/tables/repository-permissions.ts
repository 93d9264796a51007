import { named, required, textColumn, uuidColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';
import { lookedUp, searched } from '../filters.ts';
import { foreignKey } from '../foreign-key.ts';
import { numberedPages } from '../numbered-pages.ts';
import { permissionColumn, permittedUserColumns } from '../permission-columns.ts';

export const repositoryPermissions = defineTable({
  name: 'RepositoryPermissions',
  scope: 'workspace',
  description:
    'What accounts may do in each repository of the workspace, by whatever way. For administrators.',
  endpoint: numberedPages('/workspaces/{workspace}/permissions/repositories'),
  columns: [
    ...permittedUserColumns({ uuid: lookedUp('user.uuid') }),
    uuidColumn('RepositoryUUID', 'repository.uuid', 'The UUID of the repository.', {
      ...required,
      filter: lookedUp('repository.uuid'),
    }),
    textColumn('RepositoryName', 'repository.name', 'The name of the repository.', {
      ...named,
      filter: searched('repository.name'),
    }),
    textColumn(
      'RepositoryFullName',
      'repository.full_name',
      'The slugs of workspace and repository with a slash between them.',
      named,
    ),
    permissionColumn('admin, write, read or none', lookedUp('permission')),
  ],
  primaryKey: ['UserUUID', 'RepositoryUUID'],
  foreignKeys: [foreignKey('UserUUID', 'Users'), foreignKey('RepositoryUUID', 'Repositories')],
  scopes: ['account'],
});
