/** What the procedures about pull requests have in common. */
import type { ProcedureParameter } from '../procedure.ts';
import type { ColumnDef } from '../table.ts';
import { pullRequests } from '../tables/pull-requests.ts';
import { userColumns } from '../user-columns.ts';

export const pullRequestPath = '/repositories/{workspace}/{repository}/pullrequests/{PullRequestId}';

export const pullRequestId: ProcedureParameter = {
  name: 'PullRequestId',
  type: 'BIGINT',
  required: true,
  description: 'The number of the pull request.',
};

const shown: ReadonlySet<string> = new Set([
  'Id',
  'Title',
  'State',
  'SourceBranchName',
  'DestinationBranchName',
  'MergeCommitHash',
  'CloseSourceBranch',
  'ClosedByUUID',
  'Reason',
  'UpdatedOn',
  'WebURL',
]);

/** The pull request as it is afterwards. */
export const pullRequestResult: readonly ColumnDef[] = pullRequests.columns.filter(({ name }) =>
  shown.has(name),
);

/** What the caller now thinks of the pull request. */
export const participantResult: readonly ColumnDef[] = [
  ...userColumns({ prefix: 'User', path: 'user', who: 'that called the procedure' }),
  {
    name: 'Role',
    type: 'VARCHAR',
    length: 20,
    nullable: true,
    description: 'PARTICIPANT or REVIEWER.',
    path: 'role',
  },
  {
    name: 'Approved',
    type: 'BOOLEAN',
    nullable: true,
    description: 'Whether the account approves of the pull request.',
    path: 'approved',
  },
  {
    name: 'State',
    type: 'VARCHAR',
    length: 20,
    nullable: true,
    description: 'approved, changes_requested, or null.',
    path: 'state',
  },
  {
    name: 'ParticipatedOn',
    type: 'TIMESTAMP',
    nullable: true,
    description: 'When that was said, in UTC.',
    path: 'participated_on',
  },
];
