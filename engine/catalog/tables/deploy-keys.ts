import { uuidColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';
import { deployKeyColumns } from '../deploy-key-columns.ts';
import { foreignKey } from '../foreign-key.ts';
import { numberedPages } from '../numbered-pages.ts';
import { userColumns } from '../user-columns.ts';

const path = '/repositories/{workspace}/{repository}/deploy-keys';
const scopes = ['repository', 'repository:admin'];

export const deployKeys = defineTable({
  name: 'DeployKeys',
  scope: 'repository',
  description: 'The SSH keys that may read the repository without an account.',
  endpoint: numberedPages(path),
  columns: [
    ...deployKeyColumns,
    ...userColumns({ prefix: 'Owner', path: 'owner', who: 'that added the key' }),
    uuidColumn('RepositoryUUID', 'repository.uuid', 'The UUID of the repository.'),
  ],
  primaryKey: ['Id'],
  foreignKeys: [foreignKey('OwnerUUID', 'Users'), foreignKey('RepositoryUUID', 'Repositories')],
  scopes,
  writes: {
    insert: { method: 'POST', path, scopes, required: ['Key'], optional: ['Label'] },
    update: {
      method: 'PUT',
      path: `${path}/{Id}`,
      scopes,
      columns: ['Label', 'Comment'],
      again: [{ path: 'key' }, { path: 'label' }, { path: 'comment' }],
    },
    delete: { method: 'DELETE', path: `${path}/{Id}`, scopes },
  },
});
