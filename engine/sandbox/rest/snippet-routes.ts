import { snippetComments, snippetCommits, snippetIndex, snippets } from '../data/snippets.ts';
import type { Workspace } from '../data/workspace.ts';
import { failure } from '../http/reply.ts';
import type { JsonObject } from '../json.ts';
import { scopes } from '../oauth/scopes.ts';
import { inWorkspace } from './find-repository.ts';
import { serveList } from './plain-list.ts';
import type { Route } from './route.ts';
import type { Listing } from './serve-page.ts';

/** `path` is what follows the snippet's own. */
function snippetList(
  path: string,
  items: (workspace: Workspace, index: number) => readonly JsonObject[],
  more: Partial<Listing> = {},
): Route {
  return {
    pattern: `/snippets/{workspace}/{snippet}${path}`,
    scope: scopes.snippet,
    handle: inWorkspace((request, workspace) => {
      const { snippet = '' } = request.parameters;
      const index = snippetIndex(snippet);
      return index === undefined
        ? failure(404, `Snippet ${snippet} not found`)
        : serveList(items(workspace, index), request, more);
    }),
  };
}

export const snippetRoutes: readonly Route[] = [
  {
    pattern: '/snippets/{workspace}',
    scope: scopes.snippet,
    handle: inWorkspace((request, workspace) => serveList(snippets(workspace), request)),
  },
  snippetList('/comments', snippetComments),
  snippetList('/commits', snippetCommits, { paging: 'cursor' }),
];
