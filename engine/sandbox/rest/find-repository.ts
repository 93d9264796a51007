import type { Repository, Workspace } from '../data/workspace.ts';
import { failure, type Reply } from '../http/reply.ts';
import type { Route, RestRequest } from './route.ts';

/** By slug (without regard to case) or by uuid in braces. */
export function findWorkspace(request: RestRequest): Workspace | undefined {
  const wanted = request.parameters['workspace']?.toLowerCase();
  const { workspace } = request;
  return wanted === workspace.slug || wanted === workspace.uuid ? workspace : undefined;
}

function findRepository(workspace: Workspace, name: string): Repository | undefined {
  const wanted = name.toLowerCase();
  return workspace.repositories.find(
    (repository) => repository.plan.slug === wanted || repository.uuid === wanted,
  );
}

/** A handler of a route below `/workspaces/{workspace}`. */
export function inWorkspace(handle: (request: RestRequest, workspace: Workspace) => Reply): Route['handle'] {
  return (request) => {
    const workspace = findWorkspace(request);
    const name = request.parameters['workspace'] ?? '';
    return workspace === undefined
      ? failure(404, `No workspace with identifier '${name}'.`)
      : handle(request, workspace);
  };
}

/** A handler of a route below `/repositories/{workspace}/{repository}`. */
export function inRepository(
  handle: (request: RestRequest, repository: Repository) => Reply,
): Route['handle'] {
  return (request) => {
    const { workspace = '', repository: name = '' } = request.parameters;
    const found = findWorkspace(request);
    const repository = found === undefined ? undefined : findRepository(found, name);
    return repository === undefined
      ? failure(404, `Repository ${workspace}/${name} not found`)
      : handle(request, repository);
  };
}
