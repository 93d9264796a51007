/** Tasks of pull requests: made, changed, marked as done, deleted. */
import { findIndex } from '../data/changes.ts';
import { comments } from '../data/comments.ts';
import { pullRequests } from '../data/pull-requests.ts';
import { taskLinks, tasks } from '../data/tasks.ts';
import { rendered } from '../data/texts.ts';
import type { Repository, Workspace } from '../data/workspace.ts';
import { failure, json, nothing, type Reply } from '../http/reply.ts';
import { type JsonObject, textAt } from '../json.ts';
import { scopes } from '../oauth/scopes.ts';
import { withPullRequest } from './find-pull-request.ts';
import type { RestRequest, Route } from './route.ts';
import { callerAccount } from './user-routes.ts';
import { check, member, refusable, refuseField, required, textIn } from './written-body.ts';

/** No generated task has such a number. */
const firstId = 1_900_000_000;

function create(request: RestRequest, repository: Repository, pullRequest: number): Reply {
  const { body, workspace } = request;
  check(body, { 'content.raw': 'text', 'comment.id': 'number', pending: 'boolean' });
  const id = firstId + workspace.changes.number();
  const now = workspace.changes.time();
  const comment = member(body, 'comment.id');
  const task: JsonObject = {
    id,
    state: 'UNRESOLVED',
    content: rendered(required(body, 'content.raw')),
    creator: callerAccount(request).account,
    pending: member(body, 'pending') === true,
    created_on: now,
    updated_on: now,
    resolved_on: null,
    resolved_by: null,
    links: taskLinks(repository, pullRequest, id),
    ...(comment === undefined
      ? {}
      : { comment: commentOf(workspace, repository, pullRequest, JSON.stringify(comment)) }),
  };
  tasks(workspace, repository, pullRequest).add(task);
  countOpen(workspace, repository, pullRequest, 1);
  return json(task, 201);
}

function commentOf(
  workspace: Workspace,
  repository: Repository,
  pullRequest: number,
  wanted: string,
): JsonObject {
  const all = comments(workspace, repository, pullRequest);
  const index = findIndex(all, ({ id }) => JSON.stringify(id) === wanted);
  if (index === undefined) refuseField('comment', 'That comment is not on this pull request.');
  const { type, id, links } = all.render(index);
  return { type, id, links };
}

function change(request: RestRequest, { all, index, task, ...found }: Found): Reply {
  const { body, workspace } = request;
  check(body, { 'content.raw': 'text', state: 'text' });
  const text = textIn(body, 'content.raw');
  const state = textIn(body, 'state') ?? textAt(task, 'state');
  if (!['RESOLVED', 'UNRESOLVED'].includes(state)) refuseField('state', `${state} is not a state.`);
  const now = workspace.changes.time();
  const isChanged = state !== task['state'];
  const isDone = state === 'RESOLVED';
  const changed: JsonObject = {
    ...task,
    ...(text === undefined ? {} : { content: rendered(text) }),
    ...(isChanged
      ? {
          state,
          resolved_on: isDone ? now : null,
          resolved_by: isDone ? callerAccount(request).account : null,
        }
      : {}),
    updated_on: now,
  };
  all.replace(index, changed);
  if (isChanged) countOpen(workspace, found.repository, found.pullRequest, isDone ? -1 : 1);
  return json(changed);
}

function remove({ workspace }: RestRequest, { all, index, task, repository, pullRequest }: Found): Reply {
  all.remove(index);
  if (task['state'] === 'UNRESOLVED') countOpen(workspace, repository, pullRequest, -1);
  return nothing();
}

interface Found {
  readonly repository: Repository;
  readonly pullRequest: number;
  readonly all: ReturnType<typeof tasks>;
  readonly index: number;
  readonly task: JsonObject;
}

function withTask(handle: (request: RestRequest, found: Found) => Reply): Route['handle'] {
  return withPullRequest((request, repository, pullRequest) => {
    const { task: wanted = '' } = request.parameters;
    const all = tasks(request.workspace, repository, pullRequest);
    const index = findIndex(all, ({ id }) => JSON.stringify(id) === wanted);
    return index === undefined
      ? failure(404, `Task ${wanted} not found`)
      : handle(request, { repository, pullRequest, all, index, task: all.render(index) });
  });
}

function countOpen(workspace: Workspace, repository: Repository, pullRequest: number, more: number): void {
  const all = pullRequests(workspace, repository);
  const index = all.length - pullRequest;
  const before = all.render(index);
  all.replace(index, { ...before, task_count: Number(before['task_count']) + more });
}

const collection = '/repositories/{workspace}/{repository}/pullrequests/{pullRequest}/tasks';
const scope = scopes.pullRequest;

export const taskWrites: readonly Route[] = [
  { method: 'POST', pattern: collection, scope, handle: withPullRequest(refusable(create)) },
  { method: 'PUT', pattern: `${collection}/{task}`, scope, handle: withTask(refusable(change)) },
  { method: 'DELETE', pattern: `${collection}/{task}`, scope, handle: withTask(remove) },
];
