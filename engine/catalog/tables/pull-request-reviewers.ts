import { defineTable } from '../define-table.ts';
import { lookedUp } from '../filters.ts';
import { aroundListColumns, pullRequestAgain, pullRequestList } from '../pull-request-list.ts';
import { userColumns } from '../user-columns.ts';

/** Bitbucket lists them with the pull requests, so that no pull request needs a call of its own. */
export const pullRequestReviewers = defineTable({
  name: 'PullRequestReviewers',
  scope: 'repository',
  description: 'The accounts that were asked to review a pull request, one row for each of both.',
  endpoint: pullRequestList,
  unfold: 'reviewers',
  columns: [
    ...aroundListColumns(),
    ...userColumns({
      prefix: 'User',
      path: 'reviewers',
      who: 'that was asked for a review',
      // True of a pull request that has such a reviewer; its other reviewers come along.
      uuidFilter: lookedUp('reviewers.uuid'),
      isSubject: true,
    }),
  ],
  primaryKey: ['PullRequestId', 'UserUUID'],
  foreignKeys: [
    { columns: ['PullRequestId'], references: { table: 'PullRequests', columns: ['Id'] } },
    { columns: ['UserUUID'], references: { table: 'Users', columns: ['UUID'] } },
  ],
  scopes: ['pullrequest'],
  writes: {
    insert: {
      method: 'PUT',
      path: '/repositories/{workspace}/{repository}/pullrequests/{PullRequestId}',
      scopes: ['pullrequest:write'],
      required: ['PullRequestId', 'UserUUID'],
      optional: [],
      again: pullRequestAgain,
      item: { path: 'reviewers', member: 'uuid', column: 'UserUUID' },
    },
    delete: {
      method: 'PUT',
      path: '/repositories/{workspace}/{repository}/pullrequests/{PullRequestId}',
      scopes: ['pullrequest:write'],
      only: { column: 'PullRequestState', value: 'OPEN' },
      again: pullRequestAgain,
      item: { path: 'reviewers', member: 'uuid', column: 'UserUUID' },
    },
  },
});
