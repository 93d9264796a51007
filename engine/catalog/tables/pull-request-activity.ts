import { defineTable } from '../define-table.ts';
import { pullRequestIdColumn, pullRequestKey, pullRequestParent } from '../pull-request-child.ts';
import { pullRequestUpdateColumns } from '../pull-request-update-columns.ts';
import { userColumns } from '../user-columns.ts';

/** Each entry is an object with one member, named for its kind. Entries have no identity of their own. */
export const pullRequestActivity = defineTable({
  name: 'PullRequestActivity',
  scope: 'repository',
  description:
    'What happened on pull requests: comments, approvals, requests for changes, and updates. Without a filter on PullRequestId it is read pull request by pull request.',
  endpoint: {
    path: '/repositories/{workspace}/{repository}/pullrequests/{PullRequestId}/activity',
    paging: 'cursor',
    pageLength: 50,
    hasSize: false,
    partial: true,
  },
  parent: pullRequestParent,
  columns: [
    pullRequestIdColumn('The pull request that it happened on.', 'pull_request.id'),
    {
      name: 'Key',
      type: 'VARCHAR',
      length: 40,
      nullable: false,
      description:
        'Tells the entry apart from the others of its pull request. It is made of the entry, as Bitbucket gives it no identity.',
      path: 'comment.id',
      otherPaths: [
        'approval.date',
        'approval.user.uuid',
        'changes_requested.date',
        'changes_requested.user.uuid',
        'update.date',
        'update.author.uuid',
        'update.state',
        'update.changes',
        'update.source.commit.hash',
        'update.destination.commit.hash',
      ],
      derived: 'digest',
    },
    {
      name: 'Kind',
      type: 'VARCHAR',
      length: 20,
      nullable: true,
      description: 'comment, approval, changes_requested or update.',
      path: 'comment.id',
      otherPaths: ['approval.date', 'changes_requested.date', 'update.date'],
      derived: 'kind',
    },
    {
      name: 'Date',
      type: 'TIMESTAMP',
      nullable: true,
      description: 'When it happened, in UTC; of a comment when it was written.',
      path: 'comment.created_on',
      otherPaths: ['approval.date', 'changes_requested.date', 'update.date'],
    },
    ...userColumns({
      prefix: 'User',
      path: 'comment.user',
      otherPaths: ['approval.user', 'changes_requested.user', 'update.author'],
      who: 'that did it',
    }),
    {
      name: 'CommentId',
      type: 'BIGINT',
      nullable: true,
      description: 'The number of the comment; null for other kinds.',
      path: 'comment.id',
    },
    {
      name: 'CommentContentRaw',
      type: 'VARCHAR',
      nullable: true,
      description: 'The text of the comment, in Markdown.',
      path: 'comment.content.raw',
    },
    {
      name: 'CommentParentId',
      type: 'BIGINT',
      nullable: true,
      description: 'The comment that this one replies to.',
      path: 'comment.parent.id',
    },
    {
      name: 'CommentInlinePath',
      type: 'VARCHAR',
      nullable: true,
      description: 'The file that the comment is on; null for a comment on the whole pull request.',
      path: 'comment.inline.path',
    },
    {
      name: 'CommentUpdatedOn',
      type: 'TIMESTAMP',
      nullable: true,
      description: 'When the comment last changed, in UTC.',
      path: 'comment.updated_on',
    },
    {
      name: 'Deleted',
      type: 'BOOLEAN',
      nullable: true,
      description: 'Whether the comment was deleted; null for other kinds.',
      path: 'comment.deleted',
    },
    ...pullRequestUpdateColumns(),
    {
      name: 'WebURL',
      type: 'VARCHAR',
      nullable: true,
      description: 'The address on Bitbucket of the comment, or else of the pull request.',
      path: 'comment.links.html.href',
      otherPaths: ['pull_request.links.html.href'],
    },
  ],
  primaryKey: ['PullRequestId', 'Key'],
  foreignKeys: [
    pullRequestKey,
    { columns: ['CommentId'], references: { table: 'PullRequestComments', columns: ['Id'] } },
    { columns: ['UserUUID'], references: { table: 'Users', columns: ['UUID'] } },
  ],
  scopes: ['pullrequest'],
});
