/** The tree of a commit, and the history of a file. Pages of both have no numbers. */
import { fileHistory, tree } from '../data/files.ts';
import { pushedHead } from '../data/pushes.ts';
import type { Repository } from '../data/workspace.ts';
import { failure, type Reply } from '../http/reply.ts';
import type { JsonObject } from '../json.ts';
import { scopes } from '../oauth/scopes.ts';
import { revisionIndex } from './find-commit.ts';
import { inRepository } from './find-repository.ts';
import { serveList } from './plain-list.ts';
import type { RestRequest, Route } from './route.ts';
import type { Listing } from './serve-page.ts';

/** `HEAD` is the main branch's. */
function atCommit(
  list: (request: RestRequest, repository: Repository, index: number) => readonly JsonObject[] | undefined,
  more: Partial<Listing>,
): Route['handle'] {
  return inRepository((request, repository): Reply => {
    const { commit = '', path = '' } = request.parameters;
    const { workspace } = request;
    const isEmpty = repository.plan.commits === 0;
    const main = pushedHead(workspace, repository, 'main') ?? (isEmpty ? undefined : 0);
    const index = commit === 'HEAD' ? main : revisionIndex(workspace, repository, commit);
    if (index === undefined) return failure(404, `Commit not found: ${commit}`);
    const items = list(request, repository, index);
    if (items === undefined) return failure(404, `No such file or directory: ${path}`);
    const key = `${request.url.pathname} ${index} ${request.url.searchParams.get('max_depth')}`;
    return serveList(items, request, { key, paging: 'cursor', ...more });
  });
}

export const sourceRoutes: readonly Route[] = [
  {
    pattern: '/repositories/{workspace}/{repository}/src/{commit}/{path*}',
    scope: scopes.repository,
    handle: atCommit(
      ({ url, workspace, parameters: { path = '' } }, repository, index) =>
        tree(workspace, repository, index, path, Number(url.searchParams.get('max_depth') ?? 1)),
      { filterable: { path: 'text', type: 'text', size: 'number' }, sortable: ['path', 'size'] },
    ),
  },
  {
    pattern: '/repositories/{workspace}/{repository}/filehistory/{commit}/{path*}',
    scope: scopes.repository,
    handle: atCommit(
      ({ workspace, parameters: { path = '' } }, repository, index) =>
        fileHistory(workspace, repository, index, path),
      {
        filterable: { 'commit.date': 'datetime' },
        // A commit is shown in short unless more of it is named.
        hidden: ['commit.date', 'commit.message', 'commit.author', 'commit.parents', 'commit.repository'],
      },
    ),
  },
];
