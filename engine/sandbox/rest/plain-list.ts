/** Routes to collections that know neither `q` nor `sort`, which are most of those that hold settings. */
import { collectionOf, type Collection } from '../data/collection.ts';
import type { Repository, Workspace } from '../data/workspace.ts';
import type { Reply } from '../http/reply.ts';
import type { JsonObject } from '../json.ts';
import type { Scope } from '../oauth/scopes.ts';
import { inRepository, inWorkspace } from './find-repository.ts';
import type { RestRequest, Route } from './route.ts';
import { type Listing, servePage } from './serve-page.ts';

export type Listed = readonly JsonObject[] | Collection;

/** Answers with a page of the objects; what differs from the commonest way is in `more`. */
export function serveList(items: Listed, request: RestRequest, more: Partial<Listing> = {}): Reply {
  const listing = { paging: 'numbers', defaultLength: 10, longest: 100 } as const;
  const all = 'render' in items ? items : collectionOf(items);
  return servePage({ key: request.url.pathname, items: all, ...listing, ...more }, request);
}

type RouteMore = Partial<Listing> & Pick<Route, 'trailingSlash'>;

/** `path` is what follows the repository's own. */
export function repositoryList(
  path: string,
  scope: Scope,
  items: (workspace: Workspace, repository: Repository) => Listed,
  { trailingSlash, ...more }: RouteMore = {},
): Route {
  return {
    pattern: `/repositories/{workspace}/{repository}${path}`,
    scope,
    ...(trailingSlash === undefined ? {} : { trailingSlash }),
    handle: inRepository((request, repository) =>
      serveList(items(request.workspace, repository), request, more),
    ),
  };
}

/** `path` is what follows the workspace's own. */
export function workspaceList(
  path: string,
  scope: Scope,
  items: (workspace: Workspace) => Listed,
  more: Partial<Listing> = {},
): Route {
  return {
    pattern: `/workspaces/{workspace}${path}`,
    scope,
    handle: inWorkspace((request, workspace) => serveList(items(workspace), request, more)),
  };
}

/** What the pipelines module does not do. */
export const inPipelinesModule = { fields: 'ignored', query: 'ignored' } as const;
