import { branchingModelColumns } from '../branching-model-columns.ts';
import { textColumn } from '../column.ts';
import { defineTable } from '../define-table.ts';

/** One object, not a collection. */
export const effectiveBranchingModel = defineTable({
  name: 'EffectiveBranchingModel',
  scope: 'repository',
  description:
    "What the repository's branches are for in the end, be it by its own settings or by those of its project: one row.",
  endpoint: {
    path: '/repositories/{workspace}/{repository}/effective-branching-model',
    paging: 'single',
    hasSize: false,
    partial: true,
  },
  columns: [
    {
      // The object says of itself neither what it is called nor where it is.
      ...textColumn('Key', 'development.name', 'A value made of the model, for want of an identifier.', {
        length: 40,
        nullable: false,
      }),
      otherPaths: ['production.name', 'branch_types'],
      derived: 'digest',
    },
    ...branchingModelColumns,
  ],
  primaryKey: ['Key'],
  foreignKeys: [],
  scopes: ['repository'],
  notWritten: 'it follows BranchingModel, which is written there',
});
