import { commitColumns } from '../commit-columns.ts';
import { defineTable } from '../define-table.ts';
import { pullRequestIdColumn, pullRequestKey, pullRequestParent } from '../pull-request-child.ts';

/** Pages come one after the other, without a size, and take neither a filter nor an order. */
export const pullRequestCommits = defineTable({
  name: 'PullRequestCommits',
  scope: 'repository',
  description:
    'The commits that pull requests bring; none where the source branch is gone. Without a filter on PullRequestId they are read pull request by pull request.',
  endpoint: {
    path: '/repositories/{workspace}/{repository}/pullrequests/{PullRequestId}/commits',
    paging: 'cursor',
    pageLength: 100,
    hasSize: false,
    partial: true,
  },
  parent: pullRequestParent,
  columns: [pullRequestIdColumn('The pull request that brings the commit.'), ...commitColumns()],
  primaryKey: ['PullRequestId', 'Hash'],
  // A fork's commits are not in Commits before the merge.
  foreignKeys: [
    pullRequestKey,
    { columns: ['AuthorUUID'], references: { table: 'Users', columns: ['UUID'] } },
    { columns: ['RepositoryUUID'], references: { table: 'Repositories', columns: ['UUID'] } },
  ],
  scopes: ['pullrequest'],
});
