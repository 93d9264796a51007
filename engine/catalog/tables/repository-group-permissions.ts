import { uuidColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';
import { foreignKey } from '../foreign-key.ts';
import { groupColumns } from '../group-columns.ts';
import { numberedPages } from '../numbered-pages.ts';
import { permissionColumn, permissionWrites } from '../permission-columns.ts';

const path = '/repositories/{workspace}/{repository}/permissions-config/groups';

export const repositoryGroupPermissions = defineTable({
  name: 'RepositoryGroupPermissions',
  scope: 'repository',
  description: 'What groups may do in the repository. To write, Bitbucket takes no OAuth here.',
  endpoint: numberedPages(path),
  columns: [
    ...groupColumns,
    permissionColumn('admin, write, read or none'),
    uuidColumn('RepositoryUUID', 'repository.uuid', 'The UUID of the repository, where Bitbucket tells it.'),
  ],
  primaryKey: ['GroupSlug'],
  foreignKeys: [foreignKey('RepositoryUUID', 'Repositories')],
  scopes: ['repository:admin'],
  writes: permissionWrites(path, 'GroupSlug', 'repository:admin'),
});
