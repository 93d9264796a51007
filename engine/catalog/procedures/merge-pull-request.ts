import type { ProcedureDef } from '../procedure.ts';
import { pullRequestId, pullRequestPath, pullRequestResult } from './pull-request.ts';

export const mergePullRequest: ProcedureDef = {
  name: 'MergePullRequest',
  description: 'Merges an open pull request.',
  parameters: [
    pullRequestId,
    {
      name: 'Message',
      type: 'VARCHAR',
      required: false,
      description: 'The message of the merge commit.',
      path: 'message',
    },
    {
      name: 'MergeStrategy',
      type: 'VARCHAR',
      length: 32,
      required: false,
      description: "How it is merged; the destination branch's own way where nothing is said.",
      path: 'merge_strategy',
      values: [
        'merge_commit',
        'squash',
        'fast_forward',
        'squash_fast_forward',
        'rebase_fast_forward',
        'rebase_merge',
      ],
    },
    {
      name: 'CloseSourceBranch',
      type: 'BOOLEAN',
      required: false,
      description: 'Whether the source branch is deleted; as the pull request says where nothing is said.',
      path: 'close_source_branch',
    },
  ],
  call: { method: 'POST', path: `${pullRequestPath}/merge`, scopes: ['pullrequest:write'] },
  always: { type: 'pullrequest_merge_parameters' },
  read: pullRequestPath,
  task: { status: 'task_status', pending: 'PENDING', result: 'merge_result' },
  result: pullRequestResult,
};
