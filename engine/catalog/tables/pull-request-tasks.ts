import { defineTable } from '../define-table.ts';
import { lookedUp, timed } from '../filters.ts';
import { pullRequestIdColumn, pullRequestKey, pullRequestParent } from '../pull-request-child.ts';
import { userColumns } from '../user-columns.ts';

export const pullRequestTasks = defineTable({
  name: 'PullRequestTasks',
  scope: 'repository',
  description:
    'The tasks of pull requests, open and done. Without a filter on PullRequestId they are read pull request by pull request.',
  endpoint: {
    path: '/repositories/{workspace}/{repository}/pullrequests/{PullRequestId}/tasks',
    paging: 'pages',
    pageLength: 100,
    hasSize: true,
    partial: true,
  },
  parent: pullRequestParent,
  columns: [
    {
      name: 'Id',
      type: 'BIGINT',
      nullable: false,
      description: 'The number of the task.',
      path: 'id',
    },
    pullRequestIdColumn('The pull request that the task belongs to.'),
    {
      name: 'State',
      type: 'VARCHAR',
      length: 20,
      nullable: false,
      description: 'UNRESOLVED or RESOLVED.',
      path: 'state',
      filter: lookedUp('state'),
    },
    {
      name: 'ContentRaw',
      type: 'VARCHAR',
      nullable: true,
      description: 'What is to be done, as it was typed.',
      path: 'content.raw',
    },
    {
      name: 'CommentId',
      type: 'BIGINT',
      nullable: true,
      description: 'The comment that the task was made from.',
      path: 'comment.id',
    },
    ...userColumns({ prefix: 'Creator', path: 'creator', who: 'that made the task' }),
    {
      name: 'Pending',
      type: 'BOOLEAN',
      nullable: true,
      description: 'Whether the task waits for its author to finish the review.',
      path: 'pending',
    },
    {
      name: 'CreatedOn',
      type: 'TIMESTAMP',
      nullable: false,
      description: 'When the task was made, in UTC.',
      path: 'created_on',
      filter: timed('created_on'),
      sort: 'created_on',
    },
    {
      name: 'UpdatedOn',
      type: 'TIMESTAMP',
      nullable: false,
      description: 'When the task last changed, in UTC.',
      path: 'updated_on',
      filter: timed('updated_on'),
    },
    {
      name: 'ResolvedOn',
      type: 'TIMESTAMP',
      nullable: true,
      description: 'When the task was done, in UTC; null until then.',
      path: 'resolved_on',
    },
    ...userColumns({ prefix: 'ResolvedBy', path: 'resolved_by', who: 'that marked the task as done' }),
    {
      name: 'WebURL',
      type: 'VARCHAR',
      nullable: true,
      description: 'The address of the task on Bitbucket.',
      path: 'links.html.href',
    },
  ],
  primaryKey: ['Id'],
  foreignKeys: [
    pullRequestKey,
    { columns: ['CommentId'], references: { table: 'PullRequestComments', columns: ['Id'] } },
    { columns: ['CreatorUUID'], references: { table: 'Users', columns: ['UUID'] } },
    { columns: ['ResolvedByUUID'], references: { table: 'Users', columns: ['UUID'] } },
  ],
  scopes: ['pullrequest'],
  // Bitbucket takes the scope of reading for tasks.
  writes: {
    insert: {
      method: 'POST',
      path: '/repositories/{workspace}/{repository}/pullrequests/{PullRequestId}/tasks',
      scopes: ['pullrequest'],
      required: ['PullRequestId', 'ContentRaw'],
      optional: ['CommentId', 'Pending'],
    },
    update: {
      method: 'PUT',
      path: '/repositories/{workspace}/{repository}/pullrequests/{PullRequestId}/tasks/{Id}',
      scopes: ['pullrequest'],
      columns: ['ContentRaw', 'State'],
    },
    delete: {
      method: 'DELETE',
      path: '/repositories/{workspace}/{repository}/pullrequests/{PullRequestId}/tasks/{Id}',
      scopes: ['pullrequest'],
    },
  },
});
