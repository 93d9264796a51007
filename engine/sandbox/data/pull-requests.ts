/** Pull requests. The n-th newest is made from its id alone, so a repository may have any number of them. */
import type { JsonObject } from '../json.ts';
import { generated, type Collection } from './collection.ts';
import { commentCount, commenters } from './comments.ts';
import { commitLinks } from './commits.ts';
import { chance, choose, pick, shortHash } from './mix.ts';
import {
  isOrphaned,
  pullRequestCreation,
  pullRequestEnds,
  pullRequestLinks,
  pullRequestTitle,
} from './pull-request-reference.ts';
import { branchName } from './ref-names.ts';
import { link } from './site.ts';
import { openTasks } from './tasks.ts';
import { paragraph, rendered, title } from './texts.ts';
import { restTimestamp } from './timestamp.ts';
import type { Repository, Workspace } from './workspace.ts';

const minute = 60_000;

/** In 100 pull requests. The newest fifty are open whatever this says. */
function stateOf(repository: Repository, id: number): string {
  if (id > repository.plan.pullRequests - 50) return 'OPEN';
  const share = choose(100, repository.seed, id, 1);
  if (share < 9) return 'OPEN';
  if (share < 80) return 'MERGED';
  return share < 94 ? 'DECLINED' : 'SUPERSEDED';
}

function authorOf(workspace: Workspace, repository: Repository, id: number): JsonObject {
  const { members, bot } = workspace.people;
  return chance(6, repository.seed, id, 2) ? bot.account : pick(members, repository.seed, id, 3).account;
}

function reviewersOf(workspace: Workspace, repository: Repository, id: number): readonly JsonObject[] {
  const { members } = workspace.people;
  const start = choose(members.length, repository.seed, id, 6);
  const count = choose(4, repository.seed, id, 7);
  const found: JsonObject[] = [];
  for (let step = 0; step < count; step += 1) {
    const member = members[(start + step * 7) % members.length];
    if (member !== undefined) found.push(member.account);
  }
  return found;
}

/** Null where the fork that it came from was deleted. */
function sourceRepository(workspace: Workspace, repository: Repository, id: number): JsonObject | null {
  if (isOrphaned(id)) return null;
  const fork = workspace.repositories.find((candidate) => candidate.plan.parent === repository.plan.slug);
  return id % 29 === 11 && fork !== undefined ? fork.condensed : repository.condensed;
}

function destinationBranch(seed: number, id: number): string {
  const share = choose(10, seed, id, 12);
  if (share < 7) return 'main';
  return share < 9 ? 'develop' : 'release/1.0%';
}

function shortCommit(repository: Repository, index: number | undefined): JsonObject | null {
  if (index === undefined) return null;
  const hash = shortHash(repository.seed, index);
  return { type: 'commit', hash, links: commitLinks(repository, hash) };
}

function mergeCommit({ plan, seed }: Repository, id: number): number | undefined {
  return plan.commits === 0 ? undefined : choose(plan.commits, seed, id, 14);
}

function participantsOf(
  workspace: Workspace,
  repository: Repository,
  id: number,
  reviewers: readonly JsonObject[],
): readonly JsonObject[] {
  const reviewing = reviewers.map((user, index) => {
    const share = choose(3, repository.seed, id, 20 + index);
    const states = ['approved', 'changes_requested', null] as const;
    return {
      type: 'participant',
      user,
      role: 'REVIEWER',
      approved: share === 0,
      state: states[share] ?? null,
      participated_on:
        share === 2
          ? null
          : restTimestamp(pullRequestCreation(repository, id).at + (index + 1) * 97 * minute, 424_242),
    };
  });
  const known = new Set(reviewers.map(({ uuid }) => uuid));
  const commenting = commenters(workspace, repository, id)
    .filter(({ user }) => !known.has(user['uuid']))
    .map(({ user, at }) => ({
      type: 'participant',
      user,
      role: 'PARTICIPANT',
      approved: false,
      state: null,
      participated_on: at,
    }));
  return [...reviewing, ...commenting];
}

function linksOf(repository: Repository, id: number): JsonObject {
  const self = `${repository.api}/pullrequests/${id}`;
  return {
    ...pullRequestLinks(repository, id),
    commits: link(`${self}/commits`),
    approve: link(`${self}/approve`),
    'request-changes': link(`${self}/request-changes`),
    diff: link(`${self}/diff`),
    diffstat: link(`${self}/diffstat`),
    comments: link(`${self}/comments`),
    activity: link(`${self}/activity`),
    merge: link(`${self}/merge`),
    decline: link(`${self}/decline`),
    statuses: link(`${self}/statuses`),
  };
}

function updatedOn(repository: Repository, id: number): string {
  const { seed } = repository;
  const created = pullRequestCreation(repository, id);
  if (chance(15, seed, id, 8)) return restTimestamp(created.at, created.micros);
  const later = choose(60 * 24 * 30, seed, Math.trunc(id / 2), 9) * minute;
  return restTimestamp(created.at + later, choose(1_000_000, seed, id, 11));
}

/**
 * The pull request of that number. Costly members are made when they are read: filters and partial responses touch few
 * of them.
 */
export function pullRequest(workspace: Workspace, repository: Repository, id: number): JsonObject {
  const { seed } = repository;
  const { members } = workspace.people;
  const state = stateOf(repository, id);
  const created = pullRequestCreation(repository, id);
  const description = (): string | null => (id % 11 === 5 ? null : paragraph(seed, id));
  return {
    type: 'pullrequest',
    id,
    get title() {
      return pullRequestTitle(repository, id);
    },
    get description() {
      return description();
    },
    get summary() {
      return rendered(description() ?? '');
    },
    state,
    draft: state === 'OPEN' && chance(20, seed, id, 10),
    author: authorOf(workspace, repository, id),
    get comment_count() {
      return commentCount(repository, id);
    },
    task_count: openTasks(repository, id),
    get merge_commit() {
      return state === 'MERGED' ? shortCommit(repository, mergeCommit(repository, id)) : null;
    },
    close_source_branch: chance(50, seed, id, 15),
    closed_by: state === 'OPEN' ? null : pick(members, seed, id, 16).account,
    reason: state === 'DECLINED' && chance(50, seed, id, 17) ? title(seed, id + 5, 7) : '',
    get source() {
      return {
        branch: { name: branchName(seed, id) },
        repository: sourceRepository(workspace, repository, id),
        get commit() {
          return shortCommit(repository, pullRequestEnds(repository, id)?.source);
        },
      };
    },
    get destination() {
      return {
        branch: { name: destinationBranch(seed, id) },
        repository: repository.condensed,
        get commit() {
          return shortCommit(repository, pullRequestEnds(repository, id)?.destination);
        },
      };
    },
    get reviewers() {
      return reviewersOf(workspace, repository, id);
    },
    get participants() {
      return participantsOf(workspace, repository, id, reviewersOf(workspace, repository, id));
    },
    get created_on() {
      return restTimestamp(created.at, created.micros);
    },
    get updated_on() {
      return updatedOn(repository, id);
    },
    get closed_on() {
      return state === 'OPEN' ? null : updatedOn(repository, id);
    },
    get links() {
      return linksOf(repository, id);
    },
  };
}

/** Newest first; ids run from 1 without gaps. */
export function pullRequests(workspace: Workspace, repository: Repository): Collection {
  const count = repository.plan.pullRequests;
  return generated(count, (index) => pullRequest(workspace, repository, count - index));
}
