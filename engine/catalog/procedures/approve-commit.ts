/** What somebody says about a commit. */
import { commitColumns } from '../commit-columns.ts';
import type { ProcedureDef, ProcedureParameter } from '../procedure.ts';
import { participantResult } from './pull-request.ts';

const scopes = ['repository:write'];
const commitPath = '/repositories/{workspace}/{repository}/commit/{CommitHash}';

const commitHash: ProcedureParameter = {
  name: 'CommitHash',
  type: 'VARCHAR',
  length: 40,
  required: true,
  description: 'The commit.',
};

const shown: ReadonlySet<string> = new Set(['Hash', 'Date', 'Message', 'AuthorRaw', 'WebURL']);

export const approveCommit: ProcedureDef = {
  name: 'ApproveCommit',
  description: 'Approves a commit in the name of the account that is signed in.',
  parameters: [commitHash],
  call: { method: 'POST', path: `${commitPath}/approve`, scopes },
  result: participantResult,
};

export const unapproveCommit: ProcedureDef = {
  name: 'UnapproveCommit',
  description: 'Takes back the approval of a commit.',
  parameters: [commitHash],
  call: { method: 'DELETE', path: `${commitPath}/approve`, scopes },
  read: commitPath,
  result: commitColumns().filter(({ name }) => shown.has(name)),
};
