import type { Repository } from '../data/workspace.ts';
import { failure, type Reply } from '../http/reply.ts';
import { inRepository } from './find-repository.ts';
import type { RestRequest, Route } from './route.ts';

/** Calls `handle` with the number of a pull request that exists. */
export function withPullRequest(
  handle: (request: RestRequest, repository: Repository, id: number) => Reply,
): Route['handle'] {
  return inRepository((request, repository) => {
    const { pullRequest = '' } = request.parameters;
    const id = /^\d{1,9}$/.test(pullRequest) ? Number(pullRequest) : 0;
    return id >= 1 && id <= repository.plan.pullRequests
      ? handle(request, repository, id)
      : failure(404, `Pull request ${pullRequest} not found`);
  });
}
