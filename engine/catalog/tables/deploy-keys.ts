import { uuidColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';
import { deployKeyColumns } from '../deploy-key-columns.ts';
import { foreignKey } from '../foreign-key.ts';
import { numberedPages } from '../numbered-pages.ts';
import { userColumns } from '../user-columns.ts';

export const deployKeys = defineTable({
  name: 'DeployKeys',
  scope: 'repository',
  description: 'The SSH keys that may read the repository without an account.',
  endpoint: numberedPages('/repositories/{workspace}/{repository}/deploy-keys'),
  columns: [
    ...deployKeyColumns,
    ...userColumns({ prefix: 'Owner', path: 'owner', who: 'that added the key' }),
    uuidColumn('RepositoryUUID', 'repository.uuid', 'The UUID of the repository.'),
  ],
  primaryKey: ['Id'],
  foreignKeys: [foreignKey('OwnerUUID', 'Users'), foreignKey('RepositoryUUID', 'Repositories')],
  scopes: ['repository', 'repository:admin'],
});
