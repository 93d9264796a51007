import { pullRequest, pullRequests } from '../data/pull-requests.ts';
import type { Collection } from '../data/collection.ts';
import type { Repository, Workspace } from '../data/workspace.ts';
import { failure, type Reply } from '../http/reply.ts';
import type { FieldTypes } from '../query/field-types.ts';
import { scopes } from '../oauth/scopes.ts';
import { valuesAt } from '../query/values-at.ts';
import { withPullRequest } from './find-pull-request.ts';
import { inRepository, inWorkspace } from './find-repository.ts';
import type { RestRequest, Route } from './route.ts';
import { serveObject } from './serve-object.ts';
import { type Listing, servePage } from './serve-page.ts';

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

type Listed = Pick<Listing, 'key' | 'items' | 'filterable' | 'sortable'>;

function serveRepository(request: RestRequest, repository: Repository): Reply {
  return servePullRequests(request, {
    key: `pullrequests ${repository.uuid}`,
    items: pullRequests(request.workspace, repository),
    filterable,
    sortable: ['created_on', 'updated_on', 'id'],
  });
}

const knownOpeners = new WeakMap<Repository, readonly (readonly unknown[])[]>();

/** The names of who opened each of them, which never changes. */
function openers(repository: Repository, all: Collection): readonly (readonly unknown[])[] {
  const known = knownOpeners.get(repository);
  if (known?.length === all.length) return known;
  const fresh = Array.from({ length: all.length }, (_, index) => {
    const record = all.record(index);
    return ['uuid', 'account_id'].flatMap((name) => valuesAt(record, ['author', name]));
  });
  knownOpeners.set(repository, fresh);
  return fresh;
}

/** Knows neither `q` nor `sort`. Bitbucket takes the UUID or the account ID here. */
function serveUser(request: RestRequest, workspace: Workspace): Reply {
  const { user = '' } = request.parameters;
  const opened = workspace.repositories.flatMap((repository) => {
    const all = pullRequests(workspace, repository);
    return openers(repository, all).flatMap((names, index) => (names.includes(user) ? [{ all, index }] : []));
  });
  const at = (place: number): (typeof opened)[number] => {
    const found = opened[place];
    if (found === undefined) throw new RangeError(`There is no pull request at ${place}.`);
    return found;
  };
  return servePullRequests(request, {
    key: `pullrequests of ${user}`,
    items: {
      length: opened.length,
      record: (place) => at(place).all.record(at(place).index),
      render: (place) => at(place).all.render(at(place).index),
    },
  });
}

const states = new Set(['OPEN', 'MERGED', 'DECLINED', 'SUPERSEDED']);

function servePullRequests(request: RestRequest, list: Listed): Reply {
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
      ...list,
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
    handle: inRepository(serveRepository),
  },
  {
    pattern: '/workspaces/{workspace}/pullrequests/{user}',
    scope: scopes.pullRequest,
    handle: inWorkspace(serveUser),
  },
  {
    pattern: '/repositories/{workspace}/{repository}/pullrequests/{pullRequest}',
    scope: scopes.pullRequest,
    handle: withPullRequest((request, repository, id) =>
      serveObject(pullRequest(request.workspace, repository, id), request),
    ),
  },
];
