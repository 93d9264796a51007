/** What belongs to one commit, and the comparison of two. */
import { commitComments } from '../data/commit-comments.ts';
import { diffStat } from '../data/diff-stat.ts';
import type { Repository } from '../data/workspace.ts';
import { failure, type Reply } from '../http/reply.ts';
import { scopes } from '../oauth/scopes.ts';
import { commentFilterable, commentSortable } from './comment-fields.ts';
import { revisionIndex, withCommit } from './find-commit.ts';
import { inRepository } from './find-repository.ts';
import type { RestRequest, Route } from './route.ts';
import { servePage } from './serve-page.ts';
import { serveStatuses } from './status-listing.ts';

/** A commit alone is compared with the one that it follows. */
function serveDiffStat(request: RestRequest, repository: Repository): Reply {
  const { spec = '' } = request.parameters;
  const [first = '', second, ...more] = spec.split('..');
  const source = revisionIndex(repository, first);
  const destination = second === undefined ? (source ?? 0) + 1 : revisionIndex(repository, second);
  if (source === undefined || destination === undefined || more.length > 0) {
    return failure(404, `Commit not found: ${spec}`);
  }
  return servePage(
    {
      key: `diffstat ${repository.uuid} ${source} ${destination}`,
      items: diffStat(repository, { source, destination }),
      paging: 'numbers',
      defaultLength: 500,
      longest: 5000,
    },
    request,
  );
}

export const commitChildRoutes: readonly Route[] = [
  {
    pattern: '/repositories/{workspace}/{repository}/commit/{commit}/statuses',
    scope: scopes.repository,
    handle: withCommit(serveStatuses),
  },
  {
    pattern: '/repositories/{workspace}/{repository}/commit/{commit}/comments',
    scope: scopes.repository,
    handle: withCommit((request, repository, index) =>
      servePage(
        {
          key: `commit comments ${repository.uuid} ${index}`,
          items: commitComments(request.workspace, repository, index),
          filterable: commentFilterable,
          sortable: commentSortable,
          paging: 'numbers',
          defaultLength: 10,
          longest: 100,
        },
        request,
      ),
    ),
  },
  {
    pattern: '/repositories/{workspace}/{repository}/diffstat/{spec}',
    scope: scopes.repository,
    handle: inRepository(serveDiffStat),
  },
];
