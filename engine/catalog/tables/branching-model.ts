import { booleanColumn, jsonColumn, named, required, textColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';

/** One object, not a collection. */
export const branchingModel = defineTable({
  name: 'BranchingModel',
  scope: 'repository',
  description: "What the repository's branches are for: one row.",
  endpoint: {
    path: '/repositories/{workspace}/{repository}/branching-model',
    paging: 'single',
    hasSize: false,
    partial: true,
  },
  columns: [
    textColumn(
      'DevelopmentName',
      'development.name',
      'The branch to which work goes; null in an empty repository.',
      named,
    ),
    booleanColumn(
      'DevelopmentUseMainBranch',
      'development.use_mainbranch',
      'Whether that is the main branch, whichever it is.',
    ),
    textColumn(
      'DevelopmentBranchName',
      'development.branch.name',
      'The same; null while there is no such branch.',
      named,
    ),
    textColumn(
      'DevelopmentBranchTargetHash',
      'development.branch.target.hash',
      'The commit that it points at.',
      {
        length: 40,
      },
    ),
    textColumn(
      'ProductionName',
      'production.name',
      'The branch that is shipped; null where the model has none.',
      named,
    ),
    booleanColumn(
      'ProductionUseMainBranch',
      'production.use_mainbranch',
      'Whether that is the main branch, whichever it is.',
    ),
    booleanColumn(
      'ProductionEnabled',
      'production.enabled',
      'Whether the model has such a branch, only to be written: it is null in every row.',
    ),
    textColumn(
      'ProductionBranchName',
      'production.branch.name',
      'The same; null while there is no such branch.',
      named,
    ),
    textColumn(
      'ProductionBranchTargetHash',
      'production.branch.target.hash',
      'The commit that it points at.',
      {
        length: 40,
      },
    ),
    jsonColumn(
      'BranchTypes',
      'branch_types',
      'The kinds of branches with their prefixes, as a JSON list of objects. Kinds that are not written stay; "enabled": false takes one away.',
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
