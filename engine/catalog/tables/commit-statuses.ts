import { commitHashColumn, commitKey, commitParent } from '../commit-child.ts';
import { commitStatusColumns } from '../commit-status-columns.ts';
import { defineTable } from '../define-table.ts';

export const commitStatuses = defineTable({
  name: 'CommitStatuses',
  scope: 'repository',
  description:
    'What builds say of commits. Without a filter on CommitHash they are read commit by commit, with a call for each.',
  endpoint: {
    path: '/repositories/{workspace}/{repository}/commit/{CommitHash}/statuses',
    paging: 'pages',
    pageLength: 100,
    hasSize: true,
    partial: true,
  },
  parent: commitParent,
  columns: [commitHashColumn('The hash of the commit that was built.'), ...commitStatusColumns()],
  primaryKey: ['CommitHash', 'Key'],
  foreignKeys: [
    commitKey,
    { columns: ['RepositoryUUID'], references: { table: 'Repositories', columns: ['UUID'] } },
  ],
  scopes: ['repository'],
});
