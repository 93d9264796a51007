import { uuidColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';
import { deployKeyColumns } from '../deploy-key-columns.ts';
import { foreignKey } from '../foreign-key.ts';
import { numberedPages } from '../numbered-pages.ts';
import { userColumns } from '../user-columns.ts';

export const projectDeployKeys = defineTable({
  name: 'ProjectDeployKeys',
  scope: 'project',
  description: 'The SSH keys that may read all repositories of the project without an account.',
  endpoint: numberedPages('/workspaces/{workspace}/projects/{project}/deploy-keys'),
  columns: [
    ...deployKeyColumns,
    ...userColumns({ prefix: 'CreatedBy', path: 'created_by', who: 'that added the key' }),
    uuidColumn('ProjectUUID', 'project.uuid', 'The UUID of the project.'),
  ],
  primaryKey: ['Id'],
  foreignKeys: [foreignKey('CreatedByUUID', 'Users')],
  scopes: ['project', 'project:admin'],
});
