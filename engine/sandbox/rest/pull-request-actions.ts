/** What happens to a pull request: merge, decline, approve, ask for changes. */
import { findIndex, type ChangeableCollection } from '../data/changes.ts';
import { pullRequests } from '../data/pull-requests.ts';
import { branches } from '../data/refs.ts';
import type { Repository, Workspace } from '../data/workspace.ts';
import { failure, json, nothing, type Reply } from '../http/reply.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import { scopes } from '../oauth/scopes.ts';
import { withPullRequest } from './find-pull-request.ts';
import type { RestRequest, Route } from './route.ts';
import { callerAccount } from './user-routes.ts';
import { check, member, refusable, textIn } from './written-body.ts';

interface Open {
  readonly request: RestRequest;
  readonly repository: Repository;
  readonly all: ChangeableCollection;
  readonly index: number;
  readonly before: JsonObject;
}

/** Calls `act` with a pull request that is open. */
function onOpen(act: (open: Open) => Reply): Route['handle'] {
  return withPullRequest(
    refusable((request: RestRequest, repository: Repository, id: number) => {
      const all = pullRequests(request.workspace, repository);
      const index = all.length - id;
      const before = all.render(index);
      return before['state'] === 'OPEN'
        ? act({ request, repository, all, index, before })
        : failure(400, 'This pull request is already closed.', { data: { key: 'CLOSED' } });
    }),
  );
}

function merge(open: Open): Reply {
  const { body, modes, workspace } = open.request;
  check(body, { type: 'text', message: 'text', merge_strategy: 'text', close_source_branch: 'boolean' });
  if (modes.merging === 'at-once') return json(merged(open));
  const { links } = open.before;
  const own = isJsonObject(links) ? textIn(links, 'self.href') : undefined;
  const id = `task-${workspace.changes.number()}`;
  const isFailing = modes.merging === 'failing-task';
  tasksOf(workspace).set(`${own}/merge/task-status/${id}`, {
    polls: 0,
    end: () => (isFailing ? null : merged(open)),
  });
  return {
    status: 202,
    headers: { Location: `${own}/merge/task-status/${id}` },
    body: { kind: 'none' },
  };
}

interface MergeTask {
  polls: number;
  /** null: it has failed. */
  readonly end: () => JsonObject | null;
}

/** By their addresses. */
const mergeTasks = new WeakMap<Workspace, Map<string, MergeTask>>();

function tasksOf(workspace: Workspace): Map<string, MergeTask> {
  const known = mergeTasks.get(workspace) ?? new Map<string, MergeTask>();
  mergeTasks.set(workspace, known);
  return known;
}

/** Is pending when it is asked after for the first time. */
function serveTask({ url, workspace }: RestRequest): Reply {
  const address = url.origin + url.pathname;
  const task = tasksOf(workspace).get(address);
  if (task === undefined) return failure(400, 'This task does not belong to this pull request.');
  const links = { self: { href: address } };
  task.polls += 1;
  if (task.polls === 1) return json({ task_status: 'PENDING', links });
  const merge_result = task.end();
  return merge_result === null
    ? failure(409, 'The destination branch changed while the pull request was merged.')
    : json({ task_status: 'SUCCESS', links, merge_result });
}

function merged({ request, repository, all, index, before }: Open): JsonObject {
  const { body, workspace } = request;
  const closes = member(body, 'close_source_branch') ?? before['close_source_branch'];
  const branch = textIn(before, 'source.branch.name');
  const refs = branches(workspace, repository);
  const place = findIndex(refs, (ref) => ref['name'] === branch);
  if (closes === true && place !== undefined && branch !== 'main') refs.remove(place);
  const { destination } = before;
  const object: JsonObject = {
    ...before,
    state: 'MERGED',
    merge_commit: isJsonObject(destination) ? destination['commit'] : null,
    close_source_branch: closes,
    closed_by: callerAccount(request).account,
    updated_on: workspace.changes.time(),
  };
  all.replace(index, object);
  return object;
}

function decline({ request, all, index, before }: Open): Reply {
  const declined: JsonObject = {
    ...before,
    state: 'DECLINED',
    closed_by: callerAccount(request).account,
    updated_on: request.workspace.changes.time(),
  };
  all.replace(index, declined);
  return json(declined);
}

type Opinion = 'approved' | 'changes_requested' | null;

/** Notes what the caller thinks; null takes it back. */
function think(opinion: Opinion): Route['handle'] {
  return onOpen(({ request, all, index, before }) => {
    const user = callerAccount(request).account;
    const listed = before['participants'];
    const participants = Array.isArray(listed) ? (listed as readonly JsonObject[]) : [];
    const isCaller = (one: JsonObject): boolean =>
      isJsonObject(one['user']) && one['user']['uuid'] === user['uuid'];
    const known = participants.find(isCaller);
    if (opinion === null && known?.['state'] === undefined) {
      return failure(404, 'You have not said anything about this pull request.');
    }
    const participant: JsonObject = {
      type: 'participant',
      user,
      role: known?.['role'] ?? 'PARTICIPANT',
      approved: opinion === 'approved',
      state: opinion,
      participated_on: request.workspace.changes.time(),
    };
    const others = participants.filter((one) => !isCaller(one));
    all.replace(index, { ...before, participants: [...others, participant] });
    return opinion === null ? nothing() : json(participant);
  });
}

const one = '/repositories/{workspace}/{repository}/pullrequests/{pullRequest}';
const scope = scopes.pullRequestWrite;

export const pullRequestActions: readonly Route[] = [
  { method: 'POST', pattern: `${one}/merge`, scope, handle: onOpen(merge) },
  {
    pattern: `${one}/merge/task-status/{task}`,
    scope: scopes.pullRequest,
    handle: withPullRequest(serveTask),
  },
  { method: 'POST', pattern: `${one}/decline`, scope, handle: onOpen(decline) },
  { method: 'POST', pattern: `${one}/approve`, scope, handle: think('approved') },
  { method: 'DELETE', pattern: `${one}/approve`, scope, handle: think(null) },
  { method: 'POST', pattern: `${one}/request-changes`, scope, handle: think('changes_requested') },
  { method: 'DELETE', pattern: `${one}/request-changes`, scope, handle: think(null) },
];
