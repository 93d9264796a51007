/** What belongs to one pull request. */
import { activity } from '../data/activity.ts';
import { collectionOf } from '../data/collection.ts';
import { comments } from '../data/comments.ts';
import { hashOf } from '../data/commits.ts';
import { pullRequestCommits } from '../data/pull-request-commits.ts';
import { isOrphaned, pullRequestEnds } from '../data/pull-request-reference.ts';
import { tasks } from '../data/tasks.ts';
import type { Repository } from '../data/workspace.ts';
import { failure, redirect, type Reply } from '../http/reply.ts';
import { scopes } from '../oauth/scopes.ts';
import { commentFilterable, commentSortable } from './comment-fields.ts';
import { withPullRequest } from './find-pull-request.ts';
import type { RestRequest, Route } from './route.ts';
import { servePage, type Listing } from './serve-page.ts';
import { serveStatuses } from './status-listing.ts';

const pattern = '/repositories/{workspace}/{repository}/pullrequests/{pullRequest}';

/** Logs and histories have no order but their own. */
const asItIs = (request: RestRequest): RestRequest => ({
  ...request,
  modes: { ...request.modes, ties: 'stable' },
});

function list(
  name: string,
  listing: (request: RestRequest, repository: Repository, id: number) => Omit<Listing, 'key'>,
): Route {
  return {
    pattern: `${pattern}/${name}`,
    scope: scopes.pullRequest,
    handle: withPullRequest((request, repository, id) => {
      const found = listing(request, repository, id);
      const asked = found.paging === 'cursor' ? asItIs(request) : request;
      return servePage({ key: `${name} ${repository.uuid} ${id}`, ...found }, asked);
    }),
  };
}

/** To the comparison of both ends. Bitbucket's redirect names the pull request and takes nothing of the query along. */
function redirectToDiffStat(_: RestRequest, repository: Repository, id: number): Reply {
  const ends = pullRequestEnds(repository, id);
  if (ends === undefined || isOrphaned(id)) return failure(400, 'No common ancestor');
  const spec = `${hashOf(repository, ends.source).slice(0, 12)}..${hashOf(repository, ends.destination).slice(0, 12)}`;
  return redirect(`${repository.api}/diffstat/${spec}?from_pullrequest_id=${id}&topic=true`);
}

export const pullRequestChildRoutes: readonly Route[] = [
  list('comments', ({ workspace }, repository, id) => ({
    items: comments(workspace, repository, id),
    filterable: commentFilterable,
    sortable: commentSortable,
    paging: 'numbers',
    defaultLength: 10,
    longest: 100,
  })),
  list('tasks', ({ workspace }, repository, id) => ({
    items: tasks(workspace, repository, id),
    filterable: { state: 'text', created_on: 'datetime', updated_on: 'datetime' },
    sortable: ['created_on', 'updated_on'],
    paging: 'numbers',
    defaultLength: 10,
    longest: 100,
  })),
  list('commits', ({ workspace }, repository, id) => ({
    items: pullRequestCommits(workspace, repository, id),
    paging: 'cursor',
    defaultLength: 30,
    longest: 100,
  })),
  list('activity', ({ workspace }, repository, id) => ({
    items: activity(workspace, repository, id),
    paging: 'cursor',
    defaultLength: 20,
    longest: 50,
  })),
  {
    pattern: `${pattern}/statuses`,
    scope: scopes.pullRequest,
    handle: withPullRequest((request, repository, id) => {
      const ends = pullRequestEnds(repository, id);
      return ends === undefined
        ? servePage(
            {
              key: `no statuses ${id}`,
              items: collectionOf([]),
              paging: 'numbers',
              defaultLength: 30,
              longest: 100,
            },
            request,
          )
        : serveStatuses(request, repository, ends.source);
    }),
  },
  {
    pattern: `${pattern}/diffstat`,
    scope: scopes.pullRequest,
    handle: withPullRequest(redirectToDiffStat),
  },
];
