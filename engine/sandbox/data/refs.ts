/** Branches and tags of a repository. */
import type { JsonObject } from '../json.ts';
import type { ChangeableCollection } from './changes.ts';
import { generated } from './collection.ts';
import { authorOf, commitDate, refTarget } from './commits.ts';
import { choose } from './mix.ts';
import { repositoryBranch, tagName } from './ref-names.ts';
import { link } from './site.ts';
import type { Repository, Workspace } from './workspace.ts';

/** `main` is at the newest commit; the others lie some way behind. */
function branchCommit(repository: Repository, index: number): number {
  return index === 0 ? 0 : choose(Math.min(200, repository.plan.commits), repository.seed, index, 90);
}

/** The position in the history that a branch points at; undefined if there is no such branch. */
export function branchTarget(repository: Repository, name: string): number | undefined {
  for (let index = 0; index < repository.plan.branches; index += 1) {
    if (repositoryBranch(repository.seed, index) === name) return branchCommit(repository, index);
  }
  return undefined;
}

export function refLinks(repository: Repository, kind: 'branches' | 'tags', name: string): JsonObject {
  const encoded = encodeURIComponent(name);
  return {
    self: link(`${repository.api}/refs/${kind}/${encoded}`),
    commits: link(`${repository.api}/commits/${encoded}`),
    html: link(`${repository.web}/${kind === 'tags' ? 'commits/tag' : 'branch'}/${encoded}`),
  };
}

function branch(workspace: Workspace, repository: Repository, index: number): JsonObject {
  const target = refTarget(workspace, repository, branchCommit(repository, index));
  return newBranch(repository, repositoryBranch(repository.seed, index), target);
}

export function newBranch(repository: Repository, name: string, target: JsonObject): JsonObject {
  return {
    type: 'branch',
    name,
    target,
    merge_strategies: ['merge_commit', 'squash', 'fast_forward'],
    default_merge_strategy: 'merge_commit',
    links: refLinks(repository, 'branches', name),
  };
}

/** Every third tag is lightweight: it has a name and a target, and no date, tagger or message of its own. */
function tag(workspace: Workspace, repository: Repository, index: number): JsonObject {
  const name = tagName(repository.seed, index);
  const commit = choose(repository.plan.commits, repository.seed, index, 91);
  const lightweight = index % 3 === 2;
  return {
    type: 'tag',
    name,
    message: lightweight ? null : `Release ${name}\n`,
    date: lightweight ? null : commitDate(repository, commit),
    tagger: lightweight ? null : authorOf(workspace, repository.seed, index),
    target: refTarget(workspace, repository, commit),
    links: refLinks(repository, 'tags', name),
  };
}

export function branches(workspace: Workspace, repository: Repository): ChangeableCollection {
  const all = generated(repository.plan.branches, (index) => branch(workspace, repository, index));
  return workspace.changes.over(`branches ${repository.uuid}`, all, 'last');
}

export function tags(workspace: Workspace, repository: Repository): ChangeableCollection {
  const all = generated(repository.plan.tags, (index) => tag(workspace, repository, index));
  return workspace.changes.over(`tags ${repository.uuid}`, all, 'last');
}
