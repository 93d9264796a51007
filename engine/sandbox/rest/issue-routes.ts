import { issues, issueStates, kinds, priorities } from '../data/issues.ts';
import type { Repository } from '../data/workspace.ts';
import { failure, type Reply } from '../http/reply.ts';
import { scopes } from '../oauth/scopes.ts';
import type { FieldTypes } from '../query/field-types.ts';
import { inRepository } from './find-repository.ts';
import type { RestRequest, Route } from './route.ts';
import { serveObject } from './serve-object.ts';
import { servePage } from './serve-page.ts';

const filterable: FieldTypes = {
  id: 'number',
  title: 'text',
  'content.raw': 'text',
  state: { ranks: issueStates },
  kind: { ranks: kinds },
  priority: { ranks: priorities },
  reporter: 'object',
  'reporter.uuid': 'text',
  assignee: 'object',
  'assignee.uuid': 'text',
  component: 'object',
  'component.name': 'text',
  milestone: 'object',
  'milestone.name': 'text',
  version: 'object',
  'version.name': 'text',
  votes: 'number',
  created_on: 'datetime',
  updated_on: 'datetime',
};

/** Calls `handle` where there is an issue tracker; 410 where it was removed, 404 where it is switched off. */
function inTracker(handle: (request: RestRequest, repository: Repository) => Reply): Route['handle'] {
  return inRepository((request, repository) => {
    if (request.modes.issueTracker === 'removed') {
      return failure(410, 'The issue tracker has been removed from Bitbucket.');
    }
    return repository.plan.issues === undefined
      ? failure(404, 'Repository has no issue tracker.')
      : handle(request, repository);
  });
}

export const issueRoutes: readonly Route[] = [
  {
    pattern: '/repositories/{workspace}/{repository}/issues',
    scope: scopes.issue,
    handle: inTracker((request, repository) =>
      servePage(
        {
          key: `issues ${repository.uuid}`,
          items: issues(request.workspace, repository),
          filterable,
          sortable: ['id', 'title', 'state', 'kind', 'priority', 'votes', 'created_on', 'updated_on'],
          paging: 'numbers',
          defaultLength: 10,
          longest: 100,
        },
        request,
      ),
    ),
  },
  {
    pattern: '/repositories/{workspace}/{repository}/issues/{issue}',
    scope: scopes.issue,
    handle: inTracker((request, repository) => {
      const { issue = '' } = request.parameters;
      const count = repository.plan.issues ?? 0;
      const id = /^\d{1,9}$/.test(issue) ? Number(issue) : 0;
      return id >= 1 && id <= count
        ? serveObject(issues(request.workspace, repository).render(count - id), request)
        : failure(404, `Issue ${issue} not found`);
    }),
  },
];
