import { findProject } from '../data/people-lists.ts';
import { failure, type Reply } from '../http/reply.ts';
import { inWorkspace } from './find-repository.ts';
import type { RestRequest, Route } from './route.ts';

export type ProjectPlace = NonNullable<ReturnType<typeof findProject>>;

/** A handler of a route below a project. */
export function inProject(handle: (request: RestRequest, project: ProjectPlace) => Reply): Route['handle'] {
  return inWorkspace((request, workspace) => {
    const { project: key = '' } = request.parameters;
    const project = findProject(workspace, key);
    return project === undefined
      ? failure(404, `Project ${workspace.slug}/${key} not found`)
      : handle(request, project);
  });
}
