import { defineTable } from '../define-table.ts';
import { diffStatColumns } from '../diff-stat-columns.ts';
import { pullRequestIdColumn, pullRequestKey, pullRequestParent } from '../pull-request-child.ts';

/**
 * The endpoint redirects to the comparison of both ends. Whether the query goes along is not documented, so that no page
 * is asked for by number and none by its length; the comparison's own is 500.
 */
export const pullRequestDiffStat = defineTable({
  name: 'PullRequestDiffStat',
  scope: 'repository',
  description:
    'The files that pull requests change. Without a filter on PullRequestId they are read pull request by pull request.',
  endpoint: {
    path: '/repositories/{workspace}/{repository}/pullrequests/{PullRequestId}/diffstat',
    paging: 'cursor',
    hasSize: true,
    partial: true,
    redirects: true,
  },
  parent: pullRequestParent,
  columns: [pullRequestIdColumn('The pull request that changes the file.'), ...diffStatColumns()],
  // A file that becomes a link is told as removed and added.
  primaryKey: ['PullRequestId', 'Path', 'Status'],
  foreignKeys: [pullRequestKey],
  scopes: ['pullrequest'],
});
