import { booleanColumn, jsonColumn, named, textColumn } from './column.ts';
import type { ColumnDef } from './table.ts';

/** What a repository's branches are for, by its own model or by the one that holds in the end. */
export const branchingModelColumns: readonly ColumnDef[] = [
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
  textColumn(
    'ProductionBranchName',
    'production.branch.name',
    'The same; null while there is no such branch.',
    named,
  ),
  textColumn('ProductionBranchTargetHash', 'production.branch.target.hash', 'The commit that it points at.', {
    length: 40,
  }),
  jsonColumn(
    'BranchTypes',
    'branch_types',
    'The kinds of branches with their prefixes, as a JSON list of objects.',
  ),
];
