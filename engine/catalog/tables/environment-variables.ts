import { uuidColumn, uuidParentColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';
import { foreignKey } from '../foreign-key.ts';
import { pipelinePages } from '../numbered-pages.ts';
import { variableColumns, variableWrites } from '../variable-columns.ts';

const path =
  '/repositories/{workspace}/{repository}/deployments_config/environments/{EnvironmentUUID}/variables';

export const environmentVariables = defineTable({
  name: 'EnvironmentVariables',
  scope: 'repository',
  description:
    'The variables that deployments to an environment see. Without a filter on EnvironmentUUID they are read environment by environment.',
  endpoint: pipelinePages(path),
  parent: { table: 'Environments', columns: { EnvironmentUUID: 'UUID' } },
  columns: [
    ...variableColumns,
    uuidParentColumn(
      uuidColumn(
        'EnvironmentUUID',
        'environment.uuid',
        'The UUID of the environment that the variable is for.',
      ),
    ),
  ],
  primaryKey: ['UUID'],
  foreignKeys: [foreignKey('EnvironmentUUID', 'Environments')],
  scopes: ['pipeline'],
  writes: variableWrites(path, ['EnvironmentUUID']),
});
