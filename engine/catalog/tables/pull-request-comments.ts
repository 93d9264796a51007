import { commentColumns } from '../comment-columns.ts';
import { defineTable } from '../define-table.ts';
import { foreignKey } from '../foreign-key.ts';
import { pullRequestIdColumn, pullRequestKey, pullRequestParent } from '../pull-request-child.ts';
import { userColumns } from '../user-columns.ts';

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
    {
      name: 'Resolved',
      type: 'BOOLEAN',
      nullable: false,
      description: 'Whether what the comment asks for is settled.',
      path: 'resolution',
      derived: 'presence',
    },
    {
      name: 'ResolvedOn',
      type: 'TIMESTAMP',
      nullable: true,
      description: 'When it was resolved, in UTC; null until then.',
      path: 'resolution.created_on',
    },
    ...userColumns({ prefix: 'ResolvedBy', path: 'resolution.user', who: 'that resolved the comment' }),
  ]),
  primaryKey: ['Id'],
  foreignKeys: [
    pullRequestKey,
    { columns: ['ParentId'], references: { table: 'PullRequestComments', columns: ['Id'] } },
    foreignKey('UserUUID', 'Users'),
    foreignKey('ResolvedByUUID', 'Users'),
  ],
  scopes: ['pullrequest'],
  // Bitbucket takes the scope of reading for comments.
  writes: {
    insert: {
      method: 'POST',
      path: '/repositories/{workspace}/{repository}/pullrequests/{PullRequestId}/comments',
      scopes: ['pullrequest'],
      required: ['PullRequestId', 'ContentRaw'],
      optional: ['ParentId', 'InlinePath', 'InlineFrom', 'InlineTo', 'Pending'],
    },
    update: {
      method: 'PUT',
      path: '/repositories/{workspace}/{repository}/pullrequests/{PullRequestId}/comments/{Id}',
      scopes: ['pullrequest'],
      columns: ['ContentRaw', 'Resolved'],
      actions: {
        Resolved: [
          {
            value: true,
            method: 'POST',
            path: '/repositories/{workspace}/{repository}/pullrequests/{PullRequestId}/comments/{Id}/resolve',
            scopes: ['pullrequest'],
            read: '/repositories/{workspace}/{repository}/pullrequests/{PullRequestId}/comments/{Id}',
          },
          {
            value: false,
            method: 'DELETE',
            path: '/repositories/{workspace}/{repository}/pullrequests/{PullRequestId}/comments/{Id}/resolve',
            scopes: ['pullrequest'],
            read: '/repositories/{workspace}/{repository}/pullrequests/{PullRequestId}/comments/{Id}',
          },
        ],
      },
    },
    // The comment stays, without its text and with Deleted set.
    delete: {
      method: 'DELETE',
      path: '/repositories/{workspace}/{repository}/pullrequests/{PullRequestId}/comments/{Id}',
      scopes: ['pullrequest'],
    },
  },
});
