/** What belongs to one commit, and the comparison of two. */
import { commitComments } from '../data/commit-comments.ts';
import { commitPullRequests } from '../data/commit-pull-requests.ts';
import { diffStat, pushedDiffStat } from '../data/diff-stat.ts';
import { annotations, reports } from '../data/reports.ts';
import type { Repository } from '../data/workspace.ts';
import { failure, type Reply } from '../http/reply.ts';
import { scopes, type Scope } from '../oauth/scopes.ts';
import { commentFilterable, commentSortable } from './comment-fields.ts';
import { revisionIndex, withCommit } from './find-commit.ts';
import { inRepository } from './find-repository.ts';
import type { RestRequest, Route } from './route.ts';
import { servePage, type Listing } from './serve-page.ts';
import { serveStatuses } from './status-listing.ts';

/** A commit alone is compared with the one that it follows. */
function serveDiffStat(request: RestRequest, repository: Repository): Reply {
  const { spec = '' } = request.parameters;
  const [first = '', second, ...more] = spec.split('..');
  const { workspace } = request;
  const source = revisionIndex(workspace, repository, first);
  const destination = second === undefined ? (source ?? 0) + 1 : revisionIndex(workspace, repository, second);
  if (source === undefined || destination === undefined || more.length > 0) {
    return failure(404, `Commit not found: ${spec}`);
  }
  const own = second === undefined ? pushedDiffStat(workspace, repository, source) : undefined;
  return servePage(
    {
      key: `diffstat ${repository.uuid} ${source} ${destination}`,
      items: own ?? diffStat(repository, { source, destination }),
      paging: 'numbers',
      defaultLength: 500,
      longest: 5000,
    },
    request,
  );
}

const pattern = '/repositories/{workspace}/{repository}/commit/{commit}';

function list(
  name: string,
  scope: Scope,
  listing: (repository: Repository, index: number, request: RestRequest) => Omit<Listing, 'key' | 'paging'>,
): Route {
  return {
    pattern: `${pattern}/${name}`,
    scope,
    handle: withCommit((request, repository, index) => {
      const found = listing(repository, index, request);
      return servePage(
        { key: `commit ${name} ${repository.uuid} ${index}`, paging: 'numbers', ...found },
        request,
      );
    }),
  };
}

function serveAnnotations(request: RestRequest, repository: Repository, index: number): Reply {
  const { report = '' } = request.parameters;
  const items = annotations(request.workspace, repository, index, report);
  if (items === undefined) return failure(404, `Report ${report} not found`);
  const key = `annotations ${repository.uuid} ${index} ${report}`;
  return servePage({ key, items, paging: 'numbers', defaultLength: 10, longest: 100 }, request);
}

export const commitChildRoutes: readonly Route[] = [
  { pattern: `${pattern}/statuses`, scope: scopes.repository, handle: withCommit(serveStatuses) },
  list('comments', scopes.repository, (repository, index, { workspace }) => ({
    items: commitComments(workspace, repository, index),
    filterable: commentFilterable,
    sortable: commentSortable,
    defaultLength: 10,
    longest: 100,
  })),
  list('reports', scopes.repository, (repository, index, { workspace }) => ({
    items: reports(workspace, repository, index),
    defaultLength: 10,
    longest: 100,
  })),
  {
    pattern: `${pattern}/reports/{report}/annotations`,
    scope: scopes.repository,
    handle: withCommit(serveAnnotations),
  },
  list('pullrequests', scopes.pullRequest, (repository, index) => ({
    items: commitPullRequests(repository, index),
    defaultLength: 30,
    longest: 50,
  })),
  {
    pattern: '/repositories/{workspace}/{repository}/diffstat/{spec}',
    scope: scopes.repository,
    handle: inRepository(serveDiffStat),
  },
];
