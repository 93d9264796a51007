import { issues, issueStates, kinds, priorities } from '../data/issues.ts';
import {
  findIssue,
  issueAttachments,
  issueChanges,
  issueChoices,
  issueComments,
} from '../data/issue-details.ts';
import type { Repository, Workspace } from '../data/workspace.ts';
import { failure, type Reply } from '../http/reply.ts';
import type { JsonObject } from '../json.ts';
import { scopes } from '../oauth/scopes.ts';
import type { FieldTypes } from '../query/field-types.ts';
import { inRepository } from './find-repository.ts';
import { serveList } from './plain-list.ts';
import type { RestRequest, Route } from './route.ts';
import { serveObject } from './serve-object.ts';
import { type Listing, servePage } from './serve-page.ts';

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

/** `path` is what follows the issue's own. */
function issueList(
  path: string,
  items: (workspace: Workspace, issue: NonNullable<ReturnType<typeof findIssue>>) => readonly JsonObject[],
  more: Partial<Listing> = {},
): Route {
  return {
    pattern: `/repositories/{workspace}/{repository}/issues/{issue}${path}`,
    scope: scopes.issue,
    handle: inTracker((request, repository) => {
      const { issue: number = '' } = request.parameters;
      const issue = findIssue(request.workspace, repository, /^\d{1,9}$/.test(number) ? Number(number) : 0);
      return issue === undefined
        ? failure(404, `Issue ${number} not found`)
        : serveList(items(request.workspace, issue), request, more);
    }),
  };
}

/** Components, milestones and versions. */
function choiceList(kind: Parameters<typeof issueChoices>[0]): Route {
  return {
    pattern: `/repositories/{workspace}/{repository}/${kind}s`,
    scope: scopes.issue,
    handle: inTracker((request, repository) => serveList(issueChoices(kind, repository), request)),
  };
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
  issueList('/comments', issueComments, {
    filterable: { created_on: 'datetime', updated_on: 'datetime', 'user.uuid': 'text' },
  }),
  issueList('/changes', issueChanges, {
    filterable: { created_on: 'datetime', 'user.uuid': 'text' },
    sortable: ['created_on'],
    defaultLength: 20,
  }),
  issueList('/attachments', issueAttachments),
  choiceList('component'),
  choiceList('milestone'),
  choiceList('version'),
];
