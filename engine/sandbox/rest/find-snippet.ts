import { findSnippet } from '../data/snippets.ts';
import { failure, type Reply } from '../http/reply.ts';
import type { JsonObject } from '../json.ts';
import { inWorkspace } from './find-repository.ts';
import type { RestRequest, Route } from './route.ts';

/** A handler of a route below a snippet. */
export function inSnippet(handle: (request: RestRequest, snippet: JsonObject) => Reply): Route['handle'] {
  return inWorkspace((request, workspace) => {
    const { snippet: id = '' } = request.parameters;
    const snippet = findSnippet(workspace, id);
    return snippet === undefined ? failure(404, `Snippet ${id} not found`) : handle(request, snippet);
  });
}
