import { commitStatusColumns } from '../commit-status-columns.ts';
import { defineTable } from '../define-table.ts';
import { pullRequestIdColumn, pullRequestKey, pullRequestParent } from '../pull-request-child.ts';

export const pullRequestStatuses = defineTable({
  name: 'PullRequestStatuses',
  scope: 'repository',
  description:
    'What builds say of the commits of pull requests. Without a filter on PullRequestId they are read pull request by pull request.',
  endpoint: {
    path: '/repositories/{workspace}/{repository}/pullrequests/{PullRequestId}/statuses',
    paging: 'pages',
    pageLength: 100,
    hasSize: true,
    partial: true,
  },
  parent: pullRequestParent,
  columns: [
    pullRequestIdColumn('The pull request that the commit belongs to.'),
    {
      name: 'CommitHash',
      type: 'VARCHAR',
      length: 40,
      nullable: false,
      description: 'The hash, or its first digits, of the commit that was built.',
      path: 'commit.hash',
    },
    ...commitStatusColumns(),
  ],
  primaryKey: ['PullRequestId', 'CommitHash', 'Key'],
  foreignKeys: [
    pullRequestKey,
    { columns: ['RepositoryUUID'], references: { table: 'Repositories', columns: ['UUID'] } },
  ],
  scopes: ['pullrequest'],
  notWritten: 'they are those of its commits, which are written in CommitStatuses',
});
