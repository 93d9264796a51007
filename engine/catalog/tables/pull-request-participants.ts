import { defineTable } from '../define-table.ts';
import { aroundListColumns, pullRequestList } from '../pull-request-list.ts';
import { userColumns } from '../user-columns.ts';

/** Bitbucket lists them with the pull requests, so that no pull request needs a call of its own. */
export const pullRequestParticipants = defineTable({
  name: 'PullRequestParticipants',
  scope: 'repository',
  description:
    'The accounts that take part in a pull request: its reviewers, and whoever commented or approved.',
  endpoint: pullRequestList,
  unfold: 'participants',
  columns: [
    ...aroundListColumns(),
    ...userColumns({
      prefix: 'User',
      path: 'participants.user',
      who: 'that takes part',
      isSubject: true,
    }),
    {
      name: 'Role',
      type: 'VARCHAR',
      length: 20,
      nullable: true,
      description: 'REVIEWER for whoever was asked for a review, otherwise PARTICIPANT.',
      path: 'participants.role',
    },
    {
      name: 'Approved',
      type: 'BOOLEAN',
      nullable: true,
      description: 'Whether the account has approved the pull request.',
      path: 'participants.approved',
    },
    {
      name: 'State',
      type: 'VARCHAR',
      length: 20,
      nullable: true,
      description: 'approved or changes_requested; null for whoever has done neither.',
      path: 'participants.state',
    },
    {
      name: 'ParticipatedOn',
      type: 'TIMESTAMP',
      nullable: true,
      description: 'When the account approved or last commented, in UTC.',
      path: 'participants.participated_on',
    },
  ],
  primaryKey: ['PullRequestId', 'UserUUID'],
  foreignKeys: [
    { columns: ['PullRequestId'], references: { table: 'PullRequests', columns: ['Id'] } },
    { columns: ['UserUUID'], references: { table: 'Users', columns: ['UUID'] } },
  ],
  scopes: ['pullrequest'],
  notWritten:
    'the procedures ApprovePullRequest, UnapprovePullRequest and RequestChanges speak for the account that asks',
});
