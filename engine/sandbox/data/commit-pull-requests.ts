/** The pull requests that brought a commit. */
import { collectionOf, type Collection } from './collection.ts';
import { pullRequestRange } from './pull-request-commits.ts';
import { pullRequestReference } from './pull-request-reference.ts';
import type { Repository } from './workspace.ts';

/** The newest first. */
export function commitPullRequests(repository: Repository, commit: number): Collection {
  const found: number[] = [];
  for (let id = repository.plan.pullRequests; id >= 1; id -= 1) {
    const { first, length } = pullRequestRange(repository, id);
    if (commit >= first && commit < first + length) found.push(id);
  }
  return collectionOf(found.map((id) => pullRequestReference(repository, id)));
}
