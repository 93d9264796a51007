/** Which commits a pull request brings: its source commit and some of the commits that this one follows. */
import { generated, type Collection } from './collection.ts';
import { talkativePullRequest } from './comments.ts';
import { commitObject } from './commits.ts';
import { choose } from './mix.ts';
import { isOrphaned, pullRequestEnds } from './pull-request-reference.ts';
import type { Repository, Workspace } from './workspace.ts';

/** More than one page holds. */
const manyCommits = 130;

/** Places in the history, newest first; none where the source branch is gone. */
export function pullRequestRange(
  repository: Repository,
  id: number,
): { readonly first: number; readonly length: number } {
  const ends = pullRequestEnds(repository, id);
  if (ends === undefined || isOrphaned(id)) return { first: 0, length: 0 };
  const { plan, seed } = repository;
  if (id === talkativePullRequest) return { first: 0, length: Math.min(manyCommits, plan.commits) };
  const length = Math.min(1 + choose(6, seed, id, 130), plan.commits - ends.source);
  return { first: ends.source, length };
}

export function pullRequestCommits(workspace: Workspace, repository: Repository, id: number): Collection {
  const { first, length } = pullRequestRange(repository, id);
  return generated(length, (index) => commitObject(workspace, repository, first + index));
}
