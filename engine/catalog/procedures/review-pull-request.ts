/** What a reviewer says about a pull request, and that it is declined. */
import type { ProcedureDef } from '../procedure.ts';
import { participantResult, pullRequestId, pullRequestPath, pullRequestResult } from './pull-request.ts';

const scopes = ['pullrequest:write'];

export const approvePullRequest: ProcedureDef = {
  name: 'ApprovePullRequest',
  description: 'Approves a pull request in the name of the account that is signed in.',
  parameters: [pullRequestId],
  call: { method: 'POST', path: `${pullRequestPath}/approve`, scopes },
  result: participantResult,
};

export const unapprovePullRequest: ProcedureDef = {
  name: 'UnapprovePullRequest',
  description: 'Takes back the approval of a pull request.',
  parameters: [pullRequestId],
  call: { method: 'DELETE', path: `${pullRequestPath}/approve`, scopes },
  read: pullRequestPath,
  result: pullRequestResult,
};

export const requestChanges: ProcedureDef = {
  name: 'RequestChanges',
  description: 'Asks for changes to a pull request in the name of the account that is signed in.',
  parameters: [pullRequestId],
  call: { method: 'POST', path: `${pullRequestPath}/request-changes`, scopes },
  result: participantResult,
};

export const declinePullRequest: ProcedureDef = {
  name: 'DeclinePullRequest',
  description: 'Declines an open pull request.',
  parameters: [pullRequestId],
  call: { method: 'POST', path: `${pullRequestPath}/decline`, scopes },
  read: pullRequestPath,
  result: pullRequestResult,
};
