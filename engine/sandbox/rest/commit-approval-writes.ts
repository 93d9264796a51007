/** A commit is approved in the caller's name, and that is taken back. */
import { findIndex, type ChangeableCollection } from '../data/changes.ts';
import { commitApprovals } from '../data/commit-approvals.ts';
import type { Repository } from '../data/workspace.ts';
import { json, nothing, type Reply } from '../http/reply.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import { scopes } from '../oauth/scopes.ts';
import { withCommit } from './find-commit.ts';
import type { RestRequest, Route } from './route.ts';
import { callerAccount } from './user-routes.ts';

function ofCaller(all: ChangeableCollection, account: JsonObject): number | undefined {
  return findIndex(all, ({ user }) => isJsonObject(user) && user['uuid'] === account['uuid']);
}

function approve(request: RestRequest, repository: Repository, commit: number): Reply {
  const { workspace } = request;
  const all = commitApprovals(workspace, repository, commit);
  const user = callerAccount(request).account;
  const participant: JsonObject = {
    type: 'participant',
    user,
    role: 'PARTICIPANT',
    approved: true,
    state: 'approved',
    participated_on: workspace.changes.time(),
  };
  const index = ofCaller(all, user);
  if (index === undefined) all.add(participant);
  else all.replace(index, participant);
  return json(participant);
}

function unapprove(request: RestRequest, repository: Repository, commit: number): Reply {
  const all = commitApprovals(request.workspace, repository, commit);
  const index = ofCaller(all, callerAccount(request).account);
  if (index !== undefined) all.remove(index);
  return nothing();
}

const pattern = '/repositories/{workspace}/{repository}/commit/{commit}/approve';
const scope = scopes.repositoryWrite;

export const commitApprovalWrites: readonly Route[] = [
  { method: 'POST', pattern, scope, handle: withCommit(approve) },
  { method: 'DELETE', pattern, scope, handle: withCommit(unapprove) },
];
