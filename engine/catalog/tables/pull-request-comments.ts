import { commentColumns } from '../comment-columns.ts';
import { defineTable } from '../define-table.ts';
import { pullRequestIdColumn, pullRequestKey, pullRequestParent } from '../pull-request-child.ts';

export const pullRequestComments = defineTable({
  name: 'PullRequestComments',
  scope: 'repository',
  description:
    'The comments on pull requests. Without a filter on PullRequestId they are read pull request by pull request.',
  endpoint: {
    path: '/repositories/{workspace}/{repository}/pullrequests/{PullRequestId}/comments',
    paging: 'pages',
    pageLength: 100,
    hasSize: true,
    partial: true,
  },
  parent: pullRequestParent,
  columns: commentColumns(pullRequestIdColumn('The pull request that the comment is on.', 'pullrequest.id'), [
    {
      name: 'Pending',
      type: 'BOOLEAN',
      nullable: true,
      description: 'Whether the comment waits for its author to finish the review.',
      path: 'pending',
    },
  ]),
  primaryKey: ['Id'],
  foreignKeys: [
    pullRequestKey,
    { columns: ['ParentId'], references: { table: 'PullRequestComments', columns: ['Id'] } },
    { columns: ['UserUUID'], references: { table: 'Users', columns: ['UUID'] } },
  ],
  scopes: ['pullrequest'],
});
