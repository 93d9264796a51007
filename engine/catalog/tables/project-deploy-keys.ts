import { uuidColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';
import { deployKeyColumns } from '../deploy-key-columns.ts';
import { foreignKey } from '../foreign-key.ts';
import { numberedPages } from '../numbered-pages.ts';
import { userColumns } from '../user-columns.ts';

const path = '/workspaces/{workspace}/projects/{project}/deploy-keys';
const scopes = ['project', 'project:admin'];

export const projectDeployKeys = defineTable({
  name: 'ProjectDeployKeys',
  scope: 'project',
  description: 'The SSH keys that may read all repositories of the project without an account.',
  endpoint: numberedPages(path),
  columns: [
    ...deployKeyColumns,
    ...userColumns({ prefix: 'CreatedBy', path: 'created_by', who: 'that added the key' }),
    uuidColumn('ProjectUUID', 'project.uuid', 'The UUID of the project.'),
  ],
  primaryKey: ['Id'],
  foreignKeys: [foreignKey('CreatedByUUID', 'Users')],
  scopes,
  writes: {
    insert: { method: 'POST', path, scopes, required: ['Key'], optional: ['Label'] },
    delete: { method: 'DELETE', path: `${path}/{Id}`, scopes },
  },
});
