import {
  booleanColumn,
  integerColumn,
  named,
  required,
  textColumn,
  uuidColumn,
  wordColumn,
} from '../column.ts';
import { defineTable } from '../define-table.ts';
import { pipelinePages } from '../numbered-pages.ts';

export const environments = defineTable({
  name: 'Environments',
  scope: 'repository',
  description: 'The environments that pipelines of the repository deploy to.',
  endpoint: pipelinePages('/repositories/{workspace}/{repository}/environments/'),
  columns: [
    uuidColumn('UUID', 'uuid', 'The identifier of the environment, in braces.', required),
    textColumn('Name', 'name', 'The name of the environment.', named),
    textColumn('Slug', 'slug', "The name in the environment's address.", named),
    wordColumn('TypeName', 'environment_type.name', 'Test, Staging or Production.'),
    integerColumn('TypeRank', 'environment_type.rank', 'The place of that stage among the three.'),
    wordColumn('CategoryName', 'category.name', 'The stage that the environment is listed under.'),
    integerColumn('Rank', 'rank', 'The place of the environment among those of the repository.'),
    booleanColumn('Hidden', 'hidden', 'Whether the environment is left out of the list on Bitbucket.'),
    booleanColumn('AdminOnly', 'restrictions.admin_only', 'Whether administrators alone may deploy to it.'),
    wordColumn('LockName', 'lock.name', 'OPEN, or LOCKED while something is being deployed to it.'),
    booleanColumn(
      'EnvironmentLockEnabled',
      'environment_lock_enabled',
      'Whether one deployment has to end before the next begins.',
    ),
    booleanColumn(
      'DeploymentGateEnabled',
      'deployment_gate_enabled',
      'Whether deployments wait for a check.',
    ),
  ],
  primaryKey: ['UUID'],
  foreignKeys: [],
  scopes: ['pipeline'],
  writes: {
    insert: {
      method: 'POST',
      path: '/repositories/{workspace}/{repository}/environments',
      scopes: ['pipeline'],
      required: ['Name'],
      optional: ['TypeName'],
    },
    delete: {
      method: 'DELETE',
      path: '/repositories/{workspace}/{repository}/environments/{UUID}',
      scopes: ['pipeline'],
    },
    refused: { UPDATE: 'Bitbucket does not say what its call for that takes' },
  },
});
