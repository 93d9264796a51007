import { defineTable } from '../define-table.ts';
import { flag, lookedUp, timed } from '../filters.ts';
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
  parent: { table: 'PullRequests', columns: { PullRequestId: 'Id' } },
  columns: [
    {
      name: 'Id',
      type: 'BIGINT',
      nullable: false,
      description: 'The number of the comment.',
      path: 'id',
    },
    {
      name: 'PullRequestId',
      type: 'BIGINT',
      nullable: false,
      description: 'The pull request that the comment is on.',
      path: 'pullrequest.id',
      filter: {
        field: 'PullRequestId',
        via: 'path',
        // A short range is as good as its members, which is what DuckDB makes of an IN over neighbouring numbers; any
        // other is asked of the pull requests.
        operators: { '=': 'exact', in: 'exact', '>': 'exact', '>=': 'exact', '<': 'exact', '<=': 'exact' },
      },
    },
    {
      name: 'ParentId',
      type: 'BIGINT',
      nullable: true,
      description: 'The comment that this one replies to.',
      path: 'parent.id',
    },
    {
      name: 'ContentRaw',
      type: 'VARCHAR',
      nullable: true,
      description: 'The text of the comment, in Markdown; empty once it was deleted.',
      path: 'content.raw',
    },
    ...userColumns({
      prefix: 'User',
      path: 'user',
      who: 'that wrote the comment',
      uuidFilter: lookedUp('user.uuid'),
    }),
    {
      name: 'Deleted',
      type: 'BOOLEAN',
      nullable: false,
      description: 'Whether the comment was deleted.',
      path: 'deleted',
      filter: flag('deleted'),
    },
    {
      name: 'Pending',
      type: 'BOOLEAN',
      nullable: true,
      description: 'Whether the comment waits for its author to finish the review.',
      path: 'pending',
    },
    {
      name: 'InlinePath',
      type: 'VARCHAR',
      nullable: true,
      description: 'The file that the comment is on; null for a comment on the whole pull request.',
      path: 'inline.path',
    },
    {
      name: 'InlineFrom',
      type: 'INTEGER',
      nullable: true,
      description: "The line in the file's old version.",
      path: 'inline.from',
    },
    {
      name: 'InlineTo',
      type: 'INTEGER',
      nullable: true,
      description: "The line in the file's new version.",
      path: 'inline.to',
    },
    {
      name: 'CreatedOn',
      type: 'TIMESTAMP',
      nullable: false,
      description: 'When the comment was written, in UTC.',
      path: 'created_on',
      filter: timed('created_on'),
      sort: 'created_on',
    },
    {
      name: 'UpdatedOn',
      type: 'TIMESTAMP',
      nullable: false,
      description: 'When the comment last changed, in UTC.',
      path: 'updated_on',
      filter: timed('updated_on'),
    },
    {
      name: 'WebURL',
      type: 'VARCHAR',
      nullable: true,
      description: 'The address of the comment on Bitbucket.',
      path: 'links.html.href',
    },
  ],
  primaryKey: ['Id'],
  foreignKeys: [
    { columns: ['PullRequestId'], references: { table: 'PullRequests', columns: ['Id'] } },
    { columns: ['ParentId'], references: { table: 'PullRequestComments', columns: ['Id'] } },
    { columns: ['UserUUID'], references: { table: 'Users', columns: ['UUID'] } },
  ],
  scopes: ['pullrequest'],
});
