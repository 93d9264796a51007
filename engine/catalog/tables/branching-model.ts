import { branchingModelColumns } from '../branching-model-columns.ts';
import { booleanColumn, required, textColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';

/** One object, not a collection. */
export const branchingModel = defineTable({
  name: 'BranchingModel',
  scope: 'repository',
  description:
    'What the repository\'s branches are for by its own settings: one row. What holds in the end is in EffectiveBranchingModel. Kinds of branches that are not written stay; "enabled": false takes one away.',
  endpoint: {
    path: '/repositories/{workspace}/{repository}/branching-model',
    paging: 'single',
    hasSize: false,
    partial: true,
  },
  columns: [
    ...branchingModelColumns,
    booleanColumn(
      'ProductionEnabled',
      'production.enabled',
      'Whether the model has such a branch, only to be written: it is null in every row.',
      { writeOnly: true },
    ),
    textColumn('APIURL', 'links.self.href', "The address of the model in Bitbucket's API.", required),
  ],
  primaryKey: ['APIURL'],
  foreignKeys: [],
  scopes: ['repository'],
  writes: {
    update: {
      method: 'PUT',
      path: '/repositories/{workspace}/{repository}/branching-model/settings',
      scopes: ['repository:admin'],
      columns: [
        'DevelopmentName',
        'DevelopmentUseMainBranch',
        'ProductionName',
        'ProductionUseMainBranch',
        'ProductionEnabled',
        'BranchTypes',
      ],
      // The settings are another object than the model.
      read: '/repositories/{workspace}/{repository}/branching-model',
    },
  },
});
