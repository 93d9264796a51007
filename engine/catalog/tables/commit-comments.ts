import { commentColumns } from '../comment-columns.ts';
import { commitHashColumn, commitKey, commitParent } from '../commit-child.ts';
import { defineTable } from '../define-table.ts';

export const commitComments = defineTable({
  name: 'CommitComments',
  scope: 'repository',
  description:
    'The comments on commits. Without a filter on CommitHash they are read commit by commit, with a call for each.',
  endpoint: {
    path: '/repositories/{workspace}/{repository}/commit/{CommitHash}/comments',
    paging: 'pages',
    pageLength: 100,
    hasSize: true,
    partial: true,
  },
  parent: commitParent,
  columns: commentColumns(commitHashColumn('The hash of the commit that the comment is on.')),
  primaryKey: ['Id'],
  foreignKeys: [
    commitKey,
    { columns: ['ParentId'], references: { table: 'CommitComments', columns: ['Id'] } },
    { columns: ['UserUUID'], references: { table: 'Users', columns: ['UUID'] } },
  ],
  scopes: ['repository'],
});
