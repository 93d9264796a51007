import { snippetComments, snippetCommits, snippets } from '../data/snippets.ts';
import type { Workspace } from '../data/workspace.ts';
import type { JsonObject } from '../json.ts';
import { scopes } from '../oauth/scopes.ts';
import { inSnippet } from './find-snippet.ts';
import { inWorkspace } from './find-repository.ts';
import { serveList, type Listed } from './plain-list.ts';
import type { Route } from './route.ts';
import type { Listing } from './serve-page.ts';

/** `path` is what follows the snippet's own. */
function snippetList(
  path: string,
  items: (workspace: Workspace, snippet: JsonObject) => Listed,
  more: Partial<Listing> = {},
): Route {
  return {
    pattern: `/snippets/{workspace}/{snippet}${path}`,
    scope: scopes.snippet,
    handle: inSnippet((request, snippet) => serveList(items(request.workspace, snippet), request, more)),
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
