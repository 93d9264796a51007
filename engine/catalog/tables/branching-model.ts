import { branchingModelColumns } from '../branching-model-columns.ts';
import { required, textColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';

/** One object, not a collection. */
export const branchingModel = defineTable({
  name: 'BranchingModel',
  scope: 'repository',
  description:
    "What the repository's branches are for by its own settings: one row. What holds in the end is in EffectiveBranchingModel.",
  endpoint: {
    path: '/repositories/{workspace}/{repository}/branching-model',
    paging: 'single',
    hasSize: false,
    partial: true,
  },
  columns: [
    ...branchingModelColumns,
    textColumn('APIURL', 'links.self.href', "The address of the model in Bitbucket's API.", required),
  ],
  primaryKey: ['APIURL'],
  foreignKeys: [],
  scopes: ['repository'],
});
