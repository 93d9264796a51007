import { uuidColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';
import { foreignKey } from '../foreign-key.ts';
import { groupColumns } from '../group-columns.ts';
import { numberedPages } from '../numbered-pages.ts';
import { permissionColumn } from '../permission-columns.ts';

export const repositoryGroupPermissions = defineTable({
  name: 'RepositoryGroupPermissions',
  scope: 'repository',
  description: 'What groups may do in the repository.',
  endpoint: numberedPages('/repositories/{workspace}/{repository}/permissions-config/groups'),
  columns: [
    ...groupColumns,
    permissionColumn('admin, write, read or none'),
    uuidColumn('RepositoryUUID', 'repository.uuid', 'The UUID of the repository, where Bitbucket tells it.'),
  ],
  primaryKey: ['GroupSlug'],
  foreignKeys: [foreignKey('RepositoryUUID', 'Repositories')],
  scopes: ['repository:admin'],
});
