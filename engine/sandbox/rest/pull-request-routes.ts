import { pullRequest, pullRequests } from '../data/pull-requests.ts';
import type { Repository } from '../data/workspace.ts';
import { failure, type Reply } from '../http/reply.ts';
import type { FieldTypes } from '../query/field-types.ts';
import { scopes } from '../oauth/scopes.ts';
import { withPullRequest } from './find-pull-request.ts';
import { inRepository } from './find-repository.ts';
import type { RestRequest, Route } from './route.ts';
import { serveObject } from './serve-object.ts';
import { servePage } from './serve-page.ts';

const filterable: FieldTypes = {
  id: 'number',
  title: 'text',
  description: 'text',
  state: 'text',
  'author.uuid': 'text',
  'author.account_id': 'text',
  'reviewers.uuid': 'text',
  'source.branch.name': 'text',
  'source.repository.full_name': 'text',
  'destination.branch.name': 'text',
  created_on: 'datetime',
  updated_on: 'datetime',
};

const states = new Set(['OPEN', 'MERGED', 'DECLINED', 'SUPERSEDED']);

function servePullRequests(request: RestRequest, repository: Repository): Reply {
  const { searchParams } = request.url;
  const asked = searchParams.getAll('state').map((state) => state.toUpperCase());
  const unknown = asked.find((state) => state !== 'ALL' && !states.has(state));
  if (unknown !== undefined) {
    return failure(400, 'Bad request', { fields: { state: [`Invalid state: ${unknown}`] } });
  }
  if (request.modes.sortWithStates === 'fails' && asked.length > 1 && searchParams.has('sort')) {
    return failure(500, 'Something went wrong');
  }
  const wanted = asked.length === 0 ? ['OPEN'] : asked;
  const overruled = request.modes.stateBesideQuery === 'ignored' && searchParams.has('q');
  const all = overruled || wanted.includes('ALL') || states.size === new Set(wanted).size;
  return servePage(
    {
      key: `pullrequests ${repository.uuid}`,
      items: pullRequests(request.workspace, repository),
      filterable,
      sortable: ['created_on', 'updated_on', 'id'],
      ...(all
        ? {}
        : {
            restriction: {
              key: wanted.join(' '),
              test: ({ state }) => typeof state === 'string' && wanted.includes(state),
            },
          }),
      paging: 'numbers',
      defaultLength: 10,
      longest: 50,
      hidden: ['reviewers', 'participants'],
    },
    request,
  );
}

export const pullRequestRoutes: readonly Route[] = [
  {
    pattern: '/repositories/{workspace}/{repository}/pullrequests',
    scope: scopes.pullRequest,
    handle: inRepository(servePullRequests),
  },
  {
    pattern: '/repositories/{workspace}/{repository}/pullrequests/{pullRequest}',
    scope: scopes.pullRequest,
    handle: withPullRequest((request, repository, id) =>
      serveObject(pullRequest(request.workspace, repository, id), request),
    ),
  },
];
