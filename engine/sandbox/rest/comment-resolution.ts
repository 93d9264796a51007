/** Comments on pull requests that are resolved and opened again. */
import { failure, json, nothing, type Reply } from '../http/reply.ts';
import type { JsonObject } from '../json.ts';
import { scopes } from '../oauth/scopes.ts';
import { withComment, type FoundComment } from './comment-writes.ts';
import type { RestRequest, Route } from './route.ts';
import { callerAccount } from './user-routes.ts';

function resolve(request: RestRequest, { all, index, comment }: FoundComment): Reply {
  if (comment['resolution'] !== undefined) return failure(409, 'The comment is resolved already.');
  const resolution: JsonObject = {
    type: 'comment_resolution',
    user: callerAccount(request).account,
    created_on: request.workspace.changes.time(),
  };
  all.replace(index, { ...comment, resolution });
  return json(resolution);
}

function reopen(_request: RestRequest, { all, index, comment }: FoundComment): Reply {
  const { resolution, ...open } = comment;
  if (resolution === undefined) return failure(404, 'The comment is not resolved.');
  all.replace(index, open);
  return nothing();
}

const pattern =
  '/repositories/{workspace}/{repository}/pullrequests/{pullRequest}/comments/{comment}/resolve';
const scope = scopes.pullRequest;

export const commentResolution: readonly Route[] = [
  { method: 'POST', pattern, scope, handle: withComment(resolve) },
  { method: 'DELETE', pattern, scope, handle: withComment(reopen) },
];
