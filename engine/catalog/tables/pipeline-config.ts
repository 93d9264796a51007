import { booleanColumn, uuidColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';
import { foreignKey } from '../foreign-key.ts';

const path = '/repositories/{workspace}/{repository}/pipelines_config';

/** One object, not a collection. */
export const pipelineConfig = defineTable({
  name: 'PipelineConfig',
  scope: 'repository',
  description: "Whether the repository's pipelines are on: one row. For administrators of the repository.",
  endpoint: {
    path,
    paging: 'single',
    hasSize: false,
    partial: false,
  },
  columns: [
    uuidColumn('RepositoryUUID', 'repository.uuid', 'The UUID of the repository.', { nullable: false }),
    booleanColumn('Enabled', 'enabled', 'Whether pipelines run in the repository.'),
  ],
  primaryKey: ['RepositoryUUID'],
  foreignKeys: [foreignKey('RepositoryUUID', 'Repositories')],
  scopes: ['repository:admin'],
  writes: {
    update: { method: 'PUT', path, scopes: ['repository:admin'], columns: ['Enabled'] },
  },
});
