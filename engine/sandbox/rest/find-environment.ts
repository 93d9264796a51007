import { findIndex } from '../data/changes.ts';
import { environments } from '../data/deployments.ts';
import type { Repository } from '../data/workspace.ts';
import { failure, type Reply } from '../http/reply.ts';
import { inRepository } from './find-repository.ts';
import type { RestRequest, Route } from './route.ts';

export interface EnvironmentPlace {
  readonly repository: Repository;
  /** Its UUID. */
  readonly environment: string;
}

/** A handler of a route below an environment. */
export function inEnvironment(
  handle: (request: RestRequest, place: EnvironmentPlace) => Reply,
): Route['handle'] {
  return inRepository((request, repository) => {
    const { environment = '' } = request.parameters;
    const all = environments(request.workspace, repository);
    return findIndex(all, ({ uuid }) => uuid === environment) === undefined
      ? failure(404, 'Not found', { detail: `There is no environment ${environment}.` })
      : handle(request, { repository, environment });
  });
}
