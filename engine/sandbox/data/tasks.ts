/** The tasks of pull requests: as many open ones as `task_count` says, and some that are done. */
import type { JsonObject } from '../json.ts';
import type { ChangeableCollection } from './changes.ts';
import { generated } from './collection.ts';
import { comments, talkativePullRequest } from './comments.ts';
import { chance, choose, pick } from './mix.ts';
import { pullRequestCreation } from './pull-request-reference.ts';
import { link } from './site.ts';
import { rendered, title } from './texts.ts';
import { restTimestamp } from './timestamp.ts';
import type { Repository, Workspace } from './workspace.ts';

const minute = 60_000;
/** More than one page holds. */
const manyTasks = 130;

/** None of a pull request that was made since. */
export function openTasks({ seed, plan }: Repository, pullRequest: number): number {
  return pullRequest > plan.pullRequests ? 0 : choose(4, seed, pullRequest, 13);
}

function length(repository: Repository, pullRequest: number): number {
  if (pullRequest > repository.plan.pullRequests) return 0;
  if (pullRequest === talkativePullRequest) return manyTasks;
  return openTasks(repository, pullRequest) + choose(3, repository.seed, pullRequest, 120);
}

/** The comment that it was made from; it need not have been. */
function commentOf(workspace: Workspace, repository: Repository, pullRequest: number, index: number) {
  const all = comments(workspace, repository, pullRequest);
  const seed = repository.seed + pullRequest;
  if (all.length === 0 || !chance(60, seed, index, 121)) return {};
  const { type, id, links } = all.render(choose(all.length, seed, index, 122));
  return { comment: { type, id, links } };
}

function task(workspace: Workspace, repository: Repository, pullRequest: number, index: number): JsonObject {
  const seed = repository.seed + pullRequest;
  const { members } = workspace.people;
  const id = repository.index * 100_000_000 + 50_000_000 + pullRequest * 256 + index;
  const created = pullRequestCreation(repository, pullRequest).at + (1 + index) * 17 * minute;
  const isOpen = index < openTasks(repository, pullRequest);
  const resolved = isOpen
    ? null
    : restTimestamp(created + (60 + choose(900, seed, index, 123)) * minute, 493_275);
  return {
    id,
    state: isOpen ? 'UNRESOLVED' : 'RESOLVED',
    content: rendered(title(seed, index, 7)),
    creator: pick(members, seed, index, 124).account,
    pending: false,
    created_on: restTimestamp(created, 443_146),
    updated_on: resolved ?? restTimestamp(created, 443_146),
    resolved_on: resolved,
    resolved_by: isOpen ? null : pick(members, seed, index, 125).account,
    links: taskLinks(repository, pullRequest, id),
    ...commentOf(workspace, repository, pullRequest, index),
  };
}

/** Oldest first. */
export function tasks(
  workspace: Workspace,
  repository: Repository,
  pullRequest: number,
): ChangeableCollection {
  const all = generated(length(repository, pullRequest), (index) =>
    task(workspace, repository, pullRequest, index),
  );
  return workspace.changes.over(`tasks ${repository.uuid} ${pullRequest}`, all, 'last');
}

export function taskLinks(repository: Repository, pullRequest: number, id: number): JsonObject {
  return {
    self: link(`${repository.api}/pullrequests/${pullRequest}/tasks/${id}`),
    html: link(`${repository.web}/pull-requests/${pullRequest}/_/diff#task-${id}`),
  };
}
